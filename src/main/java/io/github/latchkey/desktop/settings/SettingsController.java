package io.github.latchkey.desktop.settings;

import io.github.latchkey.desktop.control.Chips;
import io.github.latchkey.desktop.control.FirstFocus;
import io.github.latchkey.desktop.frame.Theme;
import java.time.Duration;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;

/// The screen of [SettingsViewModel].
public final class SettingsController {

  private final SettingsViewModel model;

  @FXML private ScrollPane screen;
  @FXML private Chips<Theme> theme;
  @FXML private Chips<Duration> lockAfter;
  @FXML private Chips<Duration> clearAfter;
  @FXML private Label version;
  @FXML private Label licences;

  /// Shows this model.
  public SettingsController(SettingsViewModel model) {
    this.model = model;
  }

  @FXML
  private void initialize() {
    theme.setWords(model::words);
    theme.setValues(SettingsViewModel.THEMES);
    FirstFocus.on(screen, theme.getChildren()::getFirst);
    theme.chosenProperty().bindBidirectional(model.themeProperty());
    lockAfter.setWords(model::words);
    lockAfter.setValues(model.lockChoices());
    lockAfter.chosenProperty().bindBidirectional(model.lockAfterProperty());
    clearAfter.setWords(model::words);
    clearAfter.setValues(model.clearChoices());
    clearAfter.chosenProperty().bindBidirectional(model.clearAfterProperty());
    version.setText(model.version());
    licences.setText(model.licences());
  }

  @FXML
  private void copyDetails() {
    model.copyDetails();
  }
}
