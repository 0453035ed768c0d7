package io.github.latchkey.desktop;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/// Runs pieces of a test on the JavaFX thread.
public final class Fx {

  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private Fx() {}

  public static synchronized void start() {
    if (STARTED.compareAndSet(false, true)) {
      try {
        Platform.startup(() -> {});
      } catch (IllegalStateException alreadyRunning) {
        // another test's toolkit serves as well
      }
      Platform.setImplicitExit(false);
    }
  }

  public static <T> T call(Callable<T> work) throws Exception {
    start();
    var result = new CompletableFuture<T>();
    Platform.runLater(
        () -> {
          try {
            result.complete(work.call());
          } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
          }
        });
    return result.get(180, TimeUnit.SECONDS);
  }

  public static void run(Runnable work) throws Exception {
    call(
        () -> {
          work.run();
          return true;
        });
  }
}
