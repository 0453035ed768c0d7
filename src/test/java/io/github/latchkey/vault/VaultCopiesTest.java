package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.VaultCopy.Soundness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultCopiesTest {

  @TempDir Path temporary;
  Path folder;
  Path file;

  @BeforeEach
  void createVault() throws Exception {
    folder = temporary.toRealPath();
    file = SampleVault.create(folder.resolve("vault (1).latchkey"));
  }

  @Test
  void keepsFiveOfManyQuickSaves() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      for (int i = 0; i < 12; i++) {
        vault.save();
      }
    }
    assertEquals(List.of(8L, 9L, 10L, 11L, 12L), generations());
  }

  @Test
  void neverDeletesTheOnlyCopyOfWhatARestoreLeftBehind() throws Exception {
    Path backup = Files.copy(file, folder.resolve("backup"));
    try (Vault vault = SampleVault.open(file)) {
      SampleVault.add(vault, "newer", "x");
      vault.save();
      vault.save();
    }
    VaultHeader displaced = VaultFile.state(file).header();
    Path kept = new VaultFolder(file).copy(displaced);
    try (Vault opened = SampleVault.open(backup);
        RestoredVault restoring = opened.restore(backup, file)) {
      Vault restored = restoring.vault();
      for (int i = 0; i < 12; i++) {
        restored.save();
      }
      assertEquals(
          List.of(3L, 11L, 12L, 13L, 14L, 15L), generations(), "of those that have it the newest");
      restored.merge(kept);
      restored.save();
      assertFalse(Files.exists(kept));
    }
  }

  @Test
  void neverDeletesACopyUnderAnotherDataKeyAlsoOneThatThisSessionWroteItself() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      SampleVault.add(vault, "of before", "x");
      vault.save();
      vault.save();
      try (Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow()) {
        vault
            .slots()
            .rotate(
                confirmation,
                new Rotation(
                    Set.of(), Map.of(), List.of(), new MemoryKeyring(), Rotation.OldCopies.KEEP));
      }
      List<Path> earlier = vault.slots().earlierCopies();
      assertEquals(3, earlier.size());
      for (int i = 0; i < 12; i++) {
        vault.save();
      }
      assertEquals(earlier, vault.slots().earlierCopies());
    }
  }

  @Test
  void deletesNoCopyForTheSakeOfOneThatIsDamagedByNowAndKeptItsTimeAndSize() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      for (int i = 0; i < 5; i++) {
        vault.save();
      }
      for (Path copy : copies().subList(1, 5)) {
        damageInside(copy);
      }
      vault.save();
    }
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), generations());
  }

  @Test
  void deletesNoCopyInWhosePlaceAnotherSaveLiesThatHoldsSomething() throws Exception {
    Path apart = Files.copy(file, folder.resolve("apart"));
    try (Vault vault = SampleVault.open(file)) {
      for (int i = 0; i < 5; i++) {
        vault.save();
      }
      Path oldest = copies().getFirst();
      try (Vault other = SampleVault.open(apart)) {
        SampleVault.add(other, "only here", "x");
        other.save();
      }
      var seen = Files.getLastModifiedTime(oldest);
      Files.write(oldest, Files.readAllBytes(apart));
      Files.setLastModifiedTime(oldest, seen);
      vault.save();
      assertTrue(Files.exists(oldest));
    }
  }

  private static void damageInside(Path copy) throws IOException {
    var written = Files.getLastModifiedTime(copy);
    byte[] bytes = Files.readAllBytes(copy);
    bytes[40_000] ^= 1;
    Files.write(copy, bytes);
    Files.setLastModifiedTime(copy, written);
  }

  @Test
  void aListOfAncestorsThatIsFullProvesNothingOfACopyThatIsNotOnIt() throws Exception {
    VaultHeader now = VaultFile.state(file).header();
    var later =
        new VaultHeader(now.vault(), 5_000, 1, now.commit(), Randomness.text(32), now.slots());
    List<String> ancestors =
        Stream.generate(() -> Randomness.text(8)).limit(VaultContents.MOST_ANCESTORS).toList();
    var ancestry = new Ancestry(later, ancestors);
    Path lostInACrash = new VaultFolder(file).copy(now);
    assertFalse(ancestry.includes(lostInACrash));
    assertTrue(ancestry.mayInclude(lostInACrash));
  }

  @Test
  void leavesTheCopiesOfAnotherVaultOfTheSameNameAlone() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      for (int i = 0; i < 7; i++) {
        vault.save();
      }
    }
    List<Path> earlier = copies();
    Files.delete(file);
    SampleVault.create(file);
    try (Vault vault = SampleVault.open(file)) {
      for (int i = 0; i < 7; i++) {
        vault.save();
      }
    }
    assertTrue(copies().containsAll(earlier));
    assertEquals(10, copies().size());
  }

  @Test
  void deletesNothingThatOnlyLooksLikeACopy() throws Exception {
    Path unreadable = name(".3-00000000.bak");
    for (Path other :
        List.of(
            unreadable,
            name(".bak"),
            name(".1-xyz.bak"),
            name(".x.2-00000000.bak"),
            folder.resolve("another.1-00000000.bak"))) {
      Files.writeString(other, "somebody's");
    }
    try (Vault vault = SampleVault.open(file)) {
      for (int i = 0; i < 8; i++) {
        vault.save();
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(5, files.filter(VaultCopiesTest::isSomebodys).count());
    }
  }

  @Test
  void keepsWhatACrashLeftAsACopyWhenTheVaultIsOpened() throws Exception {
    Path leftover = new VaultFolder(file).temporary();
    Files.copy(file, leftover);
    SampleVault.open(file).close();
    assertFalse(Files.exists(leftover));
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(copies().getFirst()));
    assertEquals(List.of(1L), generations());
  }

  @Test
  void keepsAnUnfinishedTemporaryTooAndOnlyTheNewestFiveOfThem() throws Exception {
    for (int i = 0; i < 9; i++) {
      Files.writeString(new VaultFolder(file).temporary(), "LATCHKEY/1\n half");
      SampleVault.open(file).close();
    }
    assertEquals(9, generations().stream().filter(generation -> generation == 0).count());
    try (Vault vault = SampleVault.open(file)) {
      vault.save();
    }
    assertEquals(5, generations().stream().filter(generation -> generation == 0).count());
  }

  @Test
  void leavesATemporaryAloneWhileSomebodyHoldsTheLock() throws Exception {
    Path written = Files.writeString(new VaultFolder(file).temporary(), "being written");
    try (var child = ChildJvm.start(LockHolder.class, file.toString())) {
      assertEquals("locked", child.line());
      SampleVault.open(file).close();
      assertTrue(Files.exists(written));
    }
    SampleVault.open(file).close();
    assertFalse(Files.exists(written));
  }

  @Test
  void keepsALeftoverOnceAndInThePlaceOfARottenCopyOfIt() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      Path copy = vault.save().copy().orElseThrow();
      Path leftover = Files.copy(copy, new VaultFolder(file).temporary());
      SampleVault.open(file).close();
      assertFalse(Files.exists(leftover));
      assertEquals(List.of(copy), copies());
      byte[] sound = Files.readAllBytes(copy);
      Files.write(new VaultFolder(file).temporary(), sound);
      Files.writeString(copy, "rotten");
      SampleVault.open(file).close();
      assertEquals(List.of(copy), copies());
      assertArrayEquals(sound, Files.readAllBytes(copy));
    }
  }

  @Test
  void keepsALeftoverWhoseNameAnotherSaveHasApart() throws Exception {
    byte[] ours = Files.readAllBytes(file);
    Path copy = new VaultFolder(file).copy(VaultFile.state(file).header());
    Files.copy(SampleVault.create(folder.resolve("other")), copy);
    byte[] theirs = Files.readAllBytes(copy);
    Files.write(new VaultFolder(file).temporary(), ours);
    SampleVault.open(file).close();
    assertEquals(List.of(0L, 1L), generations());
    assertArrayEquals(theirs, Files.readAllBytes(copy));
    assertArrayEquals(ours, Files.readAllBytes(copies().getFirst()));
  }

  @Test
  void replacesARottenCopyOfTheSameSave() throws Exception {
    FileState first = VaultFile.state(file);
    byte[] sound = Files.readAllBytes(file);
    Path copy = new VaultFolder(file).copy(first.header());
    Files.writeString(copy, "rotten");
    try (Vault vault = SampleVault.open(file)) {
      assertEquals(Optional.of(copy), vault.save().copy());
    }
    assertArrayEquals(sound, Files.readAllBytes(copy));
  }

  @Test
  void copiesKeepTheTimeOfTheSaveThatTheyHold() throws Exception {
    var written = Files.getLastModifiedTime(file);
    Path target = folder.resolve("duplicate");
    new VaultCopies(file, new LocalDisk()).duplicate(file, target);
    assertEquals(written, Files.getLastModifiedTime(target));
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
  }

  @Test
  void findsTheNewestCopyThatIsSound() throws Exception {
    var copies = new VaultCopies(file, new LocalDisk());
    assertEquals(Optional.empty(), copies.newestSound());
    try (Vault vault = SampleVault.open(file)) {
      vault.save();
      Path sound = vault.save().copy().orElseThrow();
      Path broken = vault.save().copy().orElseThrow();
      byte[] bytes = Files.readAllBytes(broken);
      bytes[40_000] ^= 1;
      Files.write(broken, bytes);
      assertEquals(Optional.of(sound), copies.newestSound());
    }
  }

  @Test
  void findsNoSoundCopyWhereAllAreDamaged() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      damageInside(vault.save().copy().orElseThrow());
    }
    assertEquals(Optional.empty(), new VaultCopies(file, new LocalDisk()).newestSound());
  }

  @Test
  void looksAtWhatIsThereAndWhatIsNot() throws Exception {
    VaultHeader header = VaultFile.state(file).header();
    VaultCopy sound = VaultCopies.look(file, Optional.of(header));
    assertEquals(Soundness.SOUND, sound.soundness());
    assertEquals(Files.getLastModifiedTime(file).toMillis(), sound.written().toEpochMilli());
    assertEquals(Files.size(file), sound.size());
    Path other = SampleVault.create(folder.resolve("other"));
    assertEquals(Soundness.OTHER_VAULT, VaultCopies.look(other, Optional.of(header)).soundness());
    damageInside(other);
    assertEquals(Soundness.DAMAGED, VaultCopies.look(other, Optional.of(header)).soundness());
    Path nowhere = folder.resolve("nowhere");
    assertEquals(Soundness.MISSING, VaultCopies.look(nowhere, Optional.of(header)).soundness());
  }

  @Test
  void tellsWhetherACrashLeftAnything() throws Exception {
    var copies = new VaultCopies(file, new LocalDisk());
    assertFalse(copies.hasLeftovers());
    Files.writeString(new VaultFolder(file).temporary(), "half");
    assertTrue(copies.hasLeftovers());
  }

  @Test
  void leavesNoHalfCopyWhereACopyCannotGetItsName() throws Exception {
    var disk =
        new SteppedDisk(
            (operation, _) -> {
              if (operation.equals("move")) {
                throw new IOException("Input/output error");
              }
            });
    assertThrows(
        IOException.class,
        () -> new VaultCopies(file, disk).duplicate(file, folder.resolve("duplicate")));
    assertEquals(List.of(), new VaultFolder(file).temporaries());
    assertFalse(Files.exists(folder.resolve("duplicate")));
  }

  @Test
  void keepsTheSaveThatLiesThereAlsoWhereItsCopyIsRotten() throws Exception {
    FileState state = VaultFile.state(file);
    Path copy = Files.writeString(new VaultFolder(file).copy(state.header()), "rotten");
    assertEquals(Optional.of(copy), new VaultCopies(file, new LocalDisk()).keep(state));
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(copy));
  }

  @Test
  void keepsNothingWhereAnotherSaveLiesThereByNow() throws Exception {
    FileState before = VaultFile.state(file);
    try (Vault vault = SampleVault.open(file)) {
      vault.save();
    }
    Files.delete(copies().getFirst());
    assertEquals(Optional.empty(), new VaultCopies(file, new LocalDisk()).keep(before));
  }

  @Test
  void listsSavesOfThisVaultThatWentApartTheNewestFirst() throws Exception {
    VaultHeader ours = VaultFile.state(file).header();
    Path apart = Files.copy(file, folder.resolve("apart"));
    List<Path> expected = new ArrayList<>();
    try (Vault vault = SampleVault.open(apart)) {
      for (int i = 0; i < 3; i++) {
        vault.save();
        expected.addFirst(beside(apart));
      }
    }
    beside(SampleVault.create(folder.resolve("other")));
    var copies = new VaultCopies(file, new LocalDisk());
    assertEquals(expected, copies.unmerged(ours, new Ancestry(ours, List.of())));
  }

  /// Puts a save under the name of a copy beside the vault.
  private Path beside(Path save) throws Exception {
    return Files.copy(save, new VaultFolder(file).copy(VaultFile.state(save).header()));
  }

  private Path name(String end) {
    return file.resolveSibling(file.getFileName() + end);
  }

  private List<Path> copies() throws IOException {
    return new VaultFolder(file).copies().stream().sorted().toList();
  }

  private List<Long> generations() throws IOException {
    return copies().stream().map(VaultFolder::generation).sorted().toList();
  }

  private static boolean isSomebodys(Path path) {
    try {
      return Files.size(path) < 100 && Files.readString(path).equals("somebody's");
    } catch (IOException unreadable) {
      return false;
    }
  }
}
