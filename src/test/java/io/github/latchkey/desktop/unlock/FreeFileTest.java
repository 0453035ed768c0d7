package io.github.latchkey.desktop.unlock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeFileTest {

  @TempDir Path folder;

  @Test
  void takesTheNameItselfWhileItIsFree() {
    Path wanted = folder.resolve("vault.latchkey");
    assertEquals(wanted, FreeFile.like(wanted));
  }

  @Test
  void countsOnFromWhatIsThere() throws IOException {
    Path first = Files.createFile(folder.resolve("vault.latchkey"));
    Path second = folder.resolve("vault-2.latchkey");
    assertEquals(second, FreeFile.like(first));
    Files.createFile(second);
    assertEquals(folder.resolve("vault-3.latchkey"), FreeFile.like(first));
    assertEquals(folder.resolve("vault-3.latchkey"), FreeFile.like(second));
  }

  @Test
  void needsNoEnding() throws IOException {
    assertEquals(
        folder.resolve("vault-2"), FreeFile.like(Files.createFile(folder.resolve("vault"))));
  }
}
