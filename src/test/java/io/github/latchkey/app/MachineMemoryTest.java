package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.SaveMark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineMemoryTest {

  private static final SaveMark FIRST = new SaveMark("v", 1, 1, "c", "s1");
  private static final SaveMark SECOND = new SaveMark("v", 2, 1, "c", "s2");

  @TempDir Path folder;
  Path place;
  MachineMemory memory;

  @BeforeEach
  void begin() throws Exception {
    place = Files.createFile(folder.resolve("vault"));
    memory = new MachineMemory(folder.resolve("settings"));
  }

  @Test
  void remembersTheNewestSaveOfEachPlace() throws Exception {
    Path other = Files.createFile(folder.resolve("other"));
    memory.note(place, FIRST);
    memory.note(other, FIRST);
    memory.note(place, SECOND);
    assertEquals(Optional.of(SECOND), memory.newest("v", place));
    assertEquals(Optional.of(FIRST), memory.newest("v", other));
    assertEquals(Optional.empty(), memory.newest("w", place));
    assertEquals(Optional.of("v"), memory.vaultAt(place));
  }

  @Test
  void remembersWhichDataKeysWereGivenUpUntilOneCountsAgain() {
    var rekeyed = new SaveMark("v", 3, 2, "d", "s3");
    var forged = new SaveMark("v", 9, 9, "c", "s9");
    memory.note(place, FIRST);
    memory.note(place, SECOND);
    assertFalse(memory.gaveUp(SECOND));
    memory.note(place, rekeyed);
    assertTrue(memory.gaveUp(forged), "whatever it says of itself");
    assertFalse(memory.gaveUp(rekeyed));
    assertFalse(memory.gaveUp(new SaveMark("w", 1, 1, "c", "s1")), "another vault");
    memory.note(place, forged);
    assertTrue(memory.gaveUp(forged), "a save alone decides nothing");
    assertFalse(memory.gaveUp(rekeyed));
    assertEquals(Optional.of(rekeyed), memory.newest("v", place));
    memory.noteDecided(place, forged);
    assertFalse(memory.gaveUp(forged), "a person decided it");
    assertTrue(memory.gaveUp(rekeyed));
  }

  @Test
  void knowsAVaultThatWasMovedButNotTheCopyOfOneThatIsStillThere() throws Exception {
    memory.note(place, SECOND);
    Path elsewhere = folder.resolve("elsewhere");
    assertEquals(Optional.empty(), memory.newest("v", elsewhere));
    Files.move(place, elsewhere);
    assertEquals(Optional.of(SECOND), memory.newest("v", elsewhere));
  }

  @Test
  void listsBackupsNewestFirstAndOneForEachPlace() {
    var old = new Backup(folder.resolve("a"), Instant.ofEpochSecond(1), 1);
    var newer = new Backup(folder.resolve("b"), Instant.ofEpochSecond(2), 2);
    var again = new Backup(folder.resolve("a"), Instant.ofEpochSecond(3), 3);
    memory.note("v", old);
    memory.note("v", newer);
    assertEquals(List.of(newer, old), memory.backups("v"));
    memory.note("v", again);
    assertEquals(List.of(again, newer), memory.backups("v"));
    assertEquals(List.of(), memory.backups("w"));
  }

  @Test
  void isForItsOwnerAlone() throws Exception {
    memory.note(place, FIRST);
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("settings/vaults.json"))));
    try (var files = Files.list(folder.resolve("settings"))) {
      assertEquals(1, files.count());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON",
        "[]",
        "{\"vaults\":7,\"backups\":{}}",
        "{\"vaults\":[7,{\"vault\":\"v\"}],\"backups\":[{\"vault\":\"v\",\"file\":\"a\\u0000b\"}]}"
      })
  void knowsNothingWhenItIsDamagedAndRemembersAgain(String damaged) throws Exception {
    Files.createDirectories(folder.resolve("settings"));
    Files.writeString(folder.resolve("settings/vaults.json"), damaged);
    assertEquals(Optional.empty(), memory.newest("v", place));
    assertEquals(List.of(), memory.backups("v"));
    memory.note(place, FIRST);
    assertEquals(Optional.of(FIRST), memory.newest("v", place));
  }

  @Test
  void standsInNobodysWayWhereItCannotBeWritten() throws Exception {
    Files.writeString(folder.resolve("settings"), "a file where the folder should be");
    memory.note(place, FIRST);
    assertEquals(Optional.empty(), memory.newest("v", place));
  }

  @Test
  void forgetsTheOldestOfVeryMany() {
    for (int i = 0; i < 150; i++) {
      memory.note(folder.resolve("vault " + i), FIRST);
    }
    assertTrue(memory.vaultAt(folder.resolve("vault 149")).isPresent());
    assertTrue(memory.vaultAt(folder.resolve("vault 1")).isEmpty());
  }
}
