package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ways into a vault: opening by each, adding one.
class VaultSlotsTest {

  @TempDir Path temporary;
  Path folder;
  Path file;

  final MemoryKeyring keyring = new MemoryKeyring();

  @BeforeEach
  void makeAVault() throws Exception {
    folder = temporary.toRealPath();
    file = SampleVault.create(folder.resolve("v"));
  }

  @Test
  void opensInEveryWayThatWasAddedAndKeepsItsDataKey() throws Exception {
    try (Passphrase one = SampleVault.password("one");
        Passphrase two = SampleVault.password("two");
        KeyFile keyFile = KeyFile.create(folder.resolve("key"))) {
      try (Vault vault = SampleVault.open(file);
          Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow()) {
        SampleVault.add(vault, "unsaved", "x");
        for (NewSlot slot :
            List.of(
                new NewSlot.Password(one, ArgonCost.least()),
                new NewSlot.PasswordAndFile(two, keyFile, ArgonCost.least()),
                new NewSlot.InKeyring(keyring))) {
          vault.slots().add(confirmation, slot);
        }
        assertFalse(vault.hasUnsavedChanges());
      }
      VaultSummary summary = LockedVault.read(file).summary();
      assertEquals(1, summary.epoch());
      assertEquals(4, summary.generation());
      assertEquals(
          List.of("recovery", "password", "password+file", "keyring"),
          summary.slots().stream().map(KeySlot::type).toList());
      for (Unlocking with :
          List.of(
              new Unlocking.Password(one),
              new Unlocking.PasswordAndFile(two, keyFile),
              new Unlocking.FromKeyring(keyring))) {
        try (Vault vault = LockedVault.read(file).unlock(with, SampleVault.CLOCK)) {
          assertEquals(1, vault.entries().size(), with.toString());
          assertTrue(vault.slots().confirmedByRecoveryKey().isEmpty());
        }
      }
    }
  }

  @Test
  void tellsAWrongPasswordAWrongKeyFileAndAMissingOneApart() throws Exception {
    try (Passphrase password = SampleVault.password("right");
        Passphrase wrong = SampleVault.password("wrong");
        KeyFile keyFile = KeyFile.create(folder.resolve("key"));
        KeyFile other = KeyFile.create(folder.resolve("other"))) {
      Path plain = SampleVault.create(folder.resolve("plain"));
      add(file, new NewSlot.PasswordAndFile(password, keyFile, ArgonCost.least()));
      LockedVault locked = LockedVault.read(file);
      assertFault(
          Kind.KEY_FILE_NEEDED,
          () -> locked.unlock(new Unlocking.Password(password), SampleVault.CLOCK));
      assertFault(
          Kind.WRONG_KEY_FILE,
          () -> locked.unlock(new Unlocking.PasswordAndFile(password, other), SampleVault.CLOCK));
      assertFault(
          Kind.WRONG_PASSWORD,
          () -> locked.unlock(new Unlocking.PasswordAndFile(wrong, keyFile), SampleVault.CLOCK));
      try (KeyFile forged = new KeyFile(keyFile.id(), other.key().copy())) {
        assertFault(
            Kind.WRONG_PASSWORD,
            () ->
                locked.unlock(new Unlocking.PasswordAndFile(password, forged), SampleVault.CLOCK));
      }
      assertFault(
          Kind.NO_SUCH_SLOT,
          () ->
              LockedVault.read(plain)
                  .unlock(new Unlocking.PasswordAndFile(password, keyFile), SampleVault.CLOCK));
    }
  }

  @Test
  void knowsAWrongKeyFileBeforeItDerivesAnything() throws Exception {
    var dear = new ArgonCost(1 << 20, 16, 1);
    String wrap = "A".repeat(64);
    var slot =
        new PasswordFileSlot("A".repeat(11), dear, "A".repeat(22), "B".repeat(10) + "A", wrap);
    Path hostile = SampleVault.create(folder.resolve("dear"), slot);
    try (Passphrase password = SampleVault.password("p");
        KeyFile keyFile = KeyFile.create(folder.resolve("key"))) {
      assertFault(
          Kind.WRONG_KEY_FILE,
          () ->
              LockedVault.read(hostile)
                  .acceptingCost()
                  .unlock(new Unlocking.PasswordAndFile(password, keyFile), SampleVault.CLOCK));
      try (KeyFile right = new KeyFile(slot.keyFile(), keyFile.key().copy())) {
        assertFault(
            Kind.VAULT_COST_HIGH,
            () ->
                LockedVault.read(hostile)
                    .unlock(new Unlocking.PasswordAndFile(password, right), SampleVault.CLOCK));
      }
      // only slots that will be tried count
      assertFault(
          Kind.KEY_FILE_NEEDED,
          () ->
              LockedVault.read(hostile)
                  .unlock(new Unlocking.Password(password), SampleVault.CLOCK));
      SampleVault.open(hostile).close();
    }
  }

  @Test
  void leavesNothingInAKeyringThatDoesNotGiveItBack() throws Exception {
    keyring.keepToItself();
    assertFault(Kind.KEYRING_FAILED, () -> add(file, new NewSlot.InKeyring(keyring)));
    assertEquals(Set.of(), keyring.names());
  }

  @ParameterizedTest
  @EnumSource
  void saysWhyTheKeyringDoesNotOpenIt(Keyring.Reason reason) throws Exception {
    add(file, new NewSlot.InKeyring(keyring));
    keyring.fail(reason);
    Kind kind = Kind.valueOf("KEYRING_" + reason.name());
    assertFault(kind, this::unlockFromKeyring);
    assertFault(kind, () -> add(file, new NewSlot.InKeyring(keyring)));
    keyring.answer();
    unlockFromKeyring();
  }

  @Test
  void saysWhenTheKeyringHasForgotten() throws Exception {
    assertFault(Kind.NO_SUCH_SLOT, this::unlockFromKeyring);
    add(file, new NewSlot.InKeyring(keyring));
    var other = new MemoryKeyring();
    add(file, new NewSlot.InKeyring(other));
    unlockFromKeyring();
    keyring.forgetAll();
    assertFault(Kind.KEYRING_ENTRY_GONE, this::unlockFromKeyring);
  }

  @Test
  void keepsThirtyTwoBytesInTheKeyringUnderVaultAndSlot() throws Exception {
    KeySlot slot = add(file, new NewSlot.InKeyring(keyring));
    String name = LockedVault.read(file).summary().vaultId() + "/" + slot.id();
    assertEquals(Set.of(name), keyring.names());
    try (var bytes = keyring.find(name).orElseThrow()) {
      assertEquals(32, bytes.length());
    }
  }

  @Test
  void leavesNothingInTheKeyringWhenTheSaveFails() throws Exception {
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
        Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow()) {
      List<KeySlot> before = vault.slots().list();
      assertFault(
          Kind.DISK_FULL, () -> vault.slots().add(confirmation, new NewSlot.InKeyring(keyring)));
      assertEquals(Set.of(), keyring.names());
      assertEquals(before, vault.slots().list());
    }
    assertEquals(1, LockedVault.read(file).summary().generation());
  }

  @Test
  void holdsEightSlotsFourPasswordsAndOneRecoveryKey() throws Exception {
    try (Passphrase password = SampleVault.password("p")) {
      var another = new NewSlot.Password(password, ArgonCost.least());
      String wrap = "A".repeat(64);
      KeySlot[] passwords =
          List.of("A", "B", "C", "D").stream()
              .map(
                  letter ->
                      new PasswordSlot(
                          letter.repeat(10) + "A", ArgonCost.least(), "A".repeat(22), wrap))
              .toArray(KeySlot[]::new);
      Path four = SampleVault.create(folder.resolve("four"), passwords);
      assertEquals(
          "password", assertFault(Kind.SLOTS_FULL, () -> add(four, another)).facts().get("type"));
      try (RecoveryKey second = RecoveryKey.random()) {
        assertEquals(
            "recovery",
            assertFault(Kind.SLOTS_FULL, () -> add(four, new NewSlot.Recovery(second)))
                .facts()
                .get("type"));
      }
      for (int i = 0; i < 3; i++) {
        add(four, new NewSlot.InKeyring(keyring));
      }
      assertEquals(8, LockedVault.read(four).summary().slots().size());
      assertEquals(
          "any",
          assertFault(Kind.SLOTS_FULL, () -> add(four, new NewSlot.InKeyring(keyring)))
              .facts()
              .get("type"));
      assertEquals(3, keyring.names().size());
    }
  }

  @Test
  void refusesToAddToSlotsThatAnotherProgramChanged() throws Exception {
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow()) {
      add(file, new NewSlot.InKeyring(keyring));
      Set<String> theirs = keyring.names();
      assertFault(
          Kind.SLOTS_CHANGED,
          () -> vault.slots().add(confirmation, new NewSlot.InKeyring(keyring)));
      assertEquals(theirs, keyring.names());
      vault.save();
      vault.slots().add(confirmation, new NewSlot.InKeyring(keyring));
    }
    assertEquals(3, LockedVault.read(file).summary().slots().size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void slotsThatTwoComputersAddedEachWithoutTheOtherAllStay(boolean refreshed) throws Exception {
    var otherKeyring = new MemoryKeyring();
    Path theirs = Files.copy(file, folder.resolve("theirs"));
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow()) {
      vault.slots().add(confirmation, new NewSlot.InKeyring(keyring));
      add(theirs, new NewSlot.InKeyring(otherKeyring));
      Files.move(theirs, file, StandardCopyOption.REPLACE_EXISTING); // as syncing does
      if (refreshed) {
        vault.refresh();
        assertTrue(vault.hasUnsavedChanges());
      }
      vault.save();
      assertEquals(LockedVault.read(file).summary().slots(), vault.slots().list());
    }
    for (MemoryKeyring each : List.of(keyring, otherKeyring)) {
      LockedVault.read(file).unlock(new Unlocking.FromKeyring(each), SampleVault.CLOCK).close();
    }
  }

  @Test
  void moreSlotsThanAVaultMayHaveAreNotSavedAndNothingIsLost() throws Exception {
    Path theirs = Files.copy(file, folder.resolve("theirs"));
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow()) {
      for (int i = 0; i < 4; i++) {
        vault.slots().add(confirmation, new NewSlot.InKeyring(keyring));
        add(theirs, new NewSlot.InKeyring(keyring));
      }
      Files.move(theirs, file, StandardCopyOption.REPLACE_EXISTING);
      SampleVault.add(vault, "unsaved", "x");
      VaultException full = assertFault(Kind.SLOTS_FULL, vault::save);
      assertEquals(5, LockedVault.read(file).summary().slots().size());
      assertEquals(Map.of("unsaved", "x"), SampleVault.contents((Path) full.facts().get("copy")));
      KeySlot ended = vault.slots().list().getLast();
      vault
          .slots()
          .rotate(
              confirmation,
              new Rotation(
                  Set.of(ended.id()), Map.of(), List.of(), keyring, Rotation.OldCopies.REENCRYPT));
    }
    assertEquals(8, LockedVault.read(file).summary().slots().size());
  }

  @Test
  void confirmsOnlyWithWhatOpensTheVaultNow() throws Exception {
    try (Passphrase password = SampleVault.password("right");
        Passphrase wrong = SampleVault.password("wrong")) {
      KeySlot slot = add(file, new NewSlot.Password(password, ArgonCost.least()));
      add(file, new NewSlot.InKeyring(keyring));
      try (Vault vault =
          LockedVault.read(file).unlock(new Unlocking.FromKeyring(keyring), SampleVault.CLOCK)) {
        assertTrue(vault.slots().confirmedByRecoveryKey().isEmpty());
        assertThrows(
            IllegalArgumentException.class,
            () -> vault.slots().confirm(new Unlocking.FromKeyring(keyring)),
            "it answers whoever sits there");
        assertFault(
            Kind.WRONG_PASSWORD, () -> vault.slots().confirm(new Unlocking.Password(wrong)));
        try (Confirmation confirmation = vault.slots().confirm(new Unlocking.Password(password))) {
          assertEquals(slot, confirmation.slot());
          vault.slots().add(confirmation, new NewSlot.InKeyring(keyring));
        }
        Path other = SampleVault.create(folder.resolve("other"));
        try (Vault stranger = SampleVault.open(other);
            Confirmation theirs = stranger.slots().confirmedByRecoveryKey().orElseThrow()) {
          assertThrows(
              IllegalArgumentException.class,
              () -> vault.slots().add(theirs, new NewSlot.InKeyring(keyring)));
        }
      }
    }
  }

  @Test
  void aClosedVaultChangesNothing() throws Exception {
    Vault vault = SampleVault.open(file);
    Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow();
    vault.close();
    assertThrows(IllegalStateException.class, () -> vault.slots().confirmedByRecoveryKey());
    assertThrows(
        IllegalStateException.class,
        () -> vault.slots().add(confirmation, new NewSlot.InKeyring(keyring)));
    assertThrows(
        IllegalStateException.class,
        () ->
            vault
                .slots()
                .rotate(
                    confirmation,
                    new Rotation(Set.of(), Map.of(), List.of(), keyring, Rotation.OldCopies.KEEP)));
    assertThrows(IllegalStateException.class, () -> vault.slots().earlierCopies());
    assertThrows(
        IllegalStateException.class,
        () -> vault.slots().renewEarlierCopies(new Unlocking.FromKeyring(keyring), false));

    assertEquals(1, Files.list(folder).filter(path -> path.endsWith("v")).count());
  }

  private void unlockFromKeyring() throws VaultException {
    LockedVault.read(file).unlock(new Unlocking.FromKeyring(keyring), SampleVault.CLOCK).close();
  }

  static KeySlot add(Path file, NewSlot slot) throws VaultException {
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow()) {
      return vault.slots().add(confirmation, slot).slot();
    }
  }
}
