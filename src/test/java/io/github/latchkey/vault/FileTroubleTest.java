package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTroubleTest {

  private static final Path FILE = Path.of("vault").toAbsolutePath();

  @ParameterizedTest
  @CsvSource({
    "No space left on device, DISK_FULL",
    "There is not enough space on the disk, DISK_FULL",
    "Disk quota exceeded, DISK_FULL",
    "Read-only file system, NO_PERMISSION",
    "Operation not permitted, NO_PERMISSION",
    "Input/output error, FILE_TROUBLE",
    ", FILE_TROUBLE"
  })
  void knowsWhatTheSystemsSay(String text, Kind kind) {
    VaultException fault = FileTrouble.of(new IOException(text), FILE);
    assertEquals(kind, fault.kind());
    assertEquals(Map.of("file", FILE), fault.facts());
    assertEquals(kind.name(), fault.getMessage());
  }

  @Test
  void knowsTheTypesThatJavaHas() {
    assertEquals(Kind.VAULT_NOT_FOUND, FileTrouble.of(new NoSuchFileException("f"), FILE).kind());
    assertEquals(Kind.NO_PERMISSION, FileTrouble.of(new AccessDeniedException("f"), FILE).kind());
  }

  @Test
  void takesAnUnknownTextForAFullDiskWhenThereIsTooLittleSpace() {
    assertEquals(
        Kind.DISK_FULL,
        FileTrouble.of(new IOException("espace insuffisant"), FILE, Long.MAX_VALUE).kind());
  }
}
