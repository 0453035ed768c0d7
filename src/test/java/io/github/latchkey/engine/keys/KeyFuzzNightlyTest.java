package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.FuzzBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Five minutes of files that no build has seen; writes how many to `target/key-fuzz.txt`.
@Tag("nightly")
class KeyFuzzNightlyTest {

  @Test
  void answersWhateverAFileHasBecome() throws IOException {
    long tries = FuzzBudget.nightly(KeyFuzz::test);
    Files.writeString(
        Path.of(System.getProperty("latchkey.build"), "key-fuzz.txt"), tries + " files\n");
    assertTrue(tries > 0);
  }
}
