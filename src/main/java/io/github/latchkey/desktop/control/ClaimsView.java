package io.github.latchkey.desktop.control;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Header and payload as a table without lines: name, value, what it means. Header members come
/// first, with a gap between the two.
public final class ClaimsView extends GridPane {

  private final ObjectProperty<List<ClaimLine>> lines =
      new SimpleObjectProperty<>(this, "lines", List.of());

  /// An empty table.
  public ClaimsView() {
    getStyleClass().addAll("code-card", "claims-view");
    setAccessibleRole(AccessibleRole.LIST_VIEW);
    var name = new ColumnConstraints();
    name.setMinWidth(Region.USE_PREF_SIZE);
    var value = new ColumnConstraints();
    value.setHgrow(Priority.SOMETIMES);
    value.setMinWidth(70);
    var meaning = new ColumnConstraints();
    meaning.setHgrow(Priority.ALWAYS);
    meaning.setMinWidth(80);
    getColumnConstraints().setAll(name, value, meaning);
    lines.subscribe(this::show);
  }

  /// What is shown.
  public ObjectProperty<List<ClaimLine>> linesProperty() {
    return lines;
  }

  private void show(List<ClaimLine> now) {
    getChildren().clear();
    int row = 0;
    boolean header = true;
    for (ClaimLine line : now) {
      if (header && !line.header() && row > 0) {
        add(gap(), 0, row++);
      }
      header = line.header();
      String colour = header ? "token-header" : "token-payload";
      add(cell(new CutLabel(line.name()), colour), 0, row);
      add(cell(new CutLabel(line.value()), colour), 1, row);
      var meaning = new Label(line.meaning());
      meaning.setWrapText(true);
      add(cell(meaning, "meaning"), 2, row++);
    }
  }

  private static Node cell(Label label, String styleClass) {
    label.getStyleClass().add(styleClass);
    setValignment(label, VPos.TOP);
    return label;
  }

  private static Node gap() {
    var gap = new Region();
    gap.getStyleClass().add("gap");
    return gap;
  }
}
