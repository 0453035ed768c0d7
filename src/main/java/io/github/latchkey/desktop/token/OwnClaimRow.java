package io.github.latchkey.desktop.token;

import io.github.latchkey.app.Wording;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The row of an [OwnClaim]: name, type, value, and a button that takes it away.
final class OwnClaimRow extends HBox {

  OwnClaimRow(OwnClaim claim, Wording wording, Runnable remove) {
    super(8);
    setAlignment(Pos.CENTER_LEFT);
    TextField name = field(wording.text("token.own.name"), 110);
    name.textProperty().bindBidirectional(claim.nameProperty());
    var type = new ComboBox<String>();
    String json = wording.text("token.own.json");
    String text = wording.text("token.own.text");
    type.getItems().setAll(text, json);
    type.setAccessibleText(wording.text("token.own.type"));
    type.setMinWidth(86);
    type.setValue(claim.jsonProperty().get() ? json : text);
    type.valueProperty().subscribe(now -> claim.jsonProperty().set(json.equals(now)));
    TextField value = field(wording.text("token.own.value"), 120);
    value.textProperty().bindBidirectional(claim.valueProperty());
    setHgrow(value, Priority.ALWAYS);
    var away = new Button("", new FontIcon(Feather.X));
    away.setAccessibleText(wording.text("token.own.remove"));
    away.setOnAction(event -> remove.run());
    away.setMinWidth(USE_PREF_SIZE);
    getChildren().setAll(name, type, value, away);
  }

  private static TextField field(String label, double width) {
    var field = new TextField();
    field.setPromptText(label);
    field.setAccessibleText(label);
    field.setPrefWidth(width);
    field.setMinWidth(60);
    return field;
  }
}
