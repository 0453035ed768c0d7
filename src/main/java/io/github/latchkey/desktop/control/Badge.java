package io.github.latchkey.desktop.control;

import javafx.scene.control.Label;

/// A word in a coloured pill.
public final class Badge extends Label {

  /// A pill with this word; the colour never says more than the word.
  public Badge(String word, Tone tone) {
    super(word);
    getStyleClass().add("badge");
    tone.paint(this);
    setMinWidth(USE_PREF_SIZE);
  }
}
