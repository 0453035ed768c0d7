package io.github.latchkey.desktop.recovery;

import io.github.latchkey.desktop.control.FirstFocus;
import io.github.latchkey.desktop.control.PassphraseField;
import io.github.latchkey.desktop.control.SecretText;
import javafx.fxml.FXML;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/// The screen of [RecoveryViewModel].
public final class RecoveryController {

  private final RecoveryViewModel model;

  @FXML private StackPane screen;
  @FXML private SecretText key;
  @FXML private Label note;
  @FXML private PassphraseField lastGroup;
  @FXML private Label problem;
  @FXML private Hyperlink cancel;

  /// Shows this model.
  public RecoveryController(RecoveryViewModel model) {
    this.model = model;
  }

  @FXML
  private void initialize() {
    note.textProperty().bind(model.noteProperty());
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    lastGroup.wrongProperty().bind(model.problemProperty().isNotEmpty());
    lastGroup.setOnAction(enter -> finish());
    cancel.managedProperty().bind(cancel.visibleProperty());
    FirstFocus.on(screen, () -> lastGroup);
    model.shownProperty().subscribe(this::show);
  }

  private void show(boolean shown) {
    lastGroup.clear();
    lastGroup.shownProperty().set(true);
    key.clear();
    cancel.setVisible(model.mayBeCancelled());
    if (shown) {
      model.withText(key::show);
      lastGroup.requestFocus();
    }
  }

  @FXML
  private void copy() {
    model.copy();
  }

  @FXML
  private void print() {
    model.print();
  }

  @FXML
  private void save() {
    model.save();
  }

  @FXML
  private void cancel() {
    model.cancel();
  }

  @FXML
  private void finish() {
    model.finish(lastGroup.characters());
    lastGroup.requestFocus();
    lastGroup.selectAll();
  }
}
