package io.github.latchkey.desktop.control;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// Lines with a badge, a sentence and an advice below it, in the order given. Invisible and without
/// size while there are none.
public final class FindingList extends VBox {

  private final ObjectProperty<List<FindingLine>> lines =
      new SimpleObjectProperty<>(this, "lines", List.of());

  /// An empty list.
  public FindingList() {
    getStyleClass().addAll("card", "finding-list");
    setAccessibleRole(AccessibleRole.LIST_VIEW);
    visibleProperty().bind(lines.map(now -> !now.isEmpty()));
    managedProperty().bind(visibleProperty());
    lines.subscribe(
        now -> {
          getChildren().setAll(now.stream().map(FindingList::row).toList());
          LastRow.mark(this);
        });
  }

  /// What is shown.
  public ObjectProperty<List<FindingLine>> linesProperty() {
    return lines;
  }

  private static Node row(FindingLine line) {
    var badge = new Badge(line.badge(), line.tone());
    badge.getStyleClass().add("badge-column");
    var sentence = new TextFlow();
    if (!line.lead().isEmpty()) {
      sentence.getChildren().add(styled(line.lead() + " ", "lead"));
    }
    sentence.getChildren().add(styled(line.text(), "sentence"));
    var texts = new VBox(2, sentence);
    if (!line.advice().isEmpty()) {
      var advice = new TextFlow(styled(line.advice(), "advice"));
      texts.getChildren().add(advice);
    }
    HBox.setHgrow(texts, Priority.ALWAYS);
    texts.setMinWidth(0);
    var row = new HBox(10, badge, texts);
    line.way().ifPresent(way -> row.getChildren().add(button(way, line)));
    row.getStyleClass().add("finding-row");
    row.setAccessibleRole(AccessibleRole.LIST_ITEM);
    row.setAccessibleText(line.spoken());
    return row;
  }

  private static Node button(FindingLine.Way way, FindingLine line) {
    var button = new Button(way.word());
    button.setAccessibleText(way.word() + ": " + line.text());
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> way.go().run());
    return button;
  }

  private static Text styled(String text, String styleClass) {
    var node = new Text(text);
    node.getStyleClass().add(styleClass);
    return node;
  }
}
