package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.HealthFinding.Id;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.Confirmation;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.RecoverySlot;
import io.github.latchkey.vault.Rotation;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {

  private static final String LONG = "a secret that is long enough for HS256";

  @TempDir Path folder;

  private Latchkey parts;
  private VaultSession session;

  @BeforeEach
  void openAVault() throws Exception {
    parts = TestDesk.in(folder);
    TestDesk.vault(parts);
    session = TestDesk.open(parts);
  }

  @AfterEach
  void lock() {
    session.close();
  }

  private List<HealthFinding> findings() {
    return withBackup(Optional.of(TestDesk.NOW));
  }

  private Credential rotateBy(String name, LocalDate date) throws Exception {
    Credential credential = TestCredentials.jioMeet(session, parts, name, LONG + name);
    CredentialEdit edit = CredentialEdit.of(credential);
    return session
        .editing()
        .edit(
            credential,
            new CredentialEdit(
                name,
                edit.environment(),
                edit.fields(),
                edit.tags(),
                edit.note(),
                Optional.of(date)))
        .credential();
  }

  @Test
  void saysNothingOfAVaultInGoodHealth() throws Exception {
    TestCredentials.jioMeet(session, parts, "jio", LONG);
    TestCredentials.clanMeeting(session, parts, "clan", folder);
    assertEquals(List.of(), findings());
  }

  @Test
  void tellsOverdueFromSoonDueAndLater() throws Exception {
    LocalDate today = LocalDate.ofInstant(TestDesk.NOW, ZoneOffset.UTC);
    rotateBy("overdue", today.minusDays(1));
    rotateBy("due today", today);
    rotateBy("due", today.plusDays(30));
    rotateBy("later", today.plusDays(31));
    List<HealthFinding> findings = findings();
    assertEquals(
        List.of(Id.ROTATION_OVERDUE, Id.ROTATION_DUE, Id.ROTATION_DUE),
        findings.stream().map(HealthFinding::id).toList());
    assertEquals(List.of("overdue"), findings.getFirst().names());
    assertEquals(
        "overdue should have had a new key by 13 Nov 2023, 1 days ago.",
        parts.wording().health(findings.getFirst()).what());
  }

  @Test
  void findsTheSameSecretAndTheSameKeyPairTwice() throws Exception {
    TestCredentials.jioMeet(session, parts, "b", LONG);
    TestCredentials.jioMeet(session, parts, "a", LONG);
    TestCredentials.jioMeet(session, parts, "c", LONG + " and another");
    TestCredentials.clanMeeting(session, parts, "clan 1", folder);
    TestCredentials.clanMeeting(session, parts, "clan 2", folder);
    List<HealthFinding> findings = findings();
    assertEquals(
        List.of(Id.SAME_KEY, Id.SAME_KEY), findings.stream().map(HealthFinding::id).toList());
    assertEquals(
        List.of(List.of("clan 1", "clan 2"), List.of("a", "b")),
        findings.stream().map(HealthFinding::names).toList());
  }

  @Test
  void findsASecretThatIsShorterThanItsHash() throws Exception {
    TestCredentials.jioMeet(session, parts, "short", "only these");
    HealthFinding finding = findings().getFirst();
    assertEquals(Id.SHORT_SECRET, finding.id());
    assertEquals(
        "short: the secret has 80 bits, fewer than the 256 of the hash it is used with.",
        parts.wording().health(finding).what());
  }

  @Test
  void findsAKeyThatDoesNotBelongToThePublicKeyBesideIt() throws Exception {
    Credential one = TestCredentials.clanMeeting(session, parts, "clan", folder);
    VaultEntry entry = session.vault().entry(one.id()).orElseThrow();
    var key = (JsonObject) entry.fields().get("key");
    JsonObject foreign = TestCredentials.with(key, "spki", new JsonString("AAAA"));
    session.vault().change(one.id(), Map.of("key", foreign), Map.of());
    session.save();
    assertEquals(List.of(Id.MISMATCHED_PAIR), findings().stream().map(HealthFinding::id).toList());
  }

  @Test
  void findsAKeyThatIsTooShortAndOneThatIsGone() throws Exception {
    Credential weak = TestCredentials.clanMeeting(session, parts, "weak", folder);
    VaultEntry entry = session.vault().entry(weak.id()).orElseThrow();
    var key = (JsonObject) entry.fields().get("key");
    session
        .vault()
        .change(
            weak.id(),
            Map.of(
                "key",
                TestCredentials.with(key, "bits", io.github.latchkey.json.JsonNumber.of(1024))),
            Map.of());
    session.vault().add(Map.of("name", new JsonString("gone")), Map.of());
    session.save();
    List<HealthFinding> findings = findings();
    assertEquals(
        List.of(Id.UNUSABLE_KEY, Id.WEAK_KEY), findings.stream().map(HealthFinding::id).toList());
    assertEquals(List.of("gone"), findings.getFirst().names());
  }

  @Test
  void findsAKeyWhoseCertificateHasEnded() throws Exception {
    for (String end : List.of("2023-11-14T00:00:00Z", "2023-11-15T00:00:00Z")) {
      Credential certified = TestCredentials.clanMeeting(session, parts, "until " + end, folder);
      VaultEntry entry = session.vault().entry(certified.id()).orElseThrow();
      var key = (JsonObject) entry.fields().get("key");
      List<JsonMember> members = new ArrayList<>(key.members());
      members.add(new JsonMember("certificateEnd", new JsonString(end)));
      session.vault().change(certified.id(), Map.of("key", new JsonObject(members)), Map.of());
    }
    session.save();
    List<HealthFinding> findings = findings();
    assertEquals(List.of(Id.CERTIFICATE_EXPIRED, Id.SAME_KEY), ids(findings));
    assertEquals(List.of("until 2023-11-14T00:00:00Z"), findings.getFirst().names());
  }

  @Test
  void findsTwoCredentialsOfOneName() throws Exception {
    TestCredentials.jioMeet(session, parts, "one", LONG);
    session.vault().add(Map.of("name", new JsonString("one")), Map.of());
    session.save();
    assertTrue(findings().stream().anyMatch(finding -> finding.id() == Id.SAME_NAME));
  }

  @Test
  void asksForABackupWhenThereIsNoneOrItIsOld() {
    assertEquals(List.of(Id.NO_BACKUP), ids(withBackup(Optional.empty())));
    Instant now = TestDesk.NOW;
    assertEquals(List.of(), ids(withBackup(Optional.of(now.minus(Duration.ofDays(29))))));
    assertEquals(
        List.of(Id.OLD_BACKUP), ids(withBackup(Optional.of(now.minus(Duration.ofDays(30))))));
  }

  private List<HealthFinding> withBackup(Optional<Instant> newest) {
    return new Health(session, parts.clock(), ZoneOffset.UTC, () -> newest).check();
  }

  private static List<Id> ids(List<HealthFinding> findings) {
    return findings.stream().map(HealthFinding::id).toList();
  }

  @Test
  void knowsTheBackupThatWasMade() throws Exception {
    assertEquals(List.of(Id.NO_BACKUP), ids(session.health().check()));
    session.backups().make(folder.resolve("backup.latchkey"), false);
    assertEquals(List.of(), ids(session.health().check()));
  }

  @Test
  void tellsOfAVaultWithoutARecoveryKey() throws Exception {
    try (Passphrase password = TestDesk.password();
        Confirmation known = session.access().confirm(new Unlocking.Password(password))) {
      session.access().remove(known, recoverySlot(), OtherWays.none());
    }
    List<HealthFinding> findings = findings();
    assertEquals(List.of(Id.NO_RECOVERY_KEY), ids(findings));
    assertEquals(
        "This vault has no recovery key: who loses the password loses everything.",
        parts.wording().health(findings.getFirst()).what());
  }

  private String recoverySlot() {
    return session.summary().slots().stream()
        .filter(RecoverySlot.class::isInstance)
        .map(KeySlot::id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void countsTheCopiesThatAnEarlierPasswordOpensUntilTheyAreGone() throws Exception {
    try (Confirmation known = session.access().confirmedByRecoveryKey().orElseThrow();
        Passphrase fresh =
            Passphrase.take("a lantern under seven bridges".toCharArray()).orElseThrow()) {
      var kept = new OtherWays(Map.of(), Set.of(), Rotation.OldCopies.KEEP);
      session.access().setPassword(known, fresh, Optional.empty(), kept);
    }
    List<Path> copies = session.access().earlierCopies();
    List<HealthFinding> findings = findings();
    assertEquals(List.of(Id.EARLIER_PASSWORD), ids(findings));
    assertEquals(
        "Copies that an earlier password still opens: " + copies.size() + ".",
        parts.wording().health(findings.getFirst()).what());
    session.access().deleteEarlierCopies(copies);
    assertEquals(List.of(), findings());
  }

  @Test
  void tellsTheWorstFirstAndNeverASecret() throws Exception {
    rotateBy("due", LocalDate.ofInstant(TestDesk.NOW, ZoneOffset.UTC));
    TestCredentials.jioMeet(session, parts, "short", "only these");
    session.vault().add(Map.of("name", new JsonString("gone")), Map.of());
    session.save();
    List<HealthFinding> findings = findings();
    assertEquals(
        List.of(Id.UNUSABLE_KEY, Id.SHORT_SECRET, Id.ROTATION_DUE),
        findings.stream().map(HealthFinding::id).toList());
    var wording = new Wording(Locale.ENGLISH, ZoneId.of("UTC"));
    findings.forEach(
        finding -> {
          assertFalse(wording.health(finding).whole().contains("only these"));
          assertFalse(
              wording.health(finding).whole().contains("?"), wording.health(finding).whole());
        });
  }

  @Test
  void stopsWhenItIsInterrupted() throws Exception {
    TestCredentials.jioMeet(session, parts, "short", "only these");
    Thread.currentThread().interrupt();
    assertEquals(List.of(), findings());
    assertTrue(Thread.interrupted());
  }
}
