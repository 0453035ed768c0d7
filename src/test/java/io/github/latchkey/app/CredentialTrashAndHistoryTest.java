package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.CredentialTrash.Trashed;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialTrashAndHistoryTest {

  private static final String SECRET = "a secret that is long enough for HS256";

  @TempDir Path folder;

  private Latchkey parts;
  private VaultSession session;
  private Credential jio;

  @BeforeEach
  void openAVaultWithOneCredential() throws Exception {
    parts = TestDesk.in(folder);
    TestDesk.vault(parts);
    session = TestDesk.open(parts);
    jio = TestCredentials.jioMeet(session, parts, "jio", SECRET);
  }

  @AfterEach
  void lock() {
    session.close();
  }

  private List<String> lines(MergeNotice notice) {
    return new MergeText(parts.wording()).lines(notice);
  }

  @Test
  void restoresUnderAnotherNameWhereItsOwnIsTaken() throws Exception {
    session.trash().move(jio);
    TestCredentials.jioMeet(session, parts, "jio", SECRET + " too");
    Trashed trashed = session.trash().list().getFirst();
    assertEquals(TestDesk.NOW, trashed.since());
    assertEquals("jio-2", session.trash().restore(trashed).credential().name());
    assertEquals(List.of(), session.trash().list());
    assertEquals(2, session.credentials().size());
  }

  @Test
  void undoesARemoval() throws Exception {
    Edited removed = session.trash().move(jio);
    session.editing().undo(removed.undo());
    assertEquals(List.of(jio), session.credentials());
  }

  @Test
  void bringsAnEarlierNameBackUnlessAnotherHasItByNow() throws Exception {
    Credential renamed = session.editing().rename(jio, "renamed").credential();
    TestCredentials.jioMeet(session, parts, "jio", SECRET + " too");
    EarlierValue earlier = session.history().of(renamed).getFirst();
    assertEquals(Optional.of("jio"), earlier.text());
    AppException taken =
        assertThrows(AppException.class, () -> session.history().bringBack(renamed, earlier));
    assertEquals(AppException.Kind.NAME_TAKEN, taken.kind());
  }

  @Test
  void tellsOfAMergeByNamesAndNeverASecret() throws Exception {
    try (VaultSession elsewhere = TestDesk.open(parts)) {
      TestCredentials.jioMeet(elsewhere, parts, "new one", SECRET + " too");
      elsewhere.trash().move(elsewhere.named("jio"));
    }
    assertEquals(
        List.of(
            "jio was moved to the trash elsewhere.", "new one was added elsewhere and came in."),
        lines(session.refresh()).stream().sorted().toList());
    try (VaultSession elsewhere = TestDesk.open(parts)) {
      elsewhere.trash().empty(elsewhere.trash().list());
    }
    assertEquals(
        List.of("jio was removed for good elsewhere, and is gone here too."),
        lines(session.refresh()));
    assertTrue(session.refresh().isEmpty());
  }

  /// Named after the mistake that others made.
  @Test
  void aFailedSaveDoesNotThrowTheEditAway() throws Exception {
    Path file = session.file();
    byte[] before = Files.readAllBytes(file);
    try (var password = TestDesk.password();
        var another = VaultSession.create(folder.resolve("another"), password, parts)) {
      Files.write(file, Files.readAllBytes(another.session().file()));
    }
    assertThrows(VaultException.class, () -> session.editing().rename(jio, "kept"));
    assertTrue(session.hasUnsavedChanges());
    Files.write(file, before);
    session.save();
    assertFalse(session.hasUnsavedChanges());
    try (VaultSession again = TestDesk.open(parts)) {
      assertEquals("kept", again.credentials().getFirst().name());
    }
  }

  @Test
  void goesOverToAVaultWhosePasswordWasChangedElsewhere() throws Exception {
    try (VaultSession elsewhere = TestDesk.open(parts);
        var password = TestDesk.password();
        var confirmed = elsewhere.access().confirmedByRecoveryKey().orElseThrow()) {
      TestCredentials.jioMeet(elsewhere, parts, "theirs", SECRET + " too");
      elsewhere.access().setPassword(confirmed, password, Optional.empty(), OtherWays.none());
    }
    VaultException rekeyed =
        assertThrows(VaultException.class, () -> session.editing().rename(jio, "mine"));
    assertEquals(VaultException.Kind.VAULT_REKEYED, rekeyed.kind());
    Path aside = (Path) rekeyed.facts().get("copy");
    assertTrue(parts.wording().error(rekeyed).what().contains(aside.toString()));
    try (RecoveryKey key = TestDesk.recoveryKey(parts)) {
      VaultMerging.Adopted adopted =
          session.merging().adopt(LockedVault.read(session.file()), new Unlocking.Recovery(key));
      try (VaultSession joined = adopted.session()) {
        assertEquals(List.of("theirs was added elsewhere and came in."), lines(adopted.notice()));
        assertEquals(
            List.of("mine", "theirs"),
            joined.credentials().stream().map(Credential::name).toList());
        assertFalse(joined.hasUnsavedChanges());
      }
    }
    assertFalse(Files.exists(aside));
    try (VaultSession again = TestDesk.open(parts)) {
      assertEquals(2, again.credentials().size());
      assertEquals(2, again.summary().epoch());
    }
  }

  @Test
  void isAsItWasWhereGoingOverFails() throws Exception {
    try (VaultSession elsewhere = TestDesk.open(parts);
        var password = TestDesk.password();
        var confirmed = elsewhere.access().confirmedByRecoveryKey().orElseThrow()) {
      TestCredentials.jioMeet(elsewhere, parts, "theirs", SECRET + " too");
      elsewhere.access().setPassword(confirmed, password, Optional.empty(), OtherWays.none());
    }
    assertThrows(VaultException.class, () -> session.editing().rename(jio, "mine"));
    try (var beside = Files.newDirectoryStream(session.file().getParent(), "*.lock")) {
      Path lock = beside.iterator().next();
      Files.delete(lock);
      Files.createDirectory(lock); // from here on nothing is saved
    }
    LockedVault locked = LockedVault.read(session.file());
    try (RecoveryKey key = TestDesk.recoveryKey(parts)) {
      assertThrows(
          VaultException.class, () -> session.merging().adopt(locked, new Unlocking.Recovery(key)));
    }
    assertEquals(List.of("mine"), session.credentials().stream().map(Credential::name).toList());
    assertTrue(session.hasUnsavedChanges());
  }
}
