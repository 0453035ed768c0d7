package io.github.latchkey.desktop.control;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;

/// The keys of an action, in a small frame beside its name: `Ctrl L`, or `⌘L` on macOS.
public final class KeyHint extends Label {

  private String keys = "";

  /// A hint without keys.
  public KeyHint() {
    getStyleClass().add("key-hint");
    setMinWidth(USE_PREF_SIZE);
  }

  /// The combination as JavaFX writes it: `Shortcut+L`.
  public String getKeys() {
    return keys;
  }

  /// See [#getKeys].
  public void setKeys(String combination) {
    keys = combination;
    setText(KeyCombination.valueOf(combination).getDisplayText().replace('+', ' '));
  }
}
