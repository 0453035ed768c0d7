package io.github.latchkey.desktop.control;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;

/// A label that is cut in the middle where it does not fit, since names differ at both ends; the
/// whole text is in its tooltip then.
public final class CutLabel extends Label {

  /// An empty label.
  public CutLabel() {
    this("");
  }

  /// A label with this text.
  public CutLabel(String text) {
    super(text);
    setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    setEllipsisString("…");
    setMinWidth(24);
    var whole = new Tooltip();
    whole.setWrapText(true);
    whole.setMaxWidth(480);
    whole.textProperty().bind(textProperty());
    tooltipProperty()
        .bind(Bindings.when(textTruncatedProperty()).then(whole).otherwise((Tooltip) null));
  }
}
