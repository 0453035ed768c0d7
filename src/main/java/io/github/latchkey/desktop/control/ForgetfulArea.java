package io.github.latchkey.desktop.control;

import javafx.scene.control.TextArea;

/// The same as [ForgetfulField] for many lines.
public final class ForgetfulArea extends TextArea {

  private int longest;

  /// An empty area.
  public ForgetfulArea() {
    textProperty().subscribe(this::overwriteWhenEmpty);
    sceneProperty().subscribe(() -> setText(getText()));
  }

  private void overwriteWhenEmpty(String now) {
    longest = Math.max(longest, now.length());
    if (now.isEmpty() && longest > 0) {
      getContent().insert(0, " ".repeat(longest), false);
      getContent().delete(0, longest, false);
      longest = 0;
    }
  }
}
