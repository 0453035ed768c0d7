package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.Rotation.OldCopies;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A new password: what the file, the recovery key and the other passwords are worth after it.
class PasswordChangeTest {

  private static final RecoveryKey PRINTED = SampleVault.recovery();
  private static final Passphrase OLD = SampleVault.password("old");
  private static final Passphrase FRESH = SampleVault.password("fresh");
  private static final Passphrase WRONG = SampleVault.password("wrong");

  @TempDir static Path shared;
  static Path template;

  @TempDir Path temporary;
  Path folder;
  Path file;

  final MemoryKeyring keyring = new MemoryKeyring();

  @BeforeAll
  static void makeAVaultWithAPasswordAndARecoveryKey() throws Exception {
    template = shared.resolve("v");
    try (Vault vault = Vault.create(template, OLD, ArgonCost.least(), PRINTED, SampleVault.CLOCK)) {
      SampleVault.add(vault, "one", "secret one");
      vault.save();
    }
  }

  @BeforeEach
  void copyTheVault() throws Exception {
    folder = temporary.toRealPath();
    file = Files.copy(template, folder.resolve("v"));
  }

  @Test
  void aPasswordChangeDoesNotKeepTheDataKeySoThatOldFileAndOldPasswordOpenEverything()
      throws Exception {
    VaultHeader before = header(file);
    Path stolen = Files.copy(file, folder.resolve("stolen"));
    RotationOutcome outcome = changePassword(OLD, FRESH, OldCopies.REENCRYPT);

    VaultHeader after = header(file);
    assertEquals(before.vault(), after.vault());
    assertEquals(before.epoch() + 1, after.epoch());
    assertEquals(before.generation() + 1, after.generation());
    assertNotEquals(before.commit(), after.commit());
    assertEquals(List.of(), outcome.lost());
    assertEquals("password", outcome.added().getFirst().type());

    assertFault(Kind.WRONG_PASSWORD, () -> unlock(file, OLD));
    assertEquals(Map.of("one", "secret one"), contents(file, new Unlocking.Password(FRESH)));
    try (var stolenKey =
            new SlotOpening(stolen, before, true).open(new Unlocking.Password(OLD)).dataKey();
        VaultFile now = VaultFile.open(file)) {
      assertFalse(after.isCommittedTo(stolenKey));
      assertFault(Kind.VAULT_DAMAGED, () -> now.decrypt(stolenKey));
    }
    for (KeySlot slot : after.slots()) {
      assertTrue(
          before.slots().stream().noneMatch(other -> other.wrap().equals(slot.wrap())),
          "every slot is sealed anew");
    }
  }

  @Test
  void aPasswordChangeDoesNotSilentlyVoidThePrintedRecoveryKey() throws Exception {
    for (int i = 0; i < 2; i++) {
      changePassword(i % 2 == 0 ? OLD : FRESH, i % 2 == 0 ? FRESH : OLD, OldCopies.REENCRYPT);
      assertEquals(Map.of("one", "secret one"), contents(file, new Unlocking.Recovery(PRINTED)));
    }
    assertEquals(3, header(file).epoch());
  }

  @Test
  void aPasswordChangeAsksForThePasswordAgain() throws Exception {
    try (Vault vault = unlock(file, OLD)) {
      assertTrue(vault.slots().confirmedByRecoveryKey().isEmpty());
      assertFault(Kind.WRONG_PASSWORD, () -> vault.slots().confirm(new Unlocking.Password(WRONG)));
      try (Confirmation confirmation = vault.slots().confirm(new Unlocking.Password(OLD))) {
        vault.slots().rotate(confirmation, change(confirmation, FRESH, OldCopies.KEEP));
        assertThrows(
            IllegalArgumentException.class,
            () -> vault.slots().rotate(confirmation, change(confirmation, OLD, OldCopies.KEEP)),
            "one confirmation is good for one data key");
      }
    }
  }

  @Test
  void theRecoveryKeySetsANewPasswordWithoutTheForgottenOne() throws Exception {
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow()) {
      String forgotten = slot(PasswordSlot.TYPE).id();
      vault
          .slots()
          .rotate(
              confirmation,
              new Rotation(
                  Set.of(forgotten),
                  Map.of(),
                  List.of(new NewSlot.Password(FRESH, ArgonCost.least())),
                  keyring,
                  OldCopies.REENCRYPT));
      assertTrue(vault.slots().confirmedByRecoveryKey().isPresent(), "it may be done again");
    }
    assertFault(Kind.WRONG_PASSWORD, () -> unlock(file, OLD));
    unlock(file, FRESH).close();
    SampleVault.open(file).close();
  }

  @Test
  void keepsOtherPasswordsThatAreTypedAgainAndRefusesASlipOfTheFinger() throws Exception {
    try (Passphrase second = SampleVault.password("second");
        KeyFile keyFile = KeyFile.create(folder.resolve("key"))) {
      KeySlot other =
          VaultSlotsTest.add(file, new NewSlot.PasswordAndFile(second, keyFile, ArgonCost.least()));
      byte[] before = Files.readAllBytes(file);
      try (Vault vault = unlock(file, OLD);
          Confirmation confirmation = vault.slots().confirm(new Unlocking.Password(OLD))) {
        assertEquals(
            other.id(),
            assertFault(
                    Kind.SLOT_PASSWORD_NEEDED,
                    () -> rotate(vault, confirmation, Map.of(), Set.of()))
                .facts()
                .get("slot"));
        var slip = new Unlocking.PasswordAndFile(WRONG, keyFile);
        VaultException fault =
            assertFault(
                Kind.WRONG_PASSWORD,
                () -> rotate(vault, confirmation, Map.of(other.id(), slip), Set.of()));
        assertEquals(other.id(), fault.facts().get("slot"));
        assertFault(
            Kind.SLOT_UNKNOWN, () -> rotate(vault, confirmation, Map.of(), Set.of("AAAAAAAAAAA")));
        assertEquals(List.of(other.id()), idsOf(vault, PasswordFileSlot.class));
        assertTrue(
            java.util.Arrays.equals(before, Files.readAllBytes(file)), "nothing was written");

        var right = new Unlocking.PasswordAndFile(second, keyFile);
        rotate(vault, confirmation, Map.of(other.id(), right), Set.of());
      }
      assertEquals(other.id(), slot(PasswordFileSlot.TYPE).id());
      var both = new Unlocking.PasswordAndFile(second, keyFile);
      assertEquals(Map.of("one", "secret one"), contents(file, both));
      unlock(file, OLD).close();
    }
  }

  private Rotation change(Confirmation confirmation, Passphrase to, OldCopies copies) {
    return new Rotation(
        Set.of(confirmation.slot().id()),
        Map.of(),
        List.of(new NewSlot.Password(to, ArgonCost.least())),
        keyring,
        copies);
  }

  private RotationOutcome changePassword(Passphrase from, Passphrase to, OldCopies copies)
      throws VaultException {
    LockedVault.Confirmed opened =
        LockedVault.read(file).unlockConfirmed(new Unlocking.Password(from), SampleVault.CLOCK);
    try (Vault vault = opened.vault();
        Confirmation confirmation = opened.confirmation()) {
      return vault.slots().rotate(confirmation, change(confirmation, to, copies));
    }
  }

  private void rotate(
      Vault vault, Confirmation confirmation, Map<String, Unlocking> reentered, Set<String> removed)
      throws VaultException {
    vault
        .slots()
        .rotate(
            confirmation,
            new Rotation(removed, reentered, List.of(), keyring, OldCopies.REENCRYPT));
  }

  private KeySlot slot(String type) throws VaultException {
    return header(file).slots().stream()
        .filter(slot -> slot.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> idsOf(Vault vault, Class<? extends KeySlot> type) {
    return vault.slots().list().stream().filter(type::isInstance).map(KeySlot::id).toList();
  }

  private static VaultHeader header(Path file) throws VaultException {
    return VaultFile.state(file).header();
  }

  private static Vault unlock(Path file, Passphrase password) throws VaultException {
    return LockedVault.read(file).unlock(password, SampleVault.CLOCK);
  }

  private static Map<String, String> contents(Path file, Unlocking with) throws VaultException {
    try (Vault vault = LockedVault.read(file).unlock(with, SampleVault.CLOCK)) {
      return SampleVault.contents(vault);
    }
  }
}
