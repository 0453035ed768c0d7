package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.latchkey.engine.FuzzBudget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyFuzzTest {

  @Test
  void answersWhateverAFileHasBecome() {
    assertTimeout(
        Duration.ofMinutes(5), () -> FuzzBudget.everyBuild(12_000, KeyFuzz::test), "endless work");
  }
}
