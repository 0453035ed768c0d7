package io.github.latchkey.desktop.task;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.concurrent.Task;

/// Each piece of work as a JavaFX task on a daemon thread of its own: there are never many at once,
/// and none waits behind a key derivation.
final class TaskBackground implements Background {

  private final AtomicInteger started = new AtomicInteger();

  @Override
  public <T> Running run(
      Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
    var task =
        new Task<T>() {
          @Override
          protected T call() throws Exception {
            return work.call();
          }
        };
    task.setOnSucceeded(event -> done.accept(task.getValue()));
    task.setOnFailed(event -> failed.accept(task.getException()));
    return Thread.ofPlatform()
            .daemon()
            .name("latchkey-background-" + started.incrementAndGet())
            .start(task)
        ::interrupt;
  }
}
