package io.github.latchkey.desktop.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Work that is finished when a test says so, in any order.
public final class HeldBackground implements Background {

  private final List<Runnable> started = new ArrayList<>();
  private int finished;

  @Override
  public <T> Running run(
      Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
    var stopped = new AtomicBoolean();
    started.add(
        () -> {
          if (stopped.get()) {
            Thread.currentThread().interrupt();
          }
          try {
            Background.inPlace().run(work, done, failed);
          } finally {
            Thread.interrupted();
          }
        });
    return () -> stopped.set(true);
  }

  /// How much was started.
  public int count() {
    return started.size();
  }

  /// Finishes everything that is not finished yet, and what that starts.
  public void finishAll() {
    while (finished < started.size()) {
      finish(finished);
    }
  }

  /// Finishes the work that was started as the nth, counted from 0.
  public void finish(int n) {
    finished = Math.max(finished, n + 1);
    started.get(n).run();
  }
}
