package io.github.latchkey.desktop.health;

import io.github.latchkey.desktop.control.FindingList;
import io.github.latchkey.desktop.control.FirstFocus;
import javafx.fxml.FXML;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;

/// The screen of [HealthViewModel].
public final class HealthController {

  private final HealthViewModel model;

  @FXML private ScrollPane screen;
  @FXML private FindingList findings;
  @FXML private HBox allWell;

  /// Shows this model.
  public HealthController(HealthViewModel model) {
    this.model = model;
  }

  @FXML
  private void initialize() {
    FirstFocus.on(screen, () -> screen);
    model.findingsProperty().subscribe(now -> findings.linesProperty().set(model.lines()));
    allWell
        .visibleProperty()
        .bind(
            model
                .findingsProperty()
                .flatMap(now -> model.lookedProperty().map(looked -> looked && now.isEmpty())));
    allWell.managedProperty().bind(allWell.visibleProperty());
  }
}
