package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.desktop.control.Badge;
import io.github.latchkey.desktop.control.CutLabel;
import javafx.geometry.Pos;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A credential in the list: name and environment, and below them platform, algorithm and its first
/// field.
final class CredentialCell extends ListCell<Credential> {

  private final CredentialsViewModel model;
  private final CutLabel name = new CutLabel();
  private final CutLabel subtitle = new CutLabel();
  private final HBox environment = new HBox();
  private final VBox content;

  CredentialCell(CredentialsViewModel model) {
    this.model = model;
    name.getStyleClass().add("title");
    subtitle.getStyleClass().add("subtitle");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var first = new HBox(8, name, space, environment);
    first.setAlignment(Pos.CENTER_LEFT);
    content = new VBox(2, first, subtitle);
    // The list is as wide as its column, whatever the names are; they are cut.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(Credential credential, boolean empty) {
    super.updateItem(credential, empty);
    if (empty || credential == null) {
      setGraphic(null);
      setAccessibleText("");
      return;
    }
    name.setText(credential.name());
    subtitle.setText(model.subtitle(credential));
    environment
        .getChildren()
        .setAll(
            credential.environment().stream()
                .map(word -> new Badge(word, CredentialsViewModel.tone(word)))
                .toList());
    setGraphic(content);
    setAccessibleText(
        String.join(
            ", ", credential.name(), subtitle.getText(), credential.environment().orElse("")));
  }
}
