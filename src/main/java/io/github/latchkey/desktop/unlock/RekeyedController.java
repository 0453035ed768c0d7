package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.FirstFocus;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;

/// The screen of [RekeyedViewModel].
public final class RekeyedController {

  private final RekeyedViewModel model;
  private final Wording wording;

  @FXML private ScrollPane screen;
  @FXML private Label about;
  @FXML private UnlockEntryController entryController;
  @FXML private Label problem;
  @FXML private Button keep;
  @FXML private Button goOn;
  @FXML private ProgressBar progress;

  /// Shows this model.
  public RekeyedController(RekeyedViewModel model, Wording wording) {
    this.model = model;
    this.wording = wording;
  }

  @FXML
  private void initialize() {
    entryController.show(model.entry(), wording.text("rekeyed.password"), wording, this::goOn);
    about.textProperty().bind(model.textProperty());
    problem.textProperty().bind(model.problemProperty());
    present(problem, model.problemProperty().isNotEmpty());
    present(keep, model.isRivalProperty());
    goOn.textProperty()
        .bind(
            model
                .isRivalProperty()
                .map(rival -> wording.text(rival ? "rekeyed.go-on.rival" : "rekeyed.go-on")));
    goOn.accessibleTextProperty().bind(goOn.textProperty());
    goOn.disableProperty().bind(model.workingProperty());
    keep.disableProperty().bind(model.workingProperty());
    progress.visibleProperty().bind(model.workingProperty());
    FirstFocus.on(screen, entryController::typed);
    screen.sceneProperty().subscribe(now -> entryController.typed().clear());
  }

  private static void present(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
  }

  @FXML
  private void later() {
    model.later();
  }

  @FXML
  private void keepMine() {
    model.keepMine(entryController.typed().characters());
  }

  @FXML
  private void goOn() {
    if (!model.workingProperty().get()) {
      model.goOn(entryController.typed().characters());
    }
  }
}
