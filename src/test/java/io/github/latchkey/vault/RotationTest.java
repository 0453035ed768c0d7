package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Rotation.OldCopies;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A new data key for a vault with a recovery key and keyrings, which open without Argon2.
class RotationTest {

  @TempDir Path temporary;
  Path folder;
  Path file;

  final MemoryKeyring keyring = new MemoryKeyring();

  @BeforeEach
  void makeAVaultWithARecoveryKey() throws Exception {
    folder = temporary.toRealPath();
    file = SampleVault.create(folder.resolve("v"));
    try (Vault vault = SampleVault.open(file)) {
      SampleVault.add(vault, "one", "secret one");
      vault.save();
    }
  }

  @Test
  void goesOnSavingUnderTheNewDataKey() throws Exception {
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = confirmation(vault)) {
      SampleVault.add(vault, "unsaved", "x");
      vault.slots().rotate(confirmation, rotation(Set.of(), OldCopies.REENCRYPT));
      assertFalse(vault.hasUnsavedChanges());
      SampleVault.add(vault, "later", "y");
      vault.save();
      assertEquals(2, vault.summary().epoch());
      assertEquals(slot(RecoverySlot.TYPE), vault.slots().openedWith());
    }
    assertEquals(
        Map.of("one", "secret one", "unsaved", "x", "later", "y"), SampleVault.contents(file));
  }

  @Test
  void anOldFileAndItsDataKeyOpenNothingNewer() throws Exception {
    VaultHeader before = header(file);
    VaultHeader after;
    try (var stolen = dataKey(before)) {
      rotate(Set.of(), OldCopies.REENCRYPT);
      after = header(file);
      assertFalse(after.isCommittedTo(stolen));
      for (Path sealed : List.of(file, new VaultFolder(file).copies().getFirst())) {
        try (VaultFile now = VaultFile.open(sealed)) {
          assertFault(Kind.VAULT_DAMAGED, () -> now.decrypt(stolen));
        }
      }
    }
    assertEquals(before.vault(), after.vault());
    assertEquals(before.generation() + 1, after.generation());
    assertEquals(before.epoch() + 1, after.epoch());
  }

  @Test
  void makesQuickUnlockOfThisComputerAgainAndTellsOfAnothersThatIsLost() throws Exception {
    KeySlot mine = VaultSlotsTest.add(file, new NewSlot.InKeyring(keyring));
    KeySlot theirs = VaultSlotsTest.add(file, new NewSlot.InKeyring(new MemoryKeyring()));
    Set<String> before = keyring.names();

    assertEquals(List.of(theirs), rotate(Set.of(), OldCopies.REENCRYPT).lost());

    assertEquals(1, keyring.names().size());
    assertNotEquals(before, keyring.names());
    assertNotEquals(mine.id(), slot(KeyringSlot.TYPE).id());
    assertEquals(Map.of("one", "secret one"), contents(new Unlocking.FromKeyring(keyring)));
  }

  @Test
  void aKeyringThatIsAwayCostsQuickUnlockAndNothingElse() throws Exception {
    KeySlot mine = VaultSlotsTest.add(file, new NewSlot.InKeyring(keyring));
    keyring.fail(Keyring.Reason.LOCKED);
    assertEquals(List.of(mine), rotate(Set.of(), OldCopies.REENCRYPT).lost());
    assertEquals(Map.of("one", "secret one"), SampleVault.contents(file));
  }

  @Test
  void tellsOfARecoverySlotThatItCannotSealAgain() throws Exception {
    byte[] unknown = Randomness.bytes(32);
    try (var dataKey = dataKey(header(file))) {
      KeySlot second = RecoverySeal.seal(dataKey, header(file).vault(), unknown);
      try (Vault vault = SampleVault.open(file)) {
        List<KeySlot> slots = new java.util.ArrayList<>(vault.slots().list());
        slots.add(second);
        VaultHeader header = header(file);
        // what a later version may write: two recovery keys
        var recovery = Optional.of(publicKey(header.vault()));
        vault.save(new Sealing(header.slots(), dataKey.copy(), slots, recovery));
      }
      assertEquals(List.of(second), rotate(Set.of(), OldCopies.REENCRYPT).lost());
    }
    assertEquals(Map.of("one", "secret one"), SampleVault.contents(file));
  }

  @Test
  void neverRemovesTheLastWayIn() throws Exception {
    VaultSlotsTest.add(file, new NewSlot.InKeyring(keyring));
    Set<String> recovery = Set.of(slot(RecoverySlot.TYPE).id());
    assertFault(Kind.LAST_WAY_IN, () -> rotate(recovery, OldCopies.REENCRYPT));
    rotate(Set.of(slot(KeyringSlot.TYPE).id()), OldCopies.REENCRYPT);
    assertEquals(List.of("recovery"), types());
    assertEquals(Set.of(), keyring.names());
  }

  @Test
  void aReplacedRecoveryKeyOpensNothingAndStaysReplaced() throws Exception {
    try (RecoveryKey next = RecoveryKey.random()) {
      try (Vault vault = SampleVault.open(file);
          Confirmation confirmation = confirmation(vault)) {
        vault.slots().rotate(confirmation, replacing(next));
        try (Confirmation again = vault.slots().confirm(new Unlocking.Recovery(next))) {
          vault.slots().rotate(again, rotation(Set.of(), OldCopies.REENCRYPT));
        }
      }
      assertFault(Kind.WRONG_RECOVERY_KEY, () -> SampleVault.open(file));
      assertEquals(Map.of("one", "secret one"), contents(new Unlocking.Recovery(next)));
    }
  }

  @Test
  void aReplacedRecoveryKeyStaysReplacedWhateverAnotherProgramSavedMeanwhile() throws Exception {
    try (RecoveryKey next = RecoveryKey.random()) {
      try (Vault vault = SampleVault.open(file);
          Confirmation confirmation = confirmation(vault)) {
        try (Vault other = SampleVault.open(file)) {
          SampleVault.add(other, "theirs", "z");
          other.save();
        }
        vault.slots().rotate(confirmation, replacing(next));
        try (Confirmation again = vault.slots().confirm(new Unlocking.Recovery(next))) {
          vault.slots().rotate(again, rotation(Set.of(), OldCopies.REENCRYPT));
        }
      }
      assertFault(Kind.WRONG_RECOVERY_KEY, () -> SampleVault.open(file));
      assertEquals(
          Map.of("one", "secret one", "theirs", "z"), contents(new Unlocking.Recovery(next)));
    }
  }

  @Test
  void unlockingConfirmsNothingWhenARecoverySlotTakesThePlaceOfTheSlotInUse() throws Exception {
    VaultSlotsTest.add(file, new NewSlot.InKeyring(keyring));
    try (Vault vault =
            LockedVault.read(file).unlock(new Unlocking.FromKeyring(keyring), SampleVault.CLOCK);
        RecoveryKey known = SampleVault.recovery();
        Confirmation confirmation = vault.slots().confirm(new Unlocking.Recovery(known))) {
      vault
          .slots()
          .rotate(confirmation, rotation(Set.of(slot(KeyringSlot.TYPE).id()), OldCopies.KEEP));
      assertEquals(slot(RecoverySlot.TYPE), vault.slots().openedWith());
      assertEquals(Optional.empty(), vault.slots().confirmedByRecoveryKey());
    }
  }

  @Test
  void unlockingWithARecoveryKeyConfirmsNothingOnceThatIsReplaced() throws Exception {
    try (RecoveryKey next = RecoveryKey.random();
        Vault vault = SampleVault.open(file);
        Confirmation confirmation = confirmation(vault)) {
      vault.slots().rotate(confirmation, replacing(next));
      assertEquals(Optional.empty(), vault.slots().confirmedByRecoveryKey());
    }
  }

  @Test
  void writesCopiesAgainUnderTheNewDataKeyAndKeepsTheirGenerationAndTime() throws Exception {
    Path copy = new VaultFolder(file).copies().getFirst();
    FileTime time = FileTime.from(SampleVault.NOW.minusSeconds(86_400));
    Files.setLastModifiedTime(copy, time);
    VaultHeader before = header(copy);

    assertEquals(
        new RotationOutcome.CopiesOutcome(2, 0, List.of()),
        rotate(Set.of(), OldCopies.REENCRYPT).copies());

    List<Path> copies = new VaultFolder(file).copies();
    assertEquals(2, copies.size());
    for (Path renewed : copies) {
      assertTrue(header(renewed).sharesKeyWith(header(file)));
      assertEquals(2, header(renewed).epoch());
      assertEquals(VaultFolder.generation(renewed), header(renewed).generation());
    }
    assertNotEquals(header(copies.get(0)).salt(), header(copies.get(1)).salt());
    assertNotEquals(before.salt(), header(copy).salt());
    assertEquals(before.generation(), header(copy).generation());
    assertEquals(Map.of(), SampleVault.contents(copy), "as it was before the first credential");
    assertEquals(time, Files.getLastModifiedTime(copy));
  }

  @Test
  void deletesCopiesWhenAskedAndListsThoseThatStay() throws Exception {
    assertEquals(
        new RotationOutcome.CopiesOutcome(0, 2, List.of()),
        rotate(Set.of(), OldCopies.DELETE).copies());
    assertEquals(List.of(), new VaultFolder(file).copies());

    List<Path> kept = rotate(Set.of(), OldCopies.KEEP).copies().old();
    assertEquals(1, kept.size());
    try (Vault vault = SampleVault.open(file)) {
      assertEquals(kept, vault.slots().earlierCopies());
    }
    // for what one rotation left, a later one has no key: it stays listed
    assertEquals(
        new RotationOutcome.CopiesOutcome(1, 0, kept),
        rotate(Set.of(), OldCopies.REENCRYPT).copies());
    // and whether it was ever merged cannot be known without a key: nothing is deleted unread
    assertEquals(
        new RotationOutcome.CopiesOutcome(0, 2, kept), rotate(Set.of(), OldCopies.DELETE).copies());
    assertTrue(Files.exists(kept.getFirst()));
  }

  @Test
  void sealsCopiesAgainThatAnEarlierPasswordOpens() throws Exception {
    List<Path> kept = rotate(Set.of(), OldCopies.KEEP).copies().old();
    assertEquals(2, kept.size());
    FileTime time = Files.getLastModifiedTime(kept.getFirst());
    try (Vault vault = SampleVault.open(file);
        RecoveryKey wrong = RecoveryKey.random();
        RecoveryKey known = SampleVault.recovery()) {
      assertFault(
          Kind.WRONG_RECOVERY_KEY,
          () -> vault.slots().renewEarlierCopies(new Unlocking.Recovery(wrong), false));
      assertEquals(kept, vault.slots().earlierCopies());
      assertEquals(
          new RenewedCopies(2, List.of(), 0),
          vault.slots().renewEarlierCopies(new Unlocking.Recovery(known), false));
      assertEquals(List.of(), vault.slots().earlierCopies());
      assertEquals(
          new RenewedCopies(0, List.of(), 0),
          vault.slots().renewEarlierCopies(new Unlocking.Recovery(known), false));
    }
    for (Path copy : kept) {
      assertTrue(header(copy).sharesKeyWith(header(file)));
      SampleVault.contents(copy);
    }
    assertEquals(time, Files.getLastModifiedTime(kept.getFirst()));
  }

  @Test
  void copiesOfADearPasswordAreNamedAndSealedAgainOnceThatIsAccepted() throws Exception {
    try (Passphrase password = SampleVault.password("dear")) {
      var dear = new NewSlot.Password(password, new ArgonCost(257 << 10, 3, 1));
      KeySlot slot = VaultSlotsTest.add(file, dear);
      List<Path> kept = rotate(Set.of(slot.id()), OldCopies.KEEP).copies().old();
      assertFalse(
          header(kept.getFirst()).slots().contains(slot), "one from before it had that password");
      var with = new Unlocking.Password(password);
      try (Vault vault = SampleVault.open(file)) {
        byte[] before = Files.readAllBytes(kept.getLast());
        assertEquals(
            new RenewedCopies(0, kept, 257), vault.slots().renewEarlierCopies(with, false));
        assertArrayEquals(before, Files.readAllBytes(kept.getLast()));
        assertEquals(kept, vault.slots().earlierCopies());
        assertEquals(
            new RenewedCopies(kept.size(), List.of(), 0),
            vault.slots().renewEarlierCopies(with, true));
        assertEquals(List.of(), vault.slots().earlierCopies());
      }
      assertEquals(Map.of("one", "secret one"), SampleVault.contents(kept.getLast()));
    }
  }

  @Test
  void deletesNoCopyThatHoldsWhatTheVaultLacks() throws Exception {
    Path elsewhere = Files.copy(file, folder.resolve("elsewhere"));
    try (Vault apart = SampleVault.open(elsewhere)) {
      SampleVault.add(apart, "never merged", "y");
      apart.save();
    }
    Path copy = Files.move(elsewhere, folder.resolve("v.9-01234567.bak"));

    assertEquals(
        new RotationOutcome.CopiesOutcome(0, 2, List.of(copy)),
        rotate(Set.of(), OldCopies.DELETE).copies());

    assertEquals(Map.of("one", "secret one", "never merged", "y"), SampleVault.contents(copy));
  }

  @Test
  void leavesCopiesOfOtherVaultsAndUnreadableOnesAlone() throws Exception {
    Path theirs = folder.resolve("v.7-01234567.bak");
    Files.move(SampleVault.create(folder.resolve("other")), theirs);
    Path broken = Files.writeString(folder.resolve("v.8-01234567.bak"), "broken");
    assertEquals(List.of(), rotate(Set.of(), OldCopies.DELETE).copies().old());
    assertTrue(Files.exists(theirs));
    assertTrue(Files.exists(broken));
  }

  @Test
  void copiesThatWereWrittenAgainAreKnownWithoutBeingDecrypted() throws Exception {
    Path lost = folder.resolve("lost in a crash");
    Files.copy(file, lost);
    try (Vault vault = SampleVault.open(lost)) {
      SampleVault.add(vault, "lost", "y");
      vault.save();
    }
    Path neverMerged = Files.move(lost, new VaultFolder(file).copy(header(lost)));
    rotate(Set.of(), OldCopies.REENCRYPT);
    VaultHeader now = header(file);
    try (Vault vault = SampleVault.open(file)) {
      assertEquals(
          List.of(neverMerged),
          new VaultCopies(file, new LocalDisk())
              .unmerged(now, new Ancestry(now, vault.ancestors())));
      assertEquals(List.of(neverMerged), vault.unmerged().stream().map(VaultCopy::file).toList());
    }
  }

  @Test
  void aCopyThatCannotBeWrittenAgainStaysAndIsListed() throws Exception {
    var around =
        new Surroundings(
            new SteppedDisk(
                (operation, number) -> {
                  if (operation.equals("force") && number > 15) {
                    throw new IOException("No space left on device");
                  }
                }),
            Patience.NONE,
            SampleVault.CLOCK);
    List<Path> before = new VaultFolder(file).copies();
    try (Vault vault = SampleVault.open(file, around);
        Confirmation confirmation = confirmation(vault)) {
      RotationOutcome.CopiesOutcome copies =
          vault.slots().rotate(confirmation, rotation(Set.of(), OldCopies.REENCRYPT)).copies();
      assertEquals(0, copies.renewed());
      assertEquals(2, copies.old().size());
      assertTrue(copies.old().containsAll(before));
    }
    assertEquals(2, header(file).epoch());
    assertEquals(2, new VaultFolder(file).copies().size());
  }

  @Test
  void changesNothingWhenTheSaveFails() throws Exception {
    VaultSlotsTest.add(file, new NewSlot.InKeyring(keyring));
    Set<String> entries = keyring.names();
    byte[] before = Files.readAllBytes(file);
    var around =
        new Surroundings(
            new SteppedDisk(
                (operation, number) -> {
                  if (operation.equals("force")) {
                    throw new IOException("No space left on device");
                  }
                }),
            Patience.NONE,
            SampleVault.CLOCK);
    try (Vault vault = SampleVault.open(file, around);
        Confirmation confirmation = confirmation(vault);
        RecoveryKey next = RecoveryKey.random()) {
      var rotation =
          new Rotation(
              Set.of(slot(RecoverySlot.TYPE).id()),
              Map.of(),
              List.of(new NewSlot.Recovery(next), new NewSlot.InKeyring(keyring)),
              keyring,
              OldCopies.DELETE);
      assertFault(Kind.DISK_FULL, () -> vault.slots().rotate(confirmation, rotation));
      assertEquals(1, vault.summary().epoch());
    }
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(entries, keyring.names());
    assertEquals(Map.of("one", "secret one"), contents(new Unlocking.FromKeyring(keyring)));
    rotate(Set.of(), OldCopies.KEEP);
    assertEquals(Map.of("one", "secret one"), SampleVault.contents(file), "the printed key counts");
  }

  @Test
  void takesInWhatAnotherProgramSavedMeanwhile() throws Exception {
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = confirmation(vault)) {
      try (Vault other = SampleVault.open(file)) {
        SampleVault.add(other, "theirs", "z");
        other.save();
      }
      RotationOutcome outcome =
          vault.slots().rotate(confirmation, rotation(Set.of(), OldCopies.REENCRYPT));
      assertTrue(outcome.save().merged());
      assertEquals(List.of(), outcome.copies().old());
    }
    assertEquals(Map.of("one", "secret one", "theirs", "z"), SampleVault.contents(file));
  }

  @Test
  void itsEpochIsAboveThatOfASaveThatItTookIn() throws Exception {
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = confirmation(vault)) {
      SampleVault.withNumbers(file, 5, 5); // as after a save over a rival, which keeps the data key
      vault.slots().rotate(confirmation, rotation(Set.of(), OldCopies.KEEP));
      assertEquals(6, vault.summary().epoch());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {99, HeaderReader.LARGEST_INTEGER})
  void nobodyGoesBackToADataKeyThatWasGivenUpWhateverTheNumbersThereSay(long forged)
      throws Exception {
    Path stolen = Files.copy(file, folder.resolve("stolen"));
    SampleVault.withNumbers(stolen, forged, forged);
    rotate(Set.of(), OldCopies.KEEP);
    String commit = header(file).commit();
    try (Vault vault = SampleVault.open(file)) {
      Files.move(stolen, file, StandardCopyOption.REPLACE_EXISTING);
      assertEquals(Optional.empty(), vault.refresh());
      SampleVault.add(vault, "later", "y");
      Path outvoted = vault.save().outvoted().orElseThrow();
      assertEquals(forged, header(outvoted).epoch(), "it is kept, and the person is told");
      assertEquals(commit, header(file).commit());
      long above = Math.min(forged + 1, HeaderReader.LARGEST_INTEGER);
      assertEquals(above, header(file).epoch());
      assertEquals(above, vault.summary().generation());
      vault.save();
    }
    assertEquals(Map.of("one", "secret one", "later", "y"), SampleVault.contents(file));
  }

  @Test
  void whatIsPutBackUnderAnEarlierDataKeyDoesNotComeFromALaterOne() throws Exception {
    Path old = Files.copy(file, folder.resolve("old"));
    SaveMark rotated;
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = confirmation(vault)) {
      SaveMark first = vault.mark();
      vault.slots().rotate(confirmation, rotation(Set.of(), OldCopies.KEEP));
      assertTrue(vault.comesFrom(first));
      rotated = vault.mark();
    }
    try (Vault back = SampleVault.open(old);
        RestoredVault restored = back.restore(old, file, EarlierKey.COUNTS_AGAIN)) {
      assertFalse(restored.vault().comesFrom(rotated));
    }
  }

  @Test
  void refusesToRotateOverSlotsThatAnotherProgramChanged() throws Exception {
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = confirmation(vault)) {
      VaultSlotsTest.add(file, new NewSlot.InKeyring(keyring));
      assertFault(
          Kind.SLOTS_CHANGED,
          () -> vault.slots().rotate(confirmation, rotation(Set.of(), OldCopies.DELETE)));
    }
    assertEquals(Map.of("one", "secret one"), contents(new Unlocking.FromKeyring(keyring)));
  }

  @Test
  void tidiesWhatACrashLeftOfCopiesThatWereBeingWritten() throws Exception {
    Path half = Files.writeString(leftoverOfACopy(), "half");
    List<Path> kept = rotate(Set.of(), OldCopies.KEEP).copies().old();
    assertFalse(Files.exists(half));
    assertEquals(2, kept.size());
    Path another = Files.writeString(leftoverOfACopy(), "half");
    try (Vault vault = SampleVault.open(file);
        RecoveryKey known = SampleVault.recovery()) {
      vault.slots().renewEarlierCopies(new Unlocking.Recovery(known), false);
    }
    assertFalse(Files.exists(another));
  }

  private Path leftoverOfACopy() {
    return new VaultFolder(new VaultFolder(file).copyOfAnyName(3)).temporary();
  }

  @Test
  void aRotationThatFailedLeavesNoTraceInALaterSave() throws Exception {
    var failing = new boolean[] {true};
    var around =
        new Surroundings(
            new SteppedDisk(
                (operation, _) -> {
                  if (failing[0] && operation.equals("force")) {
                    throw new IOException("No space left on device");
                  }
                }),
            Patience.NONE,
            SampleVault.CLOCK);
    try (Vault vault = SampleVault.open(file, around);
        Confirmation confirmation = confirmation(vault);
        RecoveryKey next = RecoveryKey.random()) {
      Rotation rotation = replacing(next);
      assertFault(Kind.DISK_FULL, () -> vault.slots().rotate(confirmation, rotation));
      failing[0] = false;
      vault.save();
    }
    VaultHeader header = header(file);
    try (SecretBytes dataKey = dataKey(header);
        VaultFile saved = VaultFile.open(file);
        ScratchMemory plain = saved.decrypt(dataKey);
        VaultContents contents = Plaintext.read(plain.buffer(), file)) {
      assertEquals(List.of(), List.copyOf(contents.retired()));
      assertEquals(publicKey(header.vault()), contents.recovery().orElseThrow());
    }
  }

  @Test
  void nothingIsDoneToCopiesOnceAnotherVaultLiesThere() throws Exception {
    List<Path> kept = rotate(Set.of(), OldCopies.KEEP).copies().old();
    try (Vault vault = SampleVault.open(file);
        RecoveryKey known = SampleVault.recovery()) {
      Files.delete(file);
      SampleVault.create(file);
      assertFault(
          Kind.ANOTHER_VAULT,
          () -> vault.slots().renewEarlierCopies(new Unlocking.Recovery(known), false));
      assertEquals(kept, vault.slots().earlierCopies());
    }
  }

  @Test
  void aRecoveryKeyThatWasRemovedIsForgotten() throws Exception {
    try (Passphrase password = SampleVault.password("p");
        Vault vault = SampleVault.open(file);
        Confirmation confirmation = confirmation(vault)) {
      var rotation =
          new Rotation(
              Set.of(slot(RecoverySlot.TYPE).id()),
              Map.of(),
              List.of(new NewSlot.Password(password, ArgonCost.least())),
              keyring,
              OldCopies.DELETE);
      vault.slots().rotate(confirmation, rotation);
      assertEquals(List.of("password"), types());
      try (SecretBytes dataKey =
              new SlotOpening(file, header(file), true)
                  .open(new Unlocking.Password(password))
                  .dataKey();
          VaultFile saved = VaultFile.open(file);
          ScratchMemory plain = saved.decrypt(dataKey);
          VaultContents contents = Plaintext.read(plain.buffer(), file)) {
        assertEquals(Optional.empty(), contents.recovery());
      }
    }
  }

  private static Confirmation confirmation(Vault vault) {
    return vault.slots().confirmedByRecoveryKey().orElseThrow();
  }

  private Rotation rotation(Set<String> removed, OldCopies copies) {
    return new Rotation(removed, Map.of(), List.of(), keyring, copies);
  }

  private Rotation replacing(RecoveryKey next) throws VaultException {
    return new Rotation(
        Set.of(slot(RecoverySlot.TYPE).id()),
        Map.of(),
        List.of(new NewSlot.Recovery(next)),
        keyring,
        OldCopies.REENCRYPT);
  }

  private RotationOutcome rotate(Set<String> removed, OldCopies copies) throws VaultException {
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = confirmation(vault)) {
      return vault.slots().rotate(confirmation, rotation(removed, copies));
    }
  }

  private static SecretBytes dataKey(VaultHeader header) throws VaultException {
    try (RecoveryKey key = SampleVault.recovery()) {
      return new SlotOpening(Path.of("v"), header, true)
          .open(new Unlocking.Recovery(key))
          .dataKey();
    }
  }

  private static String publicKey(String vault) {
    try (RecoveryKey key = SampleVault.recovery()) {
      return Base64Url.encode(RecoverySeal.publicKey(key, vault));
    }
  }

  private List<String> types() throws VaultException {
    return header(file).slots().stream().map(KeySlot::type).toList();
  }

  private KeySlot slot(String type) throws VaultException {
    return header(file).slots().stream()
        .filter(slot -> slot.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static VaultHeader header(Path file) throws VaultException {
    return VaultFile.state(file).header();
  }

  private Map<String, String> contents(Unlocking with) throws VaultException {
    try (Vault vault = LockedVault.read(file).unlock(with, SampleVault.CLOCK)) {
      return SampleVault.contents(vault);
    }
  }
}
