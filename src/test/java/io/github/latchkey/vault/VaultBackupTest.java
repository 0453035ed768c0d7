package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.VaultCopy.Soundness;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A backup takes the place of nothing but an older backup of the same vault.
class VaultBackupTest {

  @TempDir Path temporary;
  private Path file;
  private Path target;

  @BeforeEach
  void createVault() throws Exception {
    Path folder = temporary.toRealPath();
    file = SampleVault.create(folder.resolve("vault"));
    target = folder.resolve("elsewhere").resolve("backup");
  }

  private VaultCopy backUp() throws VaultException {
    return LockedVault.read(file).backUp(target, false);
  }

  private static void save(Path vault, String name) throws VaultException {
    try (Vault open = SampleVault.open(vault)) {
      SampleVault.add(open, name, "x");
      open.save();
    }
  }

  private void assertInTheWay(boolean force) throws Exception {
    byte[] there = Files.readAllBytes(target);
    assertFault(Kind.BACKUP_IN_THE_WAY, () -> LockedVault.read(file).backUp(target, force));
    assertArrayEquals(there, Files.readAllBytes(target));
    assertEquals(List.of(), new VaultFolder(target).temporaries());
  }

  @Test
  void isTheVaultByteForByteAndSaysSo() throws Exception {
    VaultCopy written = backUp();
    assertEquals(target, written.file());
    assertEquals(Soundness.SOUND, written.soundness());
    assertEquals(1, written.generation());
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
    assertEquals(written, backUp(), "once more says the same");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void neverReplacesTheVaultItselfHoweverItIsNamed(boolean force) throws Exception {
    Files.createDirectories(target.getParent());
    Files.createLink(target, file);
    assertInTheWay(force);
  }

  @Test
  void replacesWhatIsNoBackupByForceAlone() throws Exception {
    Files.createDirectories(target.getParent());
    Files.writeString(target, "somebody's");
    assertInTheWay(false);
    LockedVault.read(file).backUp(target, true);
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
    assertEquals(List.of(), new VaultFolder(target).copies());
  }

  @Test
  void replacesNoFolder() throws Exception {
    Files.createDirectories(target);
    assertFault(Kind.BACKUP_IN_THE_WAY, () -> LockedVault.read(file).backUp(target, true));
    assertTrue(Files.isDirectory(target));
  }

  @Test
  void replacesNoBackupOfAnotherVault() throws Exception {
    Files.createDirectories(target.getParent());
    SampleVault.create(target);
    save(file, "one");
    assertInTheWay(false);
  }

  @Test
  void replacesNoBackupThatIsNewerOrWentApartAtTheSameGeneration() throws Exception {
    backUp();
    save(target, "there");
    assertInTheWay(false);
    save(file, "here");
    assertInTheWay(false);
    save(file, "here again");
    backUp();
    assertEquals(Map.of("here", "x", "here again", "x"), SampleVault.contents(target));
  }

  @Test
  void replacesNoBackupOfALaterDataKey() throws Exception {
    backUp();
    SampleVault.withNumbers(target, 1, 2);
    save(file, "here");
    assertInTheWay(false);
  }

  /// Whether it went apart only the key could tell.
  @Test
  void keepsAnOlderBackupThatDoesNotLieBesideTheVault() throws Exception {
    backUp();
    save(target, "only there");
    byte[] older = Files.readAllBytes(target);
    save(file, "one");
    save(file, "two");
    backUp();
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
    Path kept =
        new VaultFolder(target)
            .copies().stream()
                .filter(copy -> VaultFolder.generation(copy) == 2)
                .findFirst()
                .orElseThrow();
    assertArrayEquals(older, Files.readAllBytes(kept));
  }

  @Test
  void keepsNoOlderBackupWhoseCopyLiesBesideTheVault() throws Exception {
    backUp();
    save(file, "one");
    backUp();
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
    assertEquals(List.of(), new VaultFolder(target).copies());
  }

  @Test
  void isWrittenWhereThereAreNoLinks() throws Exception {
    var disk =
        new SteppedDisk(
            (operation, _) -> {
              if (operation.equals("link")) {
                throw new IOException("Operation not supported");
              }
            });
    VaultBackup.write(file, target, false, disk);
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
    assertEquals(List.of(), new VaultFolder(target).temporaries());
  }

  @Test
  void replacesNothingThatAppearsAtTheLastMoment() throws Exception {
    var disk =
        new SteppedDisk(
            (operation, _) -> {
              if (operation.equals("link")) {
                Files.writeString(target, "somebody's");
              }
            });
    assertFault(Kind.BACKUP_IN_THE_WAY, () -> VaultBackup.write(file, target, false, disk));
    assertEquals("somebody's", Files.readString(target));
  }

  @Test
  void replacesNoBackupThatAnotherTookThePlaceOfAtTheLastMoment() throws Exception {
    backUp();
    save(target, "only there");
    save(file, "one");
    save(file, "two");
    Path other = SampleVault.create(file.resolveSibling("other"));
    byte[] theirs = Files.readAllBytes(other);
    var disk =
        new SteppedDisk(
            (operation, _) -> {
              if (operation.equals("link") && Files.exists(other)) {
                Files.move(other, target, StandardCopyOption.ATOMIC_MOVE);
              }
            });
    assertFault(Kind.BACKUP_IN_THE_WAY, () -> VaultBackup.write(file, target, false, disk));
    assertArrayEquals(theirs, Files.readAllBytes(target));
  }
}
