package io.github.latchkey.desktop.task;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// The one way to do long work: off the window's thread, with the answer brought back to it.
public interface Background {

  /// Runs `work` on a thread of its own and hands its result to `done`, or what it threw to
  /// `failed`; both are called on the JavaFX thread.
  <T> Running run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed);

  /// Work that was begun.
  @FunctionalInterface
  interface Running {
    /// Asks it to end early, by an interrupt: what it throws then, or what it has by then, is its
    /// answer all the same. Nothing happens where it is done.
    void stop();
  }

  /// Work on named daemon threads, which a closing window does not wait for.
  static Background onThreads() {
    return new TaskBackground();
  }

  /// Work in place, before [#run] returns: for tests.
  static Background inPlace() {
    return new Background() {
      @Override
      public <T> Running run(
          Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        T result;
        try {
          result = work.call();
        } catch (Exception | StackOverflowError | OutOfMemoryError thrown) {
          failed.accept(thrown);
          return () -> {};
        }
        done.accept(result);
        return () -> {};
      }
    };
  }
}
