package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.FuzzBudget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyFuzzTest {

  @Test
  void answersWhateverAFileHasBecome() throws Exception {
    new FuzzBudget("keys", KeyFuzz::read).everyBuild(12_000);
  }

  @Test
  void answersWhateverAnEncryptedFileHasBecome() throws Exception {
    new FuzzBudget("opened-keys", Duration.ofSeconds(10), KeyFuzz::open).everyBuild(600);
  }
}
