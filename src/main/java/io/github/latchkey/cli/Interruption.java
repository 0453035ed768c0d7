package io.github.latchkey.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl+C as a wish: the work that asks [#isWished()] ends at a good place, and the process ends
/// when this is closed, or after ten seconds.
final class Interruption implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 10;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().unstarted(this::wish);
  private volatile boolean wished;

  private Interruption() {}

  /// Listens from now on.
  static Interruption listen() {
    var interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void wish() {
    wished = true;
    try {
      closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException nothingInterruptsAHook) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isWished() {
    return wished;
  }

  @Override
  public void close() {
    closed.countDown();
    if (!wished) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException endingThisMoment) {
        // The hook finds the latch open.
      }
    }
  }
}
