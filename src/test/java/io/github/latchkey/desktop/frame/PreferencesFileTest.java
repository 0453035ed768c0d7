package io.github.latchkey.desktop.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.latchkey.app.AppException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesFileTest {

  private static final Preferences MINE =
      new Preferences(
          Theme.DARK,
          Duration.ofMinutes(10),
          Duration.ofSeconds(60),
          Optional.of(Path.of("some", "where", "team.latchkey")));

  @TempDir Path folder;

  private PreferencesFile file() {
    return new PreferencesFile(folder.resolve("not yet there"));
  }

  @Test
  void readsWhatItWrote() throws Exception {
    file().write(MINE);
    assertEquals(MINE, file().read());
  }

  @Test
  void leavesNothingButItsFile() throws Exception {
    file().write(MINE);
    file().write(Preferences.USUAL);
    try (var files = Files.list(folder.resolve("not yet there"))) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void beginsWithTheUsual() {
    assertEquals(Preferences.USUAL, file().read());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{broken",
        "\u0000\u0001",
        "{\"theme\":\"pink\",\"lockAfterSeconds\":-1,\"clearClipboardAfterSeconds\":1e99}",
        "{\"theme\":7,\"lockAfterSeconds\":\"soon\",\"lastVault\":\"\\u0000\"}"
      })
  void aDamagedFileIsNoReasonNotToStart(String content) throws Exception {
    Files.writeString(folder.resolve("desktop.json"), content);
    assertEquals(Preferences.USUAL, new PreferencesFile(folder).read());
  }

  @Test
  void keepsTheRestOfAFileThatIsHalfUnderstood() throws Exception {
    Files.writeString(
        folder.resolve("desktop.json"),
        "{\"theme\":\"dark\",\"new\":{},\"lockAfterSeconds\":9999999}");
    assertEquals(Preferences.USUAL.withTheme(Theme.DARK), new PreferencesFile(folder).read());
  }

  @Test
  void neverWaitsForeverBeforeItLocks() {
    Preferences never = MINE.withLockAfter(Duration.ofDays(400)).withClearAfter(Duration.ZERO);
    assertEquals(Duration.ofMinutes(5), never.lockAfter());
    assertEquals(Duration.ofSeconds(30), never.clearAfter());
  }

  @Test
  void saysWhenItCannotWrite() throws Exception {
    Path blocked = Files.writeString(folder.resolve("a file"), "");
    var nowhere = new PreferencesFile(blocked);
    assertThrows(AppException.class, () -> nowhere.write(MINE));
    assertFalse(Files.isDirectory(blocked));
  }
}
