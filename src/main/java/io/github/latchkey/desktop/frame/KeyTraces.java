package io.github.latchkey.desktop.frame;

import io.github.latchkey.desktop.task.Background;

/// What the virtual machine keeps of keys until somebody clears it: cleared once a vault that was
/// locked is closed, and every minute of those between. Used on the JavaFX thread.
public final class KeyTraces {

  private static final int BEATS_PER_MINUTE = 60;

  private final Desk desk;
  private final Background background;
  private long beats;

  private KeyTraces(Desk desk, Background background) {
    this.desk = desk;
    this.background = background;
  }

  /// Has them cleared from now on.
  ///
  /// @param background not the desk's own, whose work a lock waits for
  /// @param all clears all of them; not for the JavaFX thread
  /// @param used clears them where a key was used since; not for the JavaFX thread
  public static void clear(Desk desk, Background background, Runnable all, Runnable used) {
    var traces = new KeyTraces(desk, background);
    desk.sessionProperty()
        .subscribe(
            (before, now) -> {
              if (before.isPresent()) {
                desk.whenAllAreClosed(() -> traces.run(all));
              }
            });
    desk.pulse().each(() -> traces.beat(used));
  }

  private void beat(Runnable used) {
    if (++beats % BEATS_PER_MINUTE == 0) {
      run(used);
    }
  }

  private void run(Runnable work) {
    background.run(
        () -> {
          work.run();
          return true;
        },
        done -> {},
        desk::explain);
  }
}
