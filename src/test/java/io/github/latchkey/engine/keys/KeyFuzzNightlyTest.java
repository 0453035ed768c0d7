package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.FuzzBudget;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Five minutes of what no build has seen.
@Tag("nightly")
class KeyFuzzNightlyTest {

  @Test
  void answersWhateverAFileHasBecome() throws Exception {
    new FuzzBudget("keys", KeyFuzz::read).night();
  }

  @Test
  void answersWhateverAnEncryptedFileHasBecome() throws Exception {
    new FuzzBudget("opened-keys", Duration.ofSeconds(10), KeyFuzz::open).night();
  }
}
