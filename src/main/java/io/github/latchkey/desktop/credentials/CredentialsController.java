package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.Chips;
import io.github.latchkey.desktop.control.CutLabel;
import io.github.latchkey.desktop.control.DetailCard;
import io.github.latchkey.desktop.control.FirstFocus;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The screen of [CredentialsViewModel].
public final class CredentialsController {

  private final CredentialsViewModel model;

  @FXML private HBox screen;
  @FXML private Chips<EnvironmentFilter> environments;
  @FXML private ListView<Credential> list;
  @FXML private Label nothingFound;
  @FXML private VBox empty;
  @FXML private Button importFirst;
  @FXML private Label noneChosen;
  @FXML private ScrollPane details;
  @FXML private CutLabel name;
  @FXML private Label summary;
  @FXML private DetailCard card;
  @FXML private VBox extra;
  @FXML private Label noteText;

  /// Shows this model.
  public CredentialsController(CredentialsViewModel model) {
    this.model = model;
  }

  @FXML
  private void initialize() {
    FirstFocus.on(screen, () -> model.isVaultEmpty() ? importFirst : list);
    environments.setWords(model::words);
    model.allProperty().subscribe(all -> environments.setValues(model.filtersProperty().get()));
    environments.chosenProperty().bindBidirectional(model.filterProperty());
    list.setCellFactory(view -> new CredentialCell(model));
    model.shownProperty().subscribe(this::showList);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            now ->
                Optional.ofNullable(now)
                    .ifPresent(c -> model.chosenProperty().set(Optional.of(c))));
    card.onCopyProperty().set(model::copy);
    model.chosenProperty().subscribe(now -> showDetails());
  }

  private void showList(List<Credential> shown) {
    Optional<Credential> chosen = model.chosenProperty().get();
    list.getItems().setAll(shown);
    chosen.ifPresent(list.getSelectionModel()::select);
    nothingFound.setText(model.emptyText());
    showDetails();
  }

  private void showDetails() {
    Optional<Credential> chosen = model.detailed();
    present(empty, model.isVaultEmpty());
    present(noneChosen, !model.shownProperty().get().isEmpty() && chosen.isEmpty());
    present(details, chosen.isPresent());
    chosen.ifPresent(
        credential -> {
          name.setText(credential.name());
          summary.setText(model.summary(credential));
          card.linesProperty().set(model.details(credential));
          present(extra, credential.note().isPresent());
          noteText.setText(credential.note().map(Wording::visible).orElse(""));
          list.getSelectionModel().select(credential);
        });
    if (chosen.isEmpty()) {
      card.linesProperty().set(List.of());
      name.setText("");
      summary.setText("");
      noteText.setText("");
    }
  }

  private static void present(Node node, boolean now) {
    node.setVisible(now);
    node.setManaged(now);
  }

  @FXML
  private void importKeys() {
    model.importKeys();
  }

  @FXML
  private void createToken() {
    model.createToken();
  }
}
