package io.github.latchkey.desktop.importing;

import io.github.latchkey.app.ImportLook;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.CutLabel;
import io.github.latchkey.desktop.control.DetailCard;
import io.github.latchkey.desktop.control.FieldForm;
import io.github.latchkey.desktop.control.FindingList;
import io.github.latchkey.desktop.control.FirstFocus;
import io.github.latchkey.desktop.control.Named;
import io.github.latchkey.desktop.control.PassphraseField;
import io.github.latchkey.desktop.control.ScreenKeys;
import io.github.latchkey.desktop.credentials.CredentialForm;
import io.github.latchkey.desktop.credentials.CredentialFormController;
import io.github.latchkey.engine.keys.NewKey;
import io.github.latchkey.platform.PlatformProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The screen of [ImportingViewModel].
public final class ImportingController {

  private final ImportingViewModel model;
  private final Wording wording;

  @FXML private VBox screen;
  @FXML private ScrollPane page;
  @FXML private CutLabel title;
  @FXML private Button choose;
  @FXML private Label lookProblem;
  @FXML private FindingList files;
  @FXML private VBox passphraseRow;
  @FXML private Label passphraseLabel;
  @FXML private PassphraseField passphrase;
  @FXML private ComboBox<NewKey> kinds;
  @FXML private ProgressBar making;
  @FXML private VBox choicesRow;
  @FXML private Label choicesLabel;
  @FXML private DetailCard choices;
  @FXML private VBox publicKeyRow;
  @FXML private Label publicKeyText;
  @FXML private GridPane form;
  @FXML private ComboBox<PlatformProfile> platform;
  @FXML private Label platformHelp;
  @FXML private FieldForm fields;
  @FXML private CredentialFormController detailsController;
  @FXML private HBox storeRow;
  @FXML private Label storeProblem;
  @FXML private Button store;
  @FXML private VBox stored;
  @FXML private Label storedText;
  @FXML private Button delete;
  @FXML private Button deleteNow;
  @FXML private Label deleteText;
  @FXML private Button clearClipboard;
  @FXML private Label clipboardText;
  @FXML private Button createToken;

  /// Shows this model.
  public ImportingController(ImportingViewModel model, Wording wording) {
    this.model = model;
    this.wording = wording;
  }

  @FXML
  private void initialize() {
    FirstFocus.on(screen, this::next);
    ScreenKeys.on(page, "Shortcut+V", this::paste);
    detailsController.show(model.form(), model.problems(), wording, this::store);
    bindPlatform();
    problem(lookProblem, model.problems().look());
    problem(clipboardText, model.pasted().textProperty());
    present(clearClipboard, model.pasted().clearableProperty());
    problem(deleteText, model.downloads().textProperty());
    storeProblem.textProperty().bind(model.problems().store());
    files
        .linesProperty()
        .bind(
            model
                .offered()
                .lookProperty()
                .map(now -> now.map(model.texts()::lines).orElse(List.of())));
    ObservableValue<Optional<String>> encrypted =
        model.offered().lookProperty().map(now -> model.offered().encrypted());
    present(passphraseRow, encrypted.map(Optional::isPresent));
    passphraseLabel
        .textProperty()
        .bind(
            encrypted.map(
                name ->
                    name.map(n -> wording.text("importing.passphrase", Map.of("file", n)))
                        .orElse("")));
    showChoices();
    showMaking();
    passphrase.accessibleTextProperty().bind(passphraseLabel.textProperty());
    passphrase.setOnAction(enter -> open());
    model.offered().lookProperty().subscribe(now -> passphrase.clear());
    ObservableValue<Boolean> isStored = model.storedProperty().map(Optional::isPresent);
    ObservableValue<Boolean> isUsable =
        model.offered().lookProperty().map(now -> now.flatMap(ImportLook::usable).isPresent());
    ObservableValue<Boolean> isNew = model.replacingProperty().map(Optional::isEmpty);
    present(form, isUsable.flatMap(usable -> isNew.map(fresh -> usable && fresh)));
    title
        .textProperty()
        .bind(
            model
                .replacingProperty()
                .map(
                    now ->
                        now.map(c -> wording.text("importing.replace", Map.of("name", c.name())))
                            .orElseGet(() -> wording.text("importing.title"))));
    store
        .textProperty()
        .bind(
            isNew.map(fresh -> wording.text(fresh ? "importing.store" : "importing.replace.now")));
    store.accessibleTextProperty().bind(store.textProperty());
    form.disableProperty().bind(isStored);
    present(storeRow, isUsable.flatMap(usable -> isStored.map(done -> usable && !done)));
    present(stored, isStored);
    // What came of it lies at the end of the page, which grows when it is shown.
    stored.boundsInParentProperty().subscribe(now -> showEnd());
    storedText
        .textProperty()
        .bind(model.storedProperty().map(now -> now.map(model.texts()::storedText).orElse("")));
    present(
        delete,
        model.downloads().deletableProperty().and(model.downloads().askingProperty().not()));
    present(
        deleteNow, model.downloads().deletableProperty().and(model.downloads().askingProperty()));
    model.turnsProperty().subscribe((before, now) -> next().requestFocus());
  }

  /// Of several keys in one file the person takes one.
  private void showChoices() {
    model
        .offered()
        .lookProperty()
        .subscribe(
            now -> {
              choices.linesProperty().set(model.texts().choices(model.offered().choices()));
              choicesLabel.setText(
                  model
                      .offered()
                      .several()
                      .map(name -> wording.text("importing.several", Map.of("file", name)))
                      .orElse(""));
            });
    present(
        choicesRow,
        model.offered().lookProperty().map(now -> model.offered().several().isPresent()));
    choices
        .onActionProperty()
        .set(wanted -> model.offered().choose(Integer.parseInt(wanted.text())));
  }

  private void showMaking() {
    kinds.getItems().setAll(model.offered().kinds());
    kinds.setConverter(new Named<>(kind -> wording.text("importing.make." + kind.id())));
    kinds.setValue(kinds.getItems().getFirst());
    making.visibleProperty().bind(model.offered().workingProperty());
    publicKeyText.textProperty().bind(model.publicKeyProperty());
    present(publicKeyRow, model.publicKeyProperty().isNotEmpty());
  }

  /// Where the person goes on: what is wrong or missing, from the top.
  private Control next() {
    CredentialForm filled = model.form();
    if (model.offered().encrypted().isPresent()) {
      return passphrase;
    }
    if (model.offered().lookProperty().get().flatMap(ImportLook::usable).isEmpty()) {
      return model.storedProperty().get().isPresent() ? createToken : choose;
    }
    if (model.storedProperty().get().isPresent()) {
      return createToken;
    }
    if (model.replacingProperty().get().isPresent()) {
      return store;
    }
    if (filled.platformProperty().get().isEmpty()) {
      return platform;
    }
    Optional<Control> field =
        Stream.concat(model.problems().fields().keySet().stream(), model.missing().stream())
            .flatMap(id -> fields.control(id).stream())
            .findFirst();
    if (!model.problems().name().get().isEmpty()) {
      return detailsController.name();
    }
    if (!model.problems().rotation().get().isEmpty()) {
      return detailsController.rotateBy();
    }
    return field.orElse(filled.nameProperty().get().isBlank() ? detailsController.name() : store);
  }

  private void showEnd() {
    if (stored.isVisible()) {
      page.setVvalue(page.getVmax());
    }
  }

  private void bindPlatform() {
    platform.getItems().setAll(model.platforms());
    platform.setPromptText(wording.text("importing.platform.choose"));
    platform.setConverter(new Named<>(PlatformProfile::name));
    CredentialForm filled = model.form();
    filled.platformProperty().subscribe(now -> platform.setValue(now.orElse(null)));
    platform
        .valueProperty()
        .subscribe(now -> filled.platformProperty().set(Optional.ofNullable(now)));
    platformHelp.textProperty().bind(filled.platformProperty().map(model::platformHelp));
    fields
        .fieldsProperty()
        .bind(
            filled.platformProperty().map(now -> now.map(CredentialForm::shown).orElse(List.of())));
    fields.share(filled.fields(), model.problems().fields());
  }

  private static void problem(Label label, ObservableValue<String> text) {
    label.textProperty().bind(text);
    present(label, text.map(now -> !now.isEmpty()));
  }

  private static void present(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
  }

  @FXML
  private void chooseFiles() {
    model.offered().chooseFiles();
  }

  @FXML
  private void paste() {
    model.offered().paste();
  }

  @FXML
  private void make() {
    model.offered().make(kinds.getValue());
  }

  @FXML
  private void copyPublicKey() {
    model.copyPublicKey();
  }

  @FXML
  private void open() {
    model.offered().open(passphrase.copy());
  }

  @FXML
  private void store() {
    model.store();
  }

  @FXML
  private void cancel() {
    model.cancel();
  }

  @FXML
  private void askDelete() {
    model.downloads().ask();
    deleteNow.requestFocus();
  }

  @FXML
  private void delete() {
    model.downloads().delete();
    createToken.requestFocus();
  }

  @FXML
  private void clearClipboard() {
    model.pasted().clear();
    createToken.requestFocus();
  }

  @FXML
  private void createToken() {
    model.createToken();
  }
}
