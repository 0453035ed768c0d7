package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.ExportForm;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.Named;
import io.github.latchkey.desktop.control.PassphraseField;
import io.github.latchkey.desktop.control.StrengthMeter;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.desktop.unlock.UnlockEntryController;
import java.util.Map;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The piece of the credential's page that shows [ExportViewModel].
public final class ExportController {

  private final ExportViewModel model;
  private final Wording wording;

  @FXML private VBox screen;
  @FXML private Label title;
  @FXML private ComboBox<ExportForm> forms;
  @FXML private HBox notice;
  @FXML private Label about;
  @FXML private VBox entry;
  @FXML private UnlockEntryController entryController;
  @FXML private VBox passphraseRow;
  @FXML private PassphraseField passphrase;
  @FXML private StrengthMeter strength;
  @FXML private PassphraseField again;
  @FXML private Label problem;
  @FXML private Button write;
  @FXML private ProgressBar progress;

  /// Shows this model.
  public ExportController(ExportViewModel model, Wording wording) {
    this.model = model;
    this.wording = wording;
  }

  @FXML
  private void initialize() {
    entryController.show(
        model.entry(), wording.text("unlock.entry.password"), wording, this::enter);
    forms.setConverter(new Named<>(model::words));
    forms
        .valueProperty()
        .subscribe(now -> Optional.ofNullable(now).ifPresent(model.formProperty()::set));
    strength.show(model.strength().strengthProperty(), model.strength().textProperty());
    passphrase.changesProperty().subscribe(now -> model.measure(passphrase.characters()));
    passphrase.setOnAction(enter -> again.requestFocus());
    again.setOnAction(enter -> write());
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    write.disableProperty().bind(model.workingProperty());
    progress.visibleProperty().bind(model.workingProperty());
    model.exportedProperty().subscribe(this::show);
    model.formProperty().subscribe(this::show);
    screen.sceneProperty().subscribe(now -> clear());
  }

  private void show(Optional<Credential> exported) {
    clear();
    present(screen, exported.isPresent());
    exported.ifPresent(
        credential -> {
          title.setText(wording.text("export.heading", Map.of("name", credential.name())));
          forms.getItems().setAll(model.forms());
          forms.setValue(model.formProperty().get());
          show(model.formProperty().get());
          forms.requestFocus();
        });
  }

  private void show(ExportForm form) {
    forms.setValue(form);
    about.setText(model.about(form));
    (model.isDangerous(form) ? Tone.WARNING : Tone.PLAIN).paint(notice);
    present(entry, model.asksForPassword());
    present(passphraseRow, model.asksForPassphrase());
  }

  private void clear() {
    entryController.typed().clear();
    passphrase.clear();
    again.clear();
  }

  private static void present(Node node, boolean now) {
    node.setVisible(now);
    node.setManaged(now);
  }

  private void enter() {
    if (model.asksForPassphrase()) {
      passphrase.requestFocus();
    } else {
      write();
    }
  }

  @FXML
  private void cancel() {
    model.cancel();
  }

  @FXML
  private void write() {
    if (!model.workingProperty().get()) {
      model.write(
          entryController.typed().characters(), passphrase.characters(), again.characters());
    }
  }
}
