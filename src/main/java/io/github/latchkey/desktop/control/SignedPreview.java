package io.github.latchkey.desktop.control;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Header and payload as they will be signed, line by line, with notes in a column beside them.
public final class SignedPreview extends GridPane {

  private final ObjectProperty<List<PreviewLine>> lines =
      new SimpleObjectProperty<>(this, "lines", List.of());

  /// An empty preview.
  public SignedPreview() {
    getStyleClass().addAll("code-card", "signed-preview");
    setAccessibleRole(AccessibleRole.TEXT);
    var text = new ColumnConstraints();
    text.setHgrow(Priority.SOMETIMES);
    var note = new ColumnConstraints();
    note.setHgrow(Priority.ALWAYS);
    getColumnConstraints().setAll(text, note);
    lines.subscribe(this::show);
  }

  /// What is shown.
  public ObjectProperty<List<PreviewLine>> linesProperty() {
    return lines;
  }

  private void show(List<PreviewLine> now) {
    getChildren().clear();
    setAccessibleText(String.join("\n", now.stream().map(PreviewLine::text).toList()));
    for (int row = 0; row < now.size(); row++) {
      PreviewLine line = now.get(row);
      var text = new CutLabel(line.text());
      text.getStyleClass().addAll("json-line", line.header() ? "token-header" : "token-payload");
      if (line.note().isEmpty()) {
        text.setWrapText(true);
        add(text, 0, row, 2, 1);
      } else {
        text.setMinWidth(USE_PREF_SIZE);
        var note = new CutLabel(line.note());
        note.getStyleClass().add("json-note");
        add(text, 0, row);
        add(note, 1, row);
      }
    }
  }
}
