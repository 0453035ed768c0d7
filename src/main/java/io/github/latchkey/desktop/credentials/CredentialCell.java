package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.desktop.control.Badge;
import io.github.latchkey.desktop.control.CutLabel;
import java.util.stream.Stream;
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
  private final HBox badges = new HBox(4);
  private final VBox content;

  CredentialCell(CredentialsViewModel model) {
    this.model = model;
    name.getStyleClass().add("title");
    subtitle.getStyleClass().add("subtitle");
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var first = new HBox(8, name, space, badges);
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
    subtitle.setText(model.texts().subtitle(credential));
    badges
        .getChildren()
        .setAll(
            model.texts().badges(credential).stream()
                .map(mark -> new Badge(mark.word(), mark.tone()))
                .toList());
    setGraphic(content);
    setAccessibleText(
        String.join(
            ", ",
            Stream.concat(
                    Stream.of(credential.name(), subtitle.getText()),
                    model.texts().badges(credential).stream().map(CredentialText.Mark::word))
                .toList()));
  }
}
