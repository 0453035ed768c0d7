package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The disk fails at every step of a backup and of a restore: what lay there is as it was, or the
/// new one is there whole; and both work once the disk does.
class CopyTroubleTest {

  /// One more than either has, which is seen by the last trial meeting no trouble.
  private static final int STEPS = 14;

  @TempDir Path temporary;
  Path folder;
  Path file;

  @BeforeEach
  void makeAVaultOfTwoSaves() throws Exception {
    folder = temporary.toRealPath();
    file = SampleVault.create(folder.resolve("vault"));
    try (Vault vault = SampleVault.open(file)) {
      SampleVault.add(vault, "first", "x");
      vault.save();
    }
  }

  /// A disk that is full from one step on, or at one step alone.
  private static final class FullDisk {

    final Set<String> failed = new TreeSet<>();
    final SteppedDisk disk;
    boolean troubled = true;

    FullDisk(boolean exchanging, int first, int last) {
      disk =
          new SteppedDisk(
              exchanging,
              (operation, number) -> {
                if (troubled && number >= first && number <= last && !operation.equals("delete")) {
                  failed.add(operation);
                  throw new IOException("No space left on device");
                }
              });
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBackupReplacesTheOlderOneWholeOrNotAtAll(boolean toTheEnd) throws Exception {
    Set<String> failed = new TreeSet<>();
    for (int first = 0; first < STEPS; first++) {
      Path backup = folder.resolve("backup " + first);
      VaultBackup.write(file, backup, false, new LocalDisk());
      byte[] older = Files.readAllBytes(backup);
      saveAgain("before backup " + first);
      var full = new FullDisk(false, first, toTheEnd ? Integer.MAX_VALUE : first);
      try {
        VaultBackup.write(file, backup, false, full.disk);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(backup));
      } catch (VaultException fault) {
        assertEquals(Kind.DISK_FULL, fault.kind());
        byte[] there = Files.readAllBytes(backup);
        boolean isNew = java.util.Arrays.equals(Files.readAllBytes(file), there);
        assertTrue(isNew || java.util.Arrays.equals(older, there), "half a backup");
        full.troubled = false;
        VaultBackup.write(file, backup, false, full.disk);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(backup));
      }
      failed.addAll(full.failed);
      assertEquals(List.of(), new VaultFolder(backup).temporaries());
    }
    assertTrue(
        failed.containsAll(Set.of("create", "write", "force", "move", "forceFolder")), "" + failed);
  }

  @Test
  void aFirstBackupThatFailsLeavesNothingBehind() throws Exception {
    for (int first = 0; first < 4; first++) {
      Path backup = folder.resolve("fresh " + first);
      var full = new FullDisk(false, first, Integer.MAX_VALUE);
      SampleVault.assertFault(
          Kind.DISK_FULL, () -> VaultBackup.write(file, backup, false, full.disk));
      assertTrue(Files.notExists(backup));
      assertEquals(List.of(), new VaultFolder(backup).temporaries());
    }
  }

  private void saveAgain(String name) throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      SampleVault.add(vault, name, "y");
      vault.save();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRestoreReplacesTheVaultWholeOrNotAtAll(boolean exchanging) throws Exception {
    for (boolean toTheEnd : new boolean[] {true, false}) {
      Set<String> failed = new TreeSet<>();
      for (int first = 0; first < STEPS; first++) {
        Path vault = folder.resolve("vault " + exchanging + toTheEnd + first);
        Files.copy(file, vault);
        Path old = Files.copy(file, folder.resolve("old " + exchanging + toTheEnd + first));
        try (Vault open = SampleVault.open(vault)) {
          SampleVault.add(open, "later", "y");
          open.save();
        }
        var full = new FullDisk(exchanging, first, toTheEnd ? Integer.MAX_VALUE : first);
        restore(old, vault, full);
        failed.addAll(full.failed);
        assertEquals(Map.of("first", "x"), SampleVault.contents(vault));
        assertTrue(isKept(vault, Map.of("first", "x", "later", "y")), "what was there is a copy");
        assertEquals(List.of(), new VaultFolder(vault).temporaries());
      }
      Set<String> steps = Set.of("create", "write", "force", exchanging ? "exchange" : "link");
      assertTrue(failed.containsAll(steps), "" + failed);
    }
  }

  private static void restore(Path old, Path vault, FullDisk full) throws Exception {
    byte[] before = Files.readAllBytes(vault);
    var around = new Surroundings(full.disk, Patience.NONE, SampleVault.CLOCK);
    try (Vault copy = SampleVault.open(old, around)) {
      try {
        copy.restore(old, vault).close();
      } catch (VaultException fault) {
        assertEquals(Kind.DISK_FULL, fault.kind());
        assertArrayEquals(before, Files.readAllBytes(vault));
        full.troubled = false;
        copy.restore(old, vault).close();
      }
    }
  }

  private static boolean isKept(Path vault, Map<String, String> contents) throws Exception {
    for (Path copy : new VaultFolder(vault).copies()) {
      if (SampleVault.contents(copy).equals(contents)) {
        return true;
      }
    }
    return false;
  }
}
