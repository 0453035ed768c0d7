package io.github.latchkey.desktop.settings;

import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.settings.EarlierCopiesViewModel.Asking;
import io.github.latchkey.desktop.unlock.UnlockEntryController;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The piece of the settings that shows [EarlierCopiesViewModel].
public final class EarlierCopiesController {

  private final EarlierCopiesViewModel model;
  private final Wording wording;

  @FXML private VBox screen;
  @FXML private Label text;
  @FXML private HBox choices;
  @FXML private HBox deleteRow;
  @FXML private Button keep;
  @FXML private VBox sealRow;
  @FXML private HBox sealButtons;
  @FXML private UnlockEntryController entryController;
  @FXML private Button seal;
  @FXML private Button accept;
  @FXML private Label problem;

  /// Shows this model.
  public EarlierCopiesController(EarlierCopiesViewModel model, Wording wording) {
    this.model = model;
    this.wording = wording;
  }

  @FXML
  private void initialize() {
    entryController.show(
        model.entry(), wording.text("copies.earlier.password"), wording, this::seal);
    text.textProperty().bind(model.textProperty());
    present(screen, model.textProperty().map(told -> !told.isEmpty()));
    present(
        choices,
        Bindings.createBooleanBinding(
            () ->
                model.askingProperty().get() == Asking.NOTHING
                    && !model.copiesProperty().getValue().isEmpty(),
            model.askingProperty(),
            model.textProperty()));
    present(deleteRow, is(Asking.DELETE));
    present(sealRow, is(Asking.SEAL));
    present(sealButtons, is(Asking.SEAL));
    seal.disableProperty().bind(model.workingProperty());
    present(accept, model.costAskedProperty());
    problem.textProperty().bind(model.problemProperty());
    present(problem, model.problemProperty().isNotEmpty());
    model
        .askingProperty()
        .subscribe(
            now -> {
              entryController.typed().clear();
              switch (now) {
                case DELETE -> keep.requestFocus();
                case SEAL -> entryController.typed().requestFocus();
                case NOTHING -> {}
              }
            });
    screen.sceneProperty().subscribe(now -> entryController.typed().clear());
  }

  private ObservableValue<Boolean> is(Asking wanted) {
    return model.askingProperty().map(wanted::equals);
  }

  private static void present(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
  }

  @FXML
  private void askDelete() {
    model.askDelete();
  }

  @FXML
  private void askSeal() {
    model.askSeal();
  }

  @FXML
  private void keep() {
    model.keep();
  }

  @FXML
  private void delete() {
    model.delete();
  }

  @FXML
  private void acceptCost() {
    model.acceptCost();
    seal();
  }

  @FXML
  private void seal() {
    if (!model.workingProperty().get()) {
      model.seal(entryController.typed().characters());
    }
  }
}
