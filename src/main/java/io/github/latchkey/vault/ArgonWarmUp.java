package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.util.concurrent.atomic.AtomicBoolean;

/// Small key derivations while a person types the password, so that the real one finds its code
/// compiled: the first one of a process takes twice as long otherwise.
///
/// Once per process, on a daemon thread of the lowest priority; ends by itself after about a second
/// of work.
public final class ArgonWarmUp implements AutoCloseable {

  /// Enough for the compiler's last stage, and over every branch that the real one takes: several
  /// lanes, later passes.
  private static final int RUNS = 250;

  private static final int MEMORY_KIB = 1 << 10;
  private static final int PASSES = 2;
  private static final int LANES = 2;

  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private final Thread thread;

  private ArgonWarmUp() {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("latchkey-warm-up")
            .priority(Thread.MIN_PRIORITY)
            .unstarted(ArgonWarmUp::run);
  }

  /// Starts it, unless this process had one already.
  public static ArgonWarmUp start() {
    var warmUp = new ArgonWarmUp();
    if (STARTED.compareAndSet(false, true)) {
      warmUp.thread.start();
    }
    return warmUp;
  }

  static void run() {
    byte[] salt = new byte[16];
    try (var password = SecretBytes.copyOf(new byte[8])) {
      for (int i = 0; i < RUNS; i++) {
        Argon2.raw(password, salt, MEMORY_KIB, PASSES, LANES).close();
      }
    } catch (InterruptedException | OutOfMemoryError enough) {
      // the real derivation is only slower without it
    }
  }

  boolean isDaemon() {
    return thread.isDaemon();
  }

  /// Stops it early.
  @Override
  public void close() {
    thread.interrupt();
  }
}
