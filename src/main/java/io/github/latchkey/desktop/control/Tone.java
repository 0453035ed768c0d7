package io.github.latchkey.desktop.control;

import java.util.Locale;
import javafx.css.Styleable;

/// How good or bad a thing is, as a colour; a word always stands beside it.
public enum Tone {
  GOOD,
  NOTE,
  WARNING,
  ERROR,
  /// Neither: a plain outline.
  PLAIN;

  /// The style class of this tone, as `app.css` knows it.
  public String styleClass() {
    return "tone-" + name().toLowerCase(Locale.ROOT);
  }

  /// Gives a node this tone and takes any other away.
  public void paint(Styleable node) {
    for (Tone tone : values()) {
      node.getStyleClass().remove(tone.styleClass());
    }
    node.getStyleClass().add(styleClass());
  }
}
