package io.github.latchkey.desktop.settings;

import io.github.latchkey.desktop.control.DetailCard;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;

/// The piece of the settings that shows [CopiesViewModel].
public final class CopiesController {

  private final CopiesViewModel model;

  @FXML private Button backUp;
  @FXML private HBox question;
  @FXML private Label questionText;
  @FXML private Button keep;
  @FXML private ScrollPane all;
  @FXML private DetailCard list;
  @FXML private Label none;

  /// Shows this model.
  public CopiesController(CopiesViewModel model) {
    this.model = model;
  }

  @FXML
  private void initialize() {
    backUp.disableProperty().bind(model.workingProperty());
    model.foundProperty().subscribe(now -> list.linesProperty().set(model.lines()));
    ObservableValue<Boolean> any = model.foundProperty().map(now -> !model.lines().isEmpty());
    present(all, any);
    present(none, any.map(there -> !there));
    list.onActionProperty().set(model::ask);
    present(question, model.askingProperty().map(copy -> copy.isPresent()));
    model
        .askingProperty()
        .subscribe(
            copy -> {
              questionText.setText(model.question());
              if (copy.isPresent()) {
                keep.requestFocus();
              }
            });
  }

  private static void present(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
  }

  @FXML
  private void backUp() {
    model.backUp();
  }

  @FXML
  private void mergeFile() {
    model.mergeFile();
  }

  @FXML
  private void keep() {
    model.keep();
  }

  @FXML
  private void restore() {
    model.restore();
  }
}
