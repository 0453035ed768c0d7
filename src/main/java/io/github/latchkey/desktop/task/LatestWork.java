package io.github.latchkey.desktop.task;

import io.github.latchkey.desktop.task.Background.Running;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Work of which only the latest counts: an answer that arrives after a later start is dropped, so
/// that a slow preview never overwrites a newer one, and what is no longer wanted is interrupted,
/// so that no dear file keeps a processor, or an ending vault, busy. For work that reads and
/// changes nothing, or whose late result says what it changed. Used on the JavaFX thread only.
public final class LatestWork {

  private final Background background;
  private long latest;
  private Running running = () -> {};

  /// Runs its work there.
  public LatestWork(Background background) {
    this.background = background;
  }

  /// Starts `work`; `done` or `failed` is called unless [#run] or [#forget] was called since.
  public <T> void run(
      Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
    run(work, done, late -> {}, failed);
  }

  /// The same for results that have to be closed: one that comes too late is handed to `late`.
  public <T> void run(
      Callable<T> work,
      Consumer<? super T> done,
      Consumer<? super T> late,
      Consumer<? super Throwable> failed) {
    forget();
    long mine = latest;
    Running begun =
        background.run(
            work,
            result -> {
              if (mine == latest) {
                done.accept(result);
              } else {
                late.accept(result);
              }
            },
            thrown -> {
              if (mine == latest) {
                failed.accept(thrown);
              }
            });
    if (mine == latest) {
      running = begun;
    }
  }

  /// Ends what is still running as soon as it notices, and drops its answer.
  public void forget() {
    latest++;
    running.stop();
    running = () -> {};
  }
}
