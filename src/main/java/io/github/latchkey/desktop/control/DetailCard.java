package io.github.latchkey.desktop.control;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Labels and values, each with a button that does something with it.
public final class DetailCard extends VBox {

  private final ObjectProperty<List<DetailLine>> lines =
      new SimpleObjectProperty<>(this, "lines", List.of());
  private final ObjectProperty<Consumer<DetailLine.Action>> onAction =
      new SimpleObjectProperty<>(this, "onAction", action -> {});

  /// An empty card.
  public DetailCard() {
    getStyleClass().addAll("card", "detail-card");
    lines.subscribe(
        now -> {
          getChildren().setAll(now.stream().map(this::row).toList());
          LastRow.mark(this);
        });
  }

  /// What is shown.
  public ObjectProperty<List<DetailLine>> linesProperty() {
    return lines;
  }

  /// What the buttons do.
  public ObjectProperty<Consumer<DetailLine.Action>> onActionProperty() {
    return onAction;
  }

  private Node row(DetailLine line) {
    var label = new Label(line.label());
    label.getStyleClass().add("detail-label");
    label.setMinWidth(USE_PREF_SIZE);
    Label value = line.code() ? new CutLabel(line.value()) : new Label(line.value());
    value.setWrapText(!line.code());
    value.getStyleClass().add(line.code() ? "code" : "detail-value");
    var aside = new CutLabel(line.aside());
    aside.getStyleClass().add("muted");
    aside.setVisible(!line.aside().isEmpty());
    aside.setManaged(aside.isVisible());
    if (aside.isVisible() && !line.code()) {
      value.setMinWidth(USE_PREF_SIZE); // the aside gives way
    }
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var row = new HBox(8, label, value, aside, space);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("detail-row");
    line.action()
        .ifPresent(
            action -> {
              var button = new Button(action.button());
              button.setAccessibleText(action.button() + ": " + line.label());
              button.setMinWidth(USE_PREF_SIZE);
              button.getStyleClass().add("quiet");
              button.setOnAction(event -> onAction.get().accept(action));
              row.getChildren().add(button);
            });
    return row;
  }
}
