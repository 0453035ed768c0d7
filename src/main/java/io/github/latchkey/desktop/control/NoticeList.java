package io.github.latchkey.desktop.control;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// [Notice]s one below the other. Without size while there are none.
public final class NoticeList extends VBox {

  private static final double MOST_OF_THE_LINES = 120;
  private static final int WITHOUT_SCROLLING = 5;

  private final ObjectProperty<List<Notice>> notices =
      new SimpleObjectProperty<>(this, "notices", List.of());

  /// An empty list.
  public NoticeList() {
    super(8);
    getStyleClass().add("notice-list");
    visibleProperty().bind(notices.map(now -> !now.isEmpty()));
    managedProperty().bind(visibleProperty());
    notices.subscribe(now -> getChildren().setAll(now.stream().map(NoticeList::panel).toList()));
  }

  /// What is shown.
  public ObjectProperty<List<Notice>> noticesProperty() {
    return notices;
  }

  private static Node panel(Notice notice) {
    var icon = new FontIcon(notice.tone() == Tone.NOTE ? "fth-info" : "fth-alert-triangle");
    icon.setIconSize(16);
    icon.getStyleClass().add("word");
    var text = new Label(notice.text());
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    var buttons = new HBox(8);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    buttons.setMinWidth(USE_PREF_SIZE);
    notice.choices().forEach(choice -> buttons.getChildren().add(button(choice)));
    var first = new HBox(12, icon, text, buttons);
    first.setAlignment(Pos.CENTER_LEFT);
    var panel = new VBox(8, first);
    if (!notice.more().isEmpty()) {
      panel.getChildren().add(lines(notice.more()));
    }
    panel.getStyleClass().add("panel");
    notice.tone().paint(panel);
    return panel;
  }

  private static Node button(Notice.Choice choice) {
    var button = new Button(choice.word());
    button.setAccessibleText(choice.word());
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> choice.act().run());
    return button;
  }

  private static Node lines(List<String> more) {
    var lines = new VBox(2);
    for (String line : more) {
      var label = new Label("· " + line);
      label.setWrapText(true);
      label.setMinHeight(USE_PREF_SIZE);
      label.getStyleClass().add("help");
      lines.getChildren().add(label);
    }
    if (more.size() <= WITHOUT_SCROLLING) {
      return lines;
    }
    var scroll = new ScrollPane(lines);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("notice-lines");
    scroll.setMaxHeight(MOST_OF_THE_LINES);
    scroll.setFocusTraversable(false);
    return scroll;
  }
}
