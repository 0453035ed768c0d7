package io.github.latchkey.desktop.control;

import javafx.scene.control.TextField;

/// A text field that keeps nothing of what stood in it once it is empty and off the screen.
///
/// JavaFX's own does: its content is a StringBuilder, which deletes by counting less and leaves the
/// characters where they are; and what can be undone it forgets only when a field is set, also to
/// what stands in it, not when a person empties it by hand.
public final class ForgetfulField extends TextField {

  private int longest;

  /// An empty field.
  public ForgetfulField() {
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
