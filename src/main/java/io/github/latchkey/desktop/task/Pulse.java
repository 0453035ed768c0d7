package io.github.latchkey.desktop.task;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/// Tells its listeners that a second has passed, on the JavaFX thread. It counts nothing: what a
/// listener shows comes from the clock, so a sleeping machine loses no time.
public final class Pulse {

  private final List<Runnable> listeners = new ArrayList<>();

  /// Calls `listener` at every beat from now on.
  public void each(Runnable listener) {
    listeners.add(listener);
  }

  /// One beat; a test calls it in place of [#start].
  public void beat() {
    List.copyOf(listeners).forEach(Runnable::run);
  }

  /// Beats once a second until the program ends.
  public void start() {
    var timeline = new Timeline(new KeyFrame(Duration.seconds(1), event -> beat()));
    timeline.setCycleCount(Animation.INDEFINITE);
    timeline.play();
  }
}
