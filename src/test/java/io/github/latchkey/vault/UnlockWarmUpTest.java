package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.SecretBytes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnlockWarmUpTest {

  @Test
  void endsEarlyWhenItIsToldTo() {
    Thread.currentThread().interrupt();
    UnlockWarmUp.run();
    assertFalse(Thread.interrupted(), "it saw the wish and ended");
  }

  @Test
  void givesWayToTheFirstRealDerivation() throws Exception {
    var stopped = new CountDownLatch(1);
    Runnable endless =
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException told) {
            stopped.countDown();
          }
        };
    try (UnlockWarmUp warmUp = UnlockWarmUp.startAnew(endless);
        var password = SecretBytes.copyOf(new byte[8])) {
      assertTrue(warmUp.isDaemon());
      Argon2.derive(password, new byte[16], ArgonCost.least()).close();
      assertTrue(stopped.await(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void canBeStartedAndStoppedAgainAndAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (UnlockWarmUp warmUp = UnlockWarmUp.start()) {
        assertTrue(warmUp.isDaemon());
      }
    }
  }
}
