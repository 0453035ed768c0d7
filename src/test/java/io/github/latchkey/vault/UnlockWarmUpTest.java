package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UnlockWarmUpTest {

  @Test
  void endsEarlyWhenItIsToldTo() {
    Thread.currentThread().interrupt();
    UnlockWarmUp.run();
    assertFalse(Thread.interrupted(), "it saw the wish and ended");
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
