package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.Chips;
import io.github.latchkey.desktop.control.CutLabel;
import io.github.latchkey.desktop.control.DetailCard;
import io.github.latchkey.desktop.control.FirstFocus;
import io.github.latchkey.desktop.control.ScreenKeys;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The screen of [CredentialsViewModel].
public final class CredentialsController {

  private final CredentialsViewModel model;

  @FXML private HBox screen;
  @FXML private Chips<ListFilter> environments;
  @FXML private ListView<Credential> list;
  @FXML private Label nothingFound;
  @FXML private VBox empty;
  @FXML private Button importFirst;
  @FXML private Label noneChosen;
  @FXML private ScrollPane details;
  @FXML private CutLabel name;
  @FXML private Label summary;
  @FXML private DetailCard card;
  @FXML private Button importButton;
  @FXML private Button emptyTrash;
  @FXML private VBox emptyRow;
  @FXML private Label emptyQuestion;
  @FXML private Button emptyKeep;
  @FXML private Button edit;
  @FXML private MenuButton more;
  @FXML private Button createToken;
  @FXML private Button restore;
  @FXML private HBox trashed;
  @FXML private Label trashedText;
  @FXML private VBox earlier;
  @FXML private DetailCard earlierCard;
  @FXML private Hyperlink forget;
  @FXML private HBox forgetRow;
  @FXML private Button forgetKeep;
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
    model.filtersProperty().subscribe(environments::setValues);
    model.allProperty().subscribe(all -> environments.setValues(model.filtersProperty().get()));
    model
        .trash()
        .trashedProperty()
        .subscribe(all -> environments.setValues(model.filtersProperty().get()));
    environments.chosenProperty().bindBidirectional(model.filterProperty());
    list.setCellFactory(view -> new CredentialCell(model));
    model.shownProperty().subscribe(this::showList);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            now ->
                Optional.ofNullable(now)
                    .ifPresent(c -> model.chosenProperty().set(Optional.of(c))));
    card.onActionProperty().set(model::act);
    model.chosenProperty().subscribe(now -> showDetails());
    ScreenKeys.on(list, "Delete", model::remove);
    ScreenKeys.on(screen, "Shortcut+E", model::edit);
    showTrash();
    showEarlier();
  }

  private void showTrash() {
    TrashViewModel trash = model.trash();
    model.filterProperty().subscribe(now -> showTools());
    trash.trashedProperty().subscribe(now -> emptyQuestion.setText(trash.question()));
    bind(emptyRow, trash.askingProperty());
    trash
        .askingProperty()
        .subscribe(
            asking -> {
              showTools();
              if (asking) {
                emptyKeep.requestFocus();
              }
            });
  }

  /// Emptying the trash stands where the import does elsewhere.
  private void showTools() {
    present(importButton, !model.isTrashShown());
    present(emptyTrash, model.isTrashShown() && !model.trash().askingProperty().get());
    showDetails();
  }

  private void showEarlier() {
    EarlierViewModel before = model.earlier();
    before.valuesProperty().subscribe(now -> earlierCard.linesProperty().set(before.lines()));
    earlierCard.onActionProperty().set(before::bringBack);
    bind(earlier, before.valuesProperty().map(now -> !now.isEmpty()));
    bind(forgetRow, before.askingProperty());
    bind(forget, before.askingProperty().not());
    before
        .askingProperty()
        .subscribe(
            asking -> {
              if (asking) {
                forgetKeep.requestFocus();
              }
            });
  }

  private static void bind(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
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
    boolean thrown = model.isTrashShown();
    List.of(edit, more, createToken).forEach(button -> present(button, !thrown));
    present(restore, thrown);
    trashedText.setText(model.trashedText());
    present(trashed, thrown && chosen.isPresent());
    chosen.ifPresent(
        credential -> {
          name.setText(credential.name());
          summary.setText(model.texts().summary(credential));
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
  private void edit() {
    model.edit();
  }

  @FXML
  private void replaceKey() {
    model.replaceKey();
  }

  @FXML
  private void exportKey() {
    model.exportKey();
  }

  @FXML
  private void remove() {
    model.remove();
  }

  @FXML
  private void restore() {
    model.restore();
  }

  @FXML
  private void askEmpty() {
    model.trash().ask();
  }

  @FXML
  private void keepTrash() {
    model.trash().keep();
  }

  @FXML
  private void emptyTrash() {
    model.trash().empty();
  }

  @FXML
  private void askForget() {
    model.earlier().ask();
  }

  @FXML
  private void keepEarlier() {
    model.earlier().keep();
  }

  @FXML
  private void forgetEarlier() {
    model.earlier().forget();
  }

  @FXML
  private void createToken() {
    model.createToken();
  }
}
