package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.desktop.control.Badge;
import io.github.latchkey.desktop.control.CutLabel;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A credential in the list: name and environment, and below them platform, algorithm and its first
/// field.
final class CredentialCell extends ListCell<Credential> {

  private final CredentialsViewModel model;

  CredentialCell(CredentialsViewModel model) {
    this.model = model;
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(Credential credential, boolean empty) {
    super.updateItem(credential, empty);
    if (empty || credential == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    var name = new CutLabel(credential.name());
    name.getStyleClass().add("title");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var first = new HBox(8, name, space);
    first.setAlignment(Pos.CENTER_LEFT);
    credential
        .environment()
        .ifPresent(
            environment ->
                first
                    .getChildren()
                    .add(new Badge(environment, CredentialsViewModel.tone(environment))));
    var second = new CutLabel(model.subtitle(credential));
    second.getStyleClass().add("subtitle");
    setGraphic(new VBox(2, first, second));
    setAccessibleText(
        credential.name() + ", " + model.subtitle(credential) + ", " + credential.environment().orElse(""));
  }
}
