package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.Rotation.OldCopies;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A copy from before the password was changed: its values may come back, its key not by accident.
class RestoreAfterRotationTest {

  @TempDir Path temporary;
  Path file;
  Path old;

  @BeforeEach
  void makeAVaultThatWasRotatedAfterABackup() throws Exception {
    file = SampleVault.create(temporary.toRealPath().resolve("vault"));
    old = file.resolveSibling("backup");
    try (Vault vault = SampleVault.open(file)) {
      SampleVault.add(vault, "once", "x");
      vault.save();
    }
    Files.copy(file, old);
    rotate(file);
    try (Vault vault = SampleVault.open(file)) {
      SampleVault.add(vault, "later", "y");
      vault.save();
    }
  }

  private static void rotate(Path file) throws Exception {
    rotate(file, Set.of(), Map.of());
  }

  private static void rotate(Path file, Set<String> ended, Map<String, Unlocking> passwords)
      throws Exception {
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow()) {
      vault
          .slots()
          .rotate(
              confirmation,
              new Rotation(ended, passwords, List.of(), new MemoryKeyring(), OldCopies.REENCRYPT));
    }
  }

  @Test
  void refusesToMakeTheEarlierKeyCountAgainWithoutAWord() throws Exception {
    byte[] before = Files.readAllBytes(file);
    try (Vault copy = SampleVault.open(old)) {
      VaultException fault =
          assertFault(Kind.RESTORE_UNDOES_ROTATION, () -> copy.restore(old, file));
      assertEquals(old, fault.facts().get("file"));
      assertEquals(file, fault.facts().get("vault"));
    }
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void sealsWhatTheCopyHeldUnderTheKeyOfNow() throws Exception {
    VaultHeader now = VaultFile.state(file).header();
    try (Vault copy = SampleVault.open(old);
        Vault current = SampleVault.open(file);
        RestoredVault restoring = current.restore(copy)) {
      Vault restored = restoring.vault();
      SaveMark displaced = current.mark();
      assertTrue(restored.comesFrom(displaced), "nobody takes it for an old vault put back");
      assertTrue(restored.comesFrom(copy.mark()));
      assertEquals(now.generation() + 1, restored.summary().generation());
      assertEquals(now.generation() + 1, restoring.saved().generation());
      assertEquals(Optional.of(keptCopy()), restoring.saved().copy());
      assertEquals(Optional.empty(), restoring.saved().outvoted(), "it has the key of now");
      assertTrue(restoring.saved().locked());
    }
    VaultHeader after = VaultFile.state(file).header();
    assertEquals(now.commit(), after.commit());
    assertEquals(now.epoch(), after.epoch());
    assertEquals(now.slots(), after.slots());
    assertEquals(Map.of("once", "x"), SampleVault.contents(file));
    rotate(file); // the recovery key's public half is that of now
    assertEquals(Map.of("once", "x"), SampleVault.contents(file));
  }

  @Test
  void aRestoredVaultStillKnowsWhichKeysWereGivenUp() throws Exception {
    String given = VaultFile.state(old).header().commit();
    try (Vault copy = SampleVault.open(old);
        Vault current = SampleVault.open(file)) {
      current.restore(copy).close();
      assertTrue(copy.isGivenUpBy(current));
    }
    try (Vault restored = SampleVault.open(file);
        Vault copy = SampleVault.open(old)) {
      assertTrue(copy.isGivenUpBy(restored));
      assertFalse(restored.isGivenUpBy(copy));
    }
    assertFalse(VaultFile.state(file).header().commit().equals(given));
  }

  @Test
  void letsAPersonDecideThatTheEarlierKeyCountsAgain() throws Exception {
    try (Vault copy = SampleVault.open(old);
        RestoredVault restoring = copy.restore(old, file, EarlierKey.COUNTS_AGAIN)) {
      Vault restored = restoring.vault();
      assertEquals(Optional.of(keptCopy()), restoring.saved().copy());
      assertEquals(Optional.of(keptCopy()), restoring.saved().outvoted());
      assertEquals(VaultFile.state(old).header().commit(), VaultFile.state(file).header().commit());
      try (Vault later = SampleVault.open(keptCopy())) {
        assertFalse(restored.isGivenUpBy(later), "what the person decided holds");
      }
    }
    assertEquals(Map.of("once", "x"), SampleVault.contents(file));
    assertEquals(Map.of("once", "x", "later", "y"), SampleVault.contents(keptCopy()));
  }

  @Test
  void copiesUnderEarlierKeysDoNotKeepALaterOneFromBeingRestored() throws Exception {
    Path later = keptCopy();
    VaultHeader header = VaultFile.state(later).header();
    Files.copy(old, new VaultFolder(file).copy(VaultFile.state(old).header()), REPLACE_EXISTING);
    Files.delete(file);
    try (Vault copy = SampleVault.open(later);
        RestoredVault restoring = copy.restore(later, file)) {
      assertEquals(header.epoch(), restoring.vault().summary().epoch());
      assertTrue(restoring.vault().comesFrom(copy.mark()));
    }
  }

  @Test
  void keepsWhatACrashLeftBesideTheVaultAsACopy() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      Path leftover = Files.writeString(new VaultFolder(file).temporary(), "half a save");
      vault.restore(keptCopy(), file).close();
      assertFalse(Files.exists(leftover));
      Path kept = new VaultFolder(file).unfinished(leftover);
      assertEquals("half a save", Files.readString(kept));
    }
  }

  private Path keptCopy() throws Exception {
    long newest = VaultFile.state(file).header().generation() - 1;
    return new VaultFolder(file)
        .copies().stream()
            .filter(copy -> VaultFolder.generation(copy) == newest)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void refusesItAlsoWhereTheVaultIsDamagedOrGoneAndACopyBesideItTellsOfALaterKey()
      throws Exception {
    Path later = keptCopy();
    try (Vault copy = SampleVault.open(old)) {
      Files.writeString(file, "LATCHKEY/1\ndamaged");
      assertEquals(later, fault(copy).facts().get("copy"));
      Files.delete(file);
      assertEquals(later, fault(copy).facts().get("copy"));
      assertFalse(Files.exists(file));
      copy.restore(old, file, EarlierKey.COUNTS_AGAIN).close();
    }
    VaultHeader after = VaultFile.state(file).header();
    assertEquals(VaultFile.state(old).header().commit(), after.commit());
    assertEquals(VaultFile.state(later).header().epoch() + 1, after.epoch(), "it stays");
  }

  private VaultException fault(Vault copy) {
    return assertFault(Kind.RESTORE_UNDOES_ROTATION, () -> copy.restore(old, file));
  }

  @Test
  void ofTheCopiesOfADamagedVaultThatWithTheLatestKeyIsOffered() throws Exception {
    Path later = keptCopy();
    VaultHeader before = VaultFile.state(old).header();
    Path forged =
        file.resolveSibling("vault." + 99 + "-" + VaultFolder.saltDigits(before.salt()) + ".bak");
    Files.copy(old, forged);
    Files.writeString(file, "LATCHKEY/1\ndamaged");
    VaultException fault = assertFault(Kind.VAULT_DAMAGED, () -> LockedVault.read(file));
    assertEquals(later, fault.facts().get("copy"));
  }

  @Test
  void ofEachOtherDataKeyTheNewestCopyCanBeChosenAndOfAnotherVaultNone() throws Exception {
    Path newest = keptCopy();
    Path first = beside(40, old);
    Path firstAndNewer;
    try (Vault vault = SampleVault.open(old)) {
      SampleVault.add(vault, "more", "z");
      vault.save();
      firstAndNewer = beside(41, old);
    }
    rotate(old);
    Path second = beside(42, old);
    beside(43, SampleVault.create(file.resolveSibling("stranger")));
    Files.delete(file);
    List<VaultCopy> found = LockedVault.underOtherKeys(newest, file);
    assertEquals(
        List.of(second, firstAndNewer), found.stream().map(VaultCopy::file).toList(), "" + first);
    assertEquals(VaultCopy.Soundness.OTHER_KEY, found.getFirst().soundness());
  }

  private Path beside(int number, Path save) throws Exception {
    return Files.copy(save, file.resolveSibling("vault." + number + "-01234567.bak"));
  }

  @Test
  void aRestoreKeepsTheWaysInThatWereMadeSinceTheCopy() throws Exception {
    Path sunday = Files.copy(file, file.resolveSibling("sunday"));
    KeySlot monday = addPassword(file);
    try (Vault copy = SampleVault.open(sunday)) {
      copy.restore(sunday, file).close();
    }
    List<KeySlot> slots = VaultFile.state(file).header().slots();
    assertEquals(2, slots.size());
    assertTrue(slots.contains(monday));
  }

  @Test
  void aRestoreKeepsTheWaysInThatTheOpenVaultKnowsWhereItsFileIsGone() throws Exception {
    Path sunday = Files.copy(file, file.resolveSibling("sunday"));
    KeySlot monday = addPassword(file);
    try (Vault open = SampleVault.open(file)) {
      Files.delete(file);
      open.restore(sunday, file).close();
    }
    assertTrue(VaultFile.state(file).header().slots().contains(monday));
  }

  @Test
  void takingBackWhatAnOpenedCopyHeldKeepsTheWaysInOfAnotherProgram() throws Exception {
    try (Vault copy = SampleVault.open(old);
        Vault current = SampleVault.open(file)) {
      KeySlot monday = addPassword(file);
      current.restore(copy).close();
      assertTrue(VaultFile.state(file).header().slots().contains(monday));
    }
  }

  @Test
  void aRecoveryKeyMadeSinceTheCopyGoesOnToOpenAlsoAfterAPasswordChange() throws Exception {
    KeySlot monday = addPassword(file);
    KeySlot printed = VaultFile.state(file).header().slots().getFirst();
    try (Passphrase password = SampleVault.password("of Monday");
        RecoveryKey recovery = SampleVault.recovery()) {
      var opening = new Unlocking.Password(password);
      rotate(file, Set.of(printed.id()), Map.of(monday.id(), opening));
      Path sunday = Files.copy(file, file.resolveSibling("sunday"));
      try (Vault vault = LockedVault.read(file).unlock(opening, SampleVault.CLOCK);
          Confirmation confirmation = vault.slots().confirm(opening)) {
        vault.slots().add(confirmation, new NewSlot.Recovery(recovery));
      }
      try (Vault copy = LockedVault.read(sunday).unlock(opening, SampleVault.CLOCK)) {
        copy.restore(sunday, file).close();
      }
      rotate(file, Set.of(), Map.of(monday.id(), opening));
    }
    assertEquals(Map.of("once", "x", "later", "y"), SampleVault.contents(file));
  }

  private static KeySlot addPassword(Path file) throws Exception {
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow();
        Passphrase password = SampleVault.password("of Monday")) {
      return vault
          .slots()
          .add(confirmation, new NewSlot.Password(password, ArgonCost.least()))
          .slot();
    }
  }

  @Test
  void tellsWhereAFileLiesThatWasNoVault() throws Exception {
    Path sunday = Files.copy(file, file.resolveSibling("sunday"));
    try (Vault open = SampleVault.open(file)) {
      Files.writeString(file, "somebody's text");
      try (RestoredVault restored = open.restore(sunday, file)) {
        assertEquals(
            "somebody's text", Files.readString(restored.saved().setAside().orElseThrow()));
        assertEquals(Optional.empty(), restored.saved().copy());
        assertEquals(Optional.empty(), restored.saved().outvoted());
      }
    }
  }

  @Test
  void tellsThatNothingLayThereAndThatThereWereNoLocks() throws Exception {
    Path sunday = Files.move(file, file.resolveSibling("sunday"));
    VaultLock.Attempt noLocks =
        _ -> {
          throw new IOException("No locks available");
        };
    var around = new Surroundings(new LocalDisk(), Patience.NONE, SampleVault.CLOCK, noLocks);
    try (Vault open = SampleVault.open(sunday, around);
        RestoredVault restored = open.restore(sunday, file)) {
      assertFalse(restored.saved().locked());
      assertEquals(Optional.empty(), restored.saved().copy());
      assertEquals(Optional.empty(), restored.saved().setAside());
    }
  }

  @Test
  void namesTheSaveThatCameBetweenAndNotItsOwnFirstTry() throws Exception {
    Path sunday = Files.copy(file, file.resolveSibling("sunday"));
    Path elsewhere = Files.copy(file, file.resolveSibling("elsewhere"));
    try (Vault other = SampleVault.open(elsewhere)) {
      SampleVault.add(other, "between", "z");
      other.save();
    }
    var disk =
        new SteppedDisk(
            (operation, _) -> {
              if (operation.equals("exchange") && Files.exists(elsewhere)) {
                Files.move(elsewhere, file, StandardCopyOption.REPLACE_EXISTING);
              }
            });
    var around = new Surroundings(disk, Patience.NONE, SampleVault.CLOCK);
    try (Vault open = SampleVault.open(sunday, around);
        RestoredVault restored = open.restore(sunday, file)) {
      assertEquals(
          Map.of("once", "x", "later", "y", "between", "z"),
          SampleVault.contents(restored.saved().copy().orElseThrow()));
    }
    assertEquals(Map.of("once", "x", "later", "y"), SampleVault.contents(file));
  }

  @Test
  void restoresNothingThatIsLargerThanAVaultCanBe() throws Exception {
    Path sunday = Files.copy(file, file.resolveSibling("sunday"));
    byte[] before = Files.readAllBytes(file);
    var around =
        new Surroundings(
            new LocalDisk(), Patience.NONE, SampleVault.CLOCK, VaultLock.Attempt.SYSTEM, 60_000);
    try (Vault open = SampleVault.open(sunday, around)) {
      assertFault(Kind.VAULT_TOO_LARGE, () -> open.restore(sunday, file));
    }
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void restoresOverASaveWithTheLargestNumbersThereAre() throws Exception {
    Path sunday = Files.copy(file, file.resolveSibling("sunday"));
    SampleVault.withNumbers(file, HeaderReader.LARGEST_INTEGER, 2);
    try (Vault copy = SampleVault.open(sunday)) {
      copy.restore(sunday, file).close();
    }
    SampleVault.withNumbers(file, HeaderReader.LARGEST_INTEGER, HeaderReader.LARGEST_INTEGER);
    try (Vault copy = SampleVault.open(old)) {
      copy.restore(old, file, EarlierKey.COUNTS_AGAIN).close();
    }
    assertEquals(Map.of("once", "x"), SampleVault.contents(file));
  }

  @Test
  void refusesAnotherVaultsContents() throws Exception {
    Path stranger = SampleVault.create(file.resolveSibling("stranger"));
    try (Vault other = SampleVault.open(stranger);
        Vault current = SampleVault.open(file)) {
      assertFault(Kind.ANOTHER_VAULT, () -> current.restore(other));
    }
  }
}
