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

/// The screen of [MergingViewModel].
public final class MergingController {

  private final MergingViewModel model;
  private final Wording wording;

  @FXML private ScrollPane screen;
  @FXML private Label about;
  @FXML private UnlockEntryController entryController;
  @FXML private Label problem;
  @FXML private Button accept;
  @FXML private Button cancel;
  @FXML private Button merge;
  @FXML private ProgressBar progress;

  /// Shows this model.
  public MergingController(MergingViewModel model, Wording wording) {
    this.model = model;
    this.wording = wording;
  }

  @FXML
  private void initialize() {
    entryController.show(model.entry(), wording.text("merging.password"), wording, this::merge);
    about.textProperty().bind(model.textProperty());
    problem.textProperty().bind(model.problemProperty());
    present(problem, model.problemProperty().isNotEmpty());
    entryController.typed().wrongProperty().bind(model.problemProperty().isNotEmpty());
    present(accept, model.cost().askedProperty());
    merge.disableProperty().bind(model.workingProperty());
    cancel.disableProperty().bind(model.savingProperty());
    progress.visibleProperty().bind(model.workingProperty());
    model.refusalsProperty().subscribe(now -> again());
    model.textProperty().subscribe(now -> entryController.typed().clear()); // of another file
    FirstFocus.on(screen, entryController::typed);
    screen.sceneProperty().subscribe(now -> entryController.typed().clear());
  }

  private void again() {
    entryController.typed().requestFocus();
    entryController.typed().selectAll();
  }

  private static void present(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
  }

  @FXML
  private void acceptCost() {
    model.cost().accept();
    merge();
  }

  @FXML
  private void cancel() {
    model.cancel();
  }

  @FXML
  private void merge() {
    if (!model.workingProperty().get()) {
      model.merge(entryController.typed().characters());
    }
  }
}
