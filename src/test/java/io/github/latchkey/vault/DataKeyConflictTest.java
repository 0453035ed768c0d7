package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.add;
import static io.github.latchkey.vault.SampleVault.assertFault;
import static io.github.latchkey.vault.SampleVault.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What happens when the data key was changed elsewhere, as every password change does.
class DataKeyConflictTest {

  @TempDir Path temporary;
  private Path file;

  @BeforeEach
  void createVault() throws Exception {
    file = SampleVault.create(temporary.toRealPath().resolve("vault"));
    try (Vault vault = SampleVault.open(file)) {
      add(vault, "shared", "s");
      vault.save();
    }
  }

  /// Another program's save of the vault at this path, with a data key of its own.
  private static void rekey(Path vault, long epoch) throws VaultException {
    FileState there = VaultFile.state(vault);
    VaultHeader old = there.header();
    try (SecretBytes before = dataKey(vault);
        SecretBytes after = Randomness.secret(32);
        RecoveryKey recovery = SampleVault.recovery();
        VaultFile opened = VaultFile.open(vault);
        ScratchMemory plain = opened.decrypt(before)) {
      KeySlot slot =
          RecoverySeal.seal(after, old.vault(), RecoverySeal.publicKey(recovery, old.vault()));
      var header =
          new VaultHeader(
              old.vault(),
              old.generation() + 1,
              epoch,
              VaultHeader.commitment(after, old.vault()),
              Randomness.text(32),
              List.of(slot));
      new VaultStore(vault, new LocalDisk())
          .place(header, after, plain.buffer().rewind(), new Found.Save(there));
    }
  }

  private static SecretBytes dataKey(Path vault) throws VaultException {
    VaultHeader header = VaultFile.state(vault).header();
    try (RecoveryKey key = SampleVault.recovery()) {
      var slot = (RecoverySlot) header.slots().getLast();
      return RecoverySeal.open(slot, header.vault(), key).orElseThrow();
    }
  }

  @ParameterizedTest
  @CsvSource({"2, VAULT_REKEYED", "1, VAULT_KEY_RIVAL"})
  void noCopyIsAnEarlierOneThatMayBeNewerAndNoneIsTouchedOnceTheKeyWasChangedElsewhere(
      long epoch, Kind told) throws Exception {
    try (Vault ours = SampleVault.open(file);
        RecoveryKey known = SampleVault.recovery()) {
      rekey(file, epoch);
      Path newer;
      try (Vault theirs = SampleVault.open(file)) {
        add(theirs, "theirs", "t");
        newer = theirs.save().copy().orElseThrow();
      }
      assertEquals(List.of(), ours.slots().earlierCopies());
      assertEquals(List.of(newer), ours.slots().rivalCopies());
      byte[] sealed = Files.readAllBytes(newer);
      assertFault(told, () -> ours.slots().deleteEarlierCopies(List.of(newer)));
      assertFault(
          told, () -> ours.slots().renewEarlierCopies(new Unlocking.Recovery(known), false));
      assertArrayEquals(sealed, Files.readAllBytes(newer));
    }
  }

  @Test
  void theCopiesOfAGivenUpKeyAreEarlierOnesToWhoHasTheKeyOfNow() throws Exception {
    List<Path> before = new VaultFolder(file).copies();
    rekey(file, 2);
    try (Vault theirs = SampleVault.open(file)) {
      List<Path> earlier = theirs.slots().earlierCopies();
      assertTrue(earlier.containsAll(before) && !before.isEmpty());
      assertEquals(List.of(), theirs.slots().rivalCopies());
      Path shown = before.getFirst();
      assertEquals(1, theirs.slots().deleteEarlierCopies(List.of(shown, file)));
      assertFalse(Files.exists(shown));
      assertTrue(Files.exists(file));
      assertEquals(
          earlier.stream().filter(copy -> !copy.equals(shown)).toList(),
          theirs.slots().earlierCopies(),
          "what was not shown stays");
    }
  }

  @Test
  void givesWayToALaterDataKeyAndKeepsTheChangeInAFileOfItsOwn() throws Exception {
    try (Vault ours = SampleVault.open(file)) {
      rekey(file, 2);
      byte[] theirs = Files.readAllBytes(file);
      add(ours, "ours", "x");
      VaultException fault = assertFault(Kind.VAULT_REKEYED, ours::save);
      assertArrayEquals(theirs, Files.readAllBytes(file));
      assertTrue(ours.hasUnsavedChanges());
      Path aside = (Path) fault.facts().get("copy");
      assertEquals(Map.of("shared", "s", "ours", "x"), SampleVault.contents(aside));
      assertEquals(Map.of("shared", "s"), SampleVault.contents(file));
    }
  }

  @Test
  void keepsTheChangeAlsoAfterASaveWithTheLargestGenerationThereIs() throws Exception {
    SampleVault.withNumbers(file, HeaderReader.LARGEST_INTEGER, 1);
    try (Vault ours = SampleVault.open(file)) {
      SampleVault.withNumbers(file, 5, 1);
      rekey(file, 2);
      add(ours, "ours", "x");
      VaultException fault = assertFault(Kind.VAULT_REKEYED, ours::save);
      Path aside = (Path) fault.facts().get("copy");
      assertEquals(Map.of("shared", "s", "ours", "x"), SampleVault.contents(aside));
    }
  }

  @Test
  void keepsTheChangeOnceHoweverOftenItIsTried() throws Exception {
    try (Vault ours = SampleVault.open(file)) {
      rekey(file, 2);
      add(ours, "ours", "x");
      Path first = (Path) assertFault(Kind.VAULT_REKEYED, ours::save).facts().get("copy");
      Path second = (Path) assertFault(Kind.VAULT_REKEYED, ours::save).facts().get("copy");
      assertFalse(Files.exists(first));
      assertTrue(Files.exists(second));
    }
  }

  @Test
  void goesOverIntoTheVaultOfTheLaterDataKeyWhoseSlotsStay() throws Exception {
    try (Vault ours = SampleVault.open(file)) {
      rekey(file, 2);
      List<KeySlot> slots = LockedVault.read(file).summary().slots();
      add(ours, "ours", "x");
      Path aside = (Path) assertFault(Kind.VAULT_REKEYED, ours::save).facts().get("copy");
      try (Vault theirs = SampleVault.open(file)) {
        assertEquals(1, theirs.merge(ours).items().size());
        theirs.save();
        ours.wasTakenOver();
      }
      assertFalse(Files.exists(aside));
      assertEquals(slots, LockedVault.read(file).summary().slots());
      assertEquals(2, LockedVault.read(file).summary().epoch());
    }
    assertEquals(Map.of("shared", "s", "ours", "x"), SampleVault.contents(file));
  }

  /// Named after the mistake that others made: in a sync folder the last writer won, and an old
  /// password came back.
  @Test
  void anOldPasswordDoesNotComeBackWithAnOldFile() throws Exception {
    Path old = Files.copy(file, file.resolveSibling("old"));
    rekey(file, 2);
    try (Vault ours = SampleVault.open(file)) {
      List<KeySlot> slots = ours.summary().slots();
      Files.move(old, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      add(ours, "ours", "x");
      SaveOutcome outcome = ours.save();
      assertEquals(slots, LockedVault.read(file).summary().slots());
      assertEquals(2, LockedVault.read(file).summary().epoch());
      Path outvoted = outcome.outvoted().orElseThrow();
      assertEquals(1, LockedVault.read(outvoted).summary().epoch());
      assertEquals(Map.of("shared", "s"), SampleVault.contents(outvoted));
    }
    assertEquals(Map.of("shared", "s", "ours", "x"), SampleVault.contents(file));
  }

  @Test
  void asksWhereBothChangedTheDataKeyAndOverwritesNothing() throws Exception {
    Path theirs = Files.copy(file, file.resolveSibling("theirs"));
    rekey(file, 2);
    rekey(theirs, 2);
    try (Vault ours = SampleVault.open(file)) {
      Files.move(theirs, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      byte[] rival = Files.readAllBytes(file);
      add(ours, "ours", "x");
      VaultException fault = assertFault(Kind.VAULT_KEY_RIVAL, ours::save);
      assertArrayEquals(rival, Files.readAllBytes(file));
      assertTrue(SampleVault.contents((Path) fault.facts().get("copy")).containsKey("ours"));

      SaveOutcome outcome = ours.saveOverRival();
      assertArrayEquals(rival, Files.readAllBytes(outcome.outvoted().orElseThrow()));
      assertEquals(3, ours.summary().epoch());
    }
    assertEquals(Map.of("shared", "s", "ours", "x"), SampleVault.contents(file));
  }

  @Test
  void refreshRefusesAnotherVault() throws Exception {
    try (Vault ours = SampleVault.open(file)) {
      Files.delete(file);
      SampleVault.create(file);
      assertFault(Kind.ANOTHER_VAULT, ours::refresh);
    }
  }

  @Test
  void refreshTellsOfALaterDataKeyAndLeavesAnEarlierOneToTheNextSave() throws Exception {
    Path old = Files.copy(file, file.resolveSibling("old"));
    try (Vault ours = SampleVault.open(file)) {
      rekey(file, 2);
      assertFault(Kind.VAULT_REKEYED, ours::refresh);
      assertFalse(ours.hasUnsavedChanges());
    }
    try (Vault ours = SampleVault.open(file)) {
      Files.move(old, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      assertEquals(Optional.empty(), ours.refresh());
    }
  }

  @Test
  void mergesAFileOfTheSameDataKeyAtOnceAndAsksForTheKeyOfAnother() throws Exception {
    Path apart = Files.copy(file, file.resolveSibling("apart"));
    try (Vault vault = SampleVault.open(apart)) {
      add(vault, "apart", "y");
      vault.save();
    }
    try (Vault ours = SampleVault.open(file)) {
      MergeReport report = ours.merge(apart);
      assertEquals(text("apart"), report.items().getFirst().entry().fields().get("name"));
      assertTrue(ours.hasUnsavedChanges());
      ours.save();
      assertTrue(ours.merge(apart).isEmpty());
      assertFalse(ours.hasUnsavedChanges());
      rekey(apart, 2);
      assertFault(Kind.KEY_DIFFERS, () -> ours.merge(apart));
      Path stranger = SampleVault.create(file.resolveSibling("stranger"));
      assertFault(Kind.ANOTHER_VAULT, () -> ours.merge(stranger));
      try (Vault other = SampleVault.open(stranger)) {
        assertFault(Kind.ANOTHER_VAULT, () -> ours.merge(other));
      }
    }
    assertEquals(Map.of("shared", "s", "apart", "y"), SampleVault.contents(file));
  }

  @Test
  void refreshTakesInWhatWasSavedAndWritesNothing() throws Exception {
    try (Vault ours = SampleVault.open(file);
        Vault theirs = SampleVault.open(file)) {
      assertEquals(Optional.empty(), ours.refresh());
      add(theirs, "theirs", "y");
      theirs.save();
      byte[] before = Files.readAllBytes(file);
      assertEquals(1, ours.refresh().orElseThrow().items().size());
      assertArrayEquals(before, Files.readAllBytes(file));
      assertFalse(ours.hasUnsavedChanges());
      assertEquals(Optional.empty(), ours.refresh());
      assertEquals(theirs.entries(), ours.entries());
    }
  }

  @Test
  void refreshAfterASyncFolderSwappedTheFileKnowsThatOursIsNotOnDiskAnyMore() throws Exception {
    Path before = Files.copy(file, file.resolveSibling("before"));
    try (Vault ours = SampleVault.open(file)) {
      add(ours, "ours", "x");
      ours.save();
      Files.move(before, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      assertTrue(ours.refresh().orElseThrow().isEmpty());
      assertTrue(ours.hasUnsavedChanges());
      ours.save();
    }
    assertEquals(Map.of("shared", "s", "ours", "x"), SampleVault.contents(file));
  }

  @Test
  void tellsOfAMergeAlsoWhenTheSaveThatDidItFailedFirst() throws Exception {
    var failing = new boolean[1];
    var disk =
        new SteppedDisk(
            (operation, _) -> {
              if (failing[0] && operation.equals("write")) {
                throw new java.io.IOException("No space left on device");
              }
            });
    try (Vault ours =
            SampleVault.open(file, new Surroundings(disk, Patience.NONE, SampleVault.CLOCK));
        Vault theirs = SampleVault.open(file)) {
      add(theirs, "theirs", "y");
      theirs.save();
      add(ours, "ours", "x");
      failing[0] = true;
      assertFault(Kind.DISK_FULL, ours::save);
      failing[0] = false;
      assertEquals(1, ours.save().merge().orElseThrow().items().size());
    }
  }

  @Test
  void offersWhatWentApartAndNothingElse() throws Exception {
    Path apart = Files.copy(file, file.resolveSibling("apart"));
    Path same = Files.copy(file, file.resolveSibling("same"));
    try (Vault theirs = SampleVault.open(apart)) {
      add(theirs, "theirs", "y");
      theirs.save();
    }
    try (Vault nothingNew = SampleVault.open(same)) {
      nothingNew.save();
    }
    var names = new VaultFolder(file);
    Path offered = Files.move(apart, names.copy(VaultFile.state(apart).header()));
    Path known = Files.move(same, names.copy(VaultFile.state(same).header()));
    try (Vault vault = SampleVault.open(file)) {
      assertEquals(List.of(offered), vault.unmerged().stream().map(VaultCopy::file).toList());
      assertTrue(
          vault.ancestors().contains(VaultFile.state(known).header().ancestor()),
          "what has nothing new counts as an ancestor");
      vault.merge(offered);
      assertEquals(List.of(), vault.unmerged());
    }
  }
}
