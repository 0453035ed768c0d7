package io.github.latchkey.desktop.control;

import io.github.latchkey.app.Strength;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/// How hard a new password is to guess: a bar, and what it means in words.
public final class StrengthMeter extends VBox {

  private static final double STEPS = Strength.BEST + 1.0;

  private final ProgressBar bar = new ProgressBar(0);
  private final Label words = new Label();

  /// An empty meter.
  public StrengthMeter() {
    super(4);
    getStyleClass().add("strength-meter");
    bar.getStyleClass().add("progress-line");
    bar.setMaxWidth(Double.MAX_VALUE);
    words.getStyleClass().add("help");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    getChildren().setAll(bar, words);
    accessibleTextProperty().subscribe(bar::setAccessibleText);
  }

  /// Shows this strength from now on.
  public void show(ObservableValue<Optional<Strength>> strength, ObservableValue<String> text) {
    bar.progressProperty()
        .bind(strength.map(now -> now.map(s -> (s.score() + 1) / STEPS).orElse(0.0)));
    strength.subscribe(now -> now.map(StrengthMeter::tone).ifPresent(tone -> tone.paint(bar)));
    words.textProperty().bind(text);
  }

  private static Tone tone(Strength strength) {
    return switch (strength.score()) {
      case 0, 1 -> Tone.ERROR;
      case 2 -> Tone.WARNING;
      default -> Tone.GOOD;
    };
  }
}
