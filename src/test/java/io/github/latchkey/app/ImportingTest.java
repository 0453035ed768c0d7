package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.ImportLook.Badge;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.engine.keys.KeyMaterial;
import io.github.latchkey.engine.keys.KeyWriter;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportingTest {

  @TempDir Path folder;

  private Latchkey parts;
  private Path privateKey;
  private Path publicKey;

  @BeforeEach
  void makeFiles() throws Exception {
    parts = TestDesk.in(folder);
    privateKey = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    publicKey = folder.resolve("public.pem");
    try (ImportLook look = look(OfferedKey.file(privateKey))) {
      var request = request("tmp", "clan-meeting", Map.of("consumerId", "acme"));
      TestDesk.vault(parts);
      try (VaultSession session = TestDesk.open(parts)) {
        Files.writeString(
            publicKey,
            parts
                .importing()
                .store(session, look, request)
                .credential()
                .key()
                .publicPem()
                .orElseThrow());
      }
    }
    Files.walk(parts.folders().data())
        .sorted(java.util.Comparator.reverseOrder())
        .forEach(file -> file.toFile().delete());
    TestDesk.vault(parts);
  }

  private ImportLook look(OfferedKey... offered) throws AppException {
    return parts.importing().look(List.of(offered), parts.wording());
  }

  private ImportRequest request(String name, String platform, Map<String, String> fields) {
    PlatformProfile profile = parts.platforms().find(platform).orElseThrow();
    return new ImportRequest(
        name,
        profile,
        fields,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static List<Badge> badges(ImportLook look) {
    return look.files().stream().map(ImportLook.SeenFile::badge).toList();
  }

  @Test
  void takesTwoFilesOfOnePairAsOneCredentialInAnyOrder() throws Exception {
    try (ImportLook look = look(OfferedKey.file(publicKey), OfferedKey.file(privateKey))) {
      assertEquals(List.of(Badge.PAIR, Badge.USABLE), badges(look));
      assertEquals(List.of(publicKey, privateKey), look.sources());
    }
  }

  /// Its file says what the pair is for, and the private one cannot (PEM has no place for it).
  @Test
  void bindsAPrivateKeyToWhatThePublicJwkBesideItSays() throws Exception {
    byte[] spki;
    try (ImportLook look = look(OfferedKey.file(publicKey))) {
      var half = (KeyMaterial.PublicKey) look.files().getFirst().reading().material().orElseThrow();
      spki = half.spki();
    }
    Optional<JwsAlgorithm> only = Optional.of(JwsAlgorithm.RS512);
    Path jwk = folder.resolve("public.jwk");
    Files.write(jwk, KeyWriter.publicJwk(spki, only).compactUtf8());
    try (VaultSession session = TestDesk.open(parts);
        ImportLook look = look(OfferedKey.file(jwk), OfferedKey.file(privateKey))) {
      assertEquals(List.of(Badge.PAIR, Badge.USABLE), badges(look));
      Credential stored =
          parts
              .importing()
              .store(session, look, request("bound", "generic", Map.of()))
              .credential();
      assertEquals(only, stored.key().description().algorithm());
    }
    Path other = folder.resolve("other.jwk");
    Files.write(other, KeyWriter.publicJwk(spki, Optional.of(JwsAlgorithm.PS512)).compactUtf8());
    try (ImportLook look =
        look(OfferedKey.file(jwk), OfferedKey.file(other), OfferedKey.file(privateKey))) {
      assertEquals(Badge.REFUSED, badges(look).getLast(), "two algorithms for one key");
      assertTrue(look.material().isEmpty());
    }
  }

  @Test
  void saysThatAPublicKeyAloneCannotSign() throws Exception {
    try (ImportLook look = look(OfferedKey.file(publicKey))) {
      assertEquals(List.of(Badge.PUBLIC), badges(look));
      assertTrue(look.files().getFirst().detail().contains("Signing needs the private one"));
      assertTrue(look.material().isEmpty());
    }
  }

  @Test
  void takesOneOfTwoKeysThatSignAndSaysSo() throws Exception {
    Path second =
        Files.writeString(
            folder.resolve("second.txt"), "another-secret-of-more-than-thirty-two-bytes");
    try (ImportLook look = look(OfferedKey.file(privateKey), OfferedKey.file(second))) {
      assertEquals(List.of(Badge.USABLE, Badge.REFUSED), badges(look));
    }
  }

  @Test
  void suggestsThePlatformByFileNameAndByKind() throws Exception {
    Path named = Files.copy(privateKey, folder.resolve("cm-api-key.pem"));
    try (ImportLook byName = look(OfferedKey.file(named));
        ImportLook unknown = look(OfferedKey.file(privateKey));
        SecretBytes pasted = SecretBytes.copyOf("a-secret".getBytes(StandardCharsets.UTF_8));
        ImportLook secret = look(OfferedKey.text("clipboard", pasted, ExpectedKey.ANYTHING))) {
      assertEquals("clan-meeting", byName.suggested().orElseThrow().id());
      assertTrue(unknown.suggested().isEmpty());
      assertEquals("jiomeet-one-step", secret.suggested().orElseThrow().id());
    }
  }

  private void giveAPasswordElsewhere() throws Exception {
    try (VaultSession elsewhere = TestDesk.open(parts);
        var password = TestDesk.password();
        var confirmed = elsewhere.access().confirmedByRecoveryKey().orElseThrow()) {
      elsewhere.access().setPassword(confirmed, password, Optional.empty(), OtherWays.none());
    }
  }

  @Test
  void aKeyThatCouldNotBeSavedUnderAnotherPasswordGoesOverToIt() throws Exception {
    try (VaultSession session = TestDesk.open(parts);
        ImportLook look = look(OfferedKey.file(privateKey))) {
      giveAPasswordElsewhere();
      var request = request("shown once", "clan-meeting", Map.of("consumerId", "a"));
      var failed =
          assertThrows(VaultException.class, () -> parts.importing().store(session, look, request));
      assertTrue(failed.isKeptAside());
      assertTrue(session.hasUnsavedChanges());
      try (RecoveryKey key = TestDesk.recoveryKey(parts)) {
        session
            .merging()
            .adopt(LockedVault.read(session.file()), new Unlocking.Recovery(key))
            .session()
            .close();
      }
      assertFalse(Files.exists((Path) failed.facts().get("copy")));
    }
    try (VaultSession again = TestDesk.open(parts)) {
      Credential kept = again.named("shown once");
      assertTrue(again.keys().has(kept));
    }
  }

  @Test
  void storesTestsAndFindsTheSameKeyUnderItsOtherName() throws Exception {
    try (VaultSession session = TestDesk.open(parts);
        ImportLook look = look(OfferedKey.file(privateKey))) {
      StoredImport first =
          parts
              .importing()
              .store(session, look, request("one", "clan-meeting", Map.of("consumerId", "a")));
      assertEquals("RS256", first.tested().name());
      assertTrue(first.sameKeyAs().isEmpty());
      StoredImport second =
          parts
              .importing()
              .store(session, look, request("two", "jiomeet-two-step", Map.of("app", "a")));
      assertEquals(Optional.of("one"), second.sameKeyAs());
    }
    try (VaultSession again = TestDesk.open(parts)) {
      assertEquals(
          List.of("one", "two"), again.credentials().stream().map(Credential::name).toList());
    }
  }

  @Test
  void refusesBeforeAnythingIsStored() throws Exception {
    try (VaultSession session = TestDesk.open(parts);
        ImportLook look = look(OfferedKey.file(privateKey))) {
      var importing = parts.importing();
      importing.store(session, look, request("taken", "clan-meeting", Map.of("consumerId", "a")));
      refused(
          AppException.Kind.NAME_TAKEN,
          () ->
              importing.store(
                  session, look, request("taken", "clan-meeting", Map.of("consumerId", "a"))));
      refused(
          AppException.Kind.NAME_UNUSABLE,
          () ->
              importing.store(
                  session, look, request("  ", "clan-meeting", Map.of("consumerId", "a"))));
      refused(
          AppException.Kind.NAME_UNUSABLE,
          () ->
              importing.store(
                  session, look, request("a\u001bb", "clan-meeting", Map.of("consumerId", "a"))));
      refused(
          AppException.Kind.FIELD_MISSING,
          () ->
              importing.store(
                  session, look, request("x", "clan-meeting", Map.of("consumerId", " "))));
      refused(
          AppException.Kind.FIELD_UNKNOWN,
          () ->
              importing.store(
                  session,
                  look,
                  request("x", "clan-meeting", Map.of("consumerId", "a", "app", "b"))));
      refused(
          AppException.Kind.FIELD_UNUSABLE,
          () ->
              importing.store(
                  session,
                  look,
                  request(
                      "x", "clan-meeting", Map.of("consumerId", "a", "domain", "https://evil/"))));
      refused(
          AppException.Kind.SECRET_WANTED,
          () ->
              importing.store(session, look, request("x", "jiomeet-one-step", Map.of("app", "a"))));
      assertEquals(1, session.credentials().size());
    }
  }

  private static void refused(
      AppException.Kind kind, org.junit.jupiter.api.function.Executable action) {
    assertEquals(kind, assertThrows(AppException.class, action).kind());
  }

  @Test
  void keepsTheKeyAtHandWhenTheVaultCannotBeSaved() throws Exception {
    Path vault = parts.folders().usualVault();
    try (VaultSession session = TestDesk.open(parts);
        ImportLook look = look(OfferedKey.file(privateKey))) {
      var request = request("one", "clan-meeting", Map.of("consumerId", "a"));
      byte[] before = Files.readAllBytes(vault);
      try (var password = TestDesk.password();
          var another = VaultSession.create(folder.resolve("another"), password, parts)) {
        Files.write(vault, Files.readAllBytes(another.session().file()));
      }
      assertThrows(FaultException.class, () -> parts.importing().store(session, look, request));
      assertEquals(List.of(), session.credentials());
      Files.write(vault, before);
      assertEquals("one", parts.importing().store(session, look, request).credential().name());
    }
  }

  @Test
  void readsASecretAsThePersonOrThePlatformSays() throws Exception {
    Path secret = Files.writeString(folder.resolve("hex.txt"), "deadbeefdeadbeefdeadbeefdeadbeef");
    try (VaultSession session = TestDesk.open(parts);
        ImportLook look = look(OfferedKey.file(secret))) {
      PlatformProfile generic = parts.platforms().generic();
      var text =
          new ImportRequest(
              "text",
              generic,
              Map.of(),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      var hex =
          new ImportRequest(
              "hex",
              generic,
              Map.of(),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(SecretEncoding.HEX));
      assertEquals(
          32 * 8,
          parts.importing().store(session, look, text).credential().key().description().bits());
      assertEquals(
          16 * 8,
          parts.importing().store(session, look, hex).credential().key().description().bits());
    }
  }

  @Test
  void deletesOnlyWhatItIsTold() throws Exception {
    parts.importing().deleteSources(List.of(privateKey, folder.resolve("gone already")));
    assertFalse(Files.exists(privateKey));
    assertTrue(Files.exists(publicKey));
  }

  @Test
  void deletesTheFileThatALinkLeadsTo() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.pem"), privateKey);
    parts.importing().deleteSources(List.of(link));
    assertFalse(Files.exists(link, java.nio.file.LinkOption.NOFOLLOW_LINKS));
    assertFalse(Files.exists(privateKey));
  }

  @Test
  void keepsTwoCredentialsApartThatTwoProgramsCallTheSame() throws Exception {
    try (VaultSession one = TestDesk.open(parts);
        VaultSession two = TestDesk.open(parts);
        ImportLook look = look(OfferedKey.file(privateKey))) {
      var request = request("same", "clan-meeting", Map.of("consumerId", "a"));
      assertEquals("same", parts.importing().store(one, look, request).credential().name());
      StoredImport second = parts.importing().store(two, look, request);
      assertEquals("same-2", second.credential().name());
      assertTrue(second.saved().merged() || second.saved().generation() > 2);
    }
    try (VaultSession again = TestDesk.open(parts)) {
      assertEquals(
          List.of("same", "same-2"), again.credentials().stream().map(Credential::name).toList());
    }
  }
}
