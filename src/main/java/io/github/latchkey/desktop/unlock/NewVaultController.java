package io.github.latchkey.desktop.unlock;

import io.github.latchkey.desktop.control.FirstFocus;
import io.github.latchkey.desktop.control.PassphraseField;
import io.github.latchkey.desktop.control.StrengthMeter;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;

/// The screen of [NewVaultViewModel].
public final class NewVaultController {

  private final NewVaultViewModel model;

  @FXML private StackPane screen;
  @FXML private TextField file;
  @FXML private PassphraseField password;
  @FXML private PassphraseField again;
  @FXML private StrengthMeter strength;
  @FXML private Label capsLock;
  @FXML private Label fileProblem;
  @FXML private Label passwordProblem;
  @FXML private Label againProblem;
  @FXML private Button create;
  @FXML private ProgressBar progress;

  /// Shows this model.
  public NewVaultController(NewVaultViewModel model) {
    this.model = model;
  }

  @FXML
  private void initialize() {
    file.textProperty().bindBidirectional(model.fileProperty());
    password.changesProperty().subscribe(now -> model.measure(password.characters()));
    strength.show(model.strength().strengthProperty(), model.strength().textProperty());
    again.changesProperty().subscribe(now -> model.retyped());
    problem(fileProblem, model.fileProblemProperty(), file);
    problem(passwordProblem, model.passwordProblemProperty(), password);
    problem(againProblem, model.againProblemProperty(), again);
    password.wrongProperty().bind(model.passwordProblemProperty().isNotEmpty());
    again.wrongProperty().bind(model.againProblemProperty().isNotEmpty());
    present(capsLock, password.capsLockProperty().or(again.capsLockProperty()));
    create.disableProperty().bind(model.workingProperty());
    progress.visibleProperty().bind(model.workingProperty());
    FirstFocus.on(screen, () -> password);
    screen
        .sceneProperty()
        .subscribe(
            now -> {
              password.clear();
              again.clear();
            });
    file.setOnAction(enter -> password.requestFocus());
    again.setOnAction(enter -> create());
    password.setOnAction(enter -> again.requestFocus());
  }

  /// What is wrong stands below the field that it is about, and the field has the focus.
  private static void problem(Label label, ReadOnlyStringProperty text, Node field) {
    label.textProperty().bind(text);
    present(label, text.isNotEmpty());
    text.subscribe( // not on isNotEmpty(), which nobody would keep from being collected
        now -> {
          if (!now.isEmpty()) {
            field.requestFocus();
          }
        });
  }

  private static void present(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(when);
  }

  @FXML
  private void chooseFile() {
    model.chooseFile();
  }

  @FXML
  private void create() {
    if (!model.workingProperty().get()) {
      model.create(password.characters(), again.characters());
    }
  }

  @FXML
  private void openExisting() {
    model.openExisting();
  }
}
