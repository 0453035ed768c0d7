package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Unlocking;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A key that a newer version stored with a word that means nothing here is kept and not used: the
/// word may be what it is bound to.
class NewerKeyTest {

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
  void closeIt() {
    session.close();
  }

  private Credential stored(String member, String word) {
    return stored(member, new JsonString(word), Map.of());
  }

  private Credential stored(String member, Json word, Map<String, String> more) {
    Map<String, Json> words = new TreeMap<>();
    Map.of("kind", "secret", "encoding", "utf8")
        .forEach((name, text) -> words.put(name, new JsonString(text)));
    more.forEach((name, text) -> words.put(name, new JsonString(text)));
    words.put(member, word);
    JsonObject.Builder key = JsonObject.builder().put("container", "text").put("bits", 256);
    words.forEach(key::put);
    try (SecretBytes secret =
        SecretBytes.take("0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII))) {
      String id =
          session
              .vault()
              .add(
                  Map.of(
                      "name", new JsonString("newer"),
                      "platform", new JsonString("generic"),
                      "key", key.build()),
                  Map.of("secret", secret));
      return session.read(session.vault().entry(id).orElseThrow());
    }
  }

  private static void assertNewer(String word, AppException refused) {
    assertEquals(AppException.Kind.KEY_NEWER, refused.kind());
    assertEquals(word, refused.facts().get("word"));
  }

  @ParameterizedTest
  @CsvSource({"algorithm, ML-DSA-65", "encoding, base58", "kind, ml-dsa"})
  void isNeitherSignedNorCheckedWithNorExported(String member, String word) throws Exception {
    Credential newer = stored(member, word);
    assertEquals(Set.of(), newer.key().algorithms());
    assertNewer(word, assertThrows(AppException.class, () -> session.signingKey(newer)));
    assertNewer(word, assertThrows(AppException.class, () -> session.keys().verifying(newer)));
    var export = new KeyExport(session);
    try (var recovery = TestDesk.recoveryKey(parts);
        var confirmation = session.access().confirm(new Unlocking.Recovery(recovery))) {
      assertNewer(
          word,
          assertThrows(
              AppException.class,
              () ->
                  export.secretPart(
                      confirmation, newer, ExportForm.SECRET_TEXT, Optional.empty())));
    }
    assertTrue(
        session
            .health()
            .check()
            .contains(HealthFinding.about(HealthFinding.Id.NEWER_KEY, newer, Map.of())));
  }

  @Test
  void isNotUsedWhereSomethingElseThanAWordBindsIt() {
    var several = new JsonArray(List.of(new JsonString("HS256"), new JsonString("HS384")));
    Credential newer = stored("algorithm", several, Map.of());
    assertNewer(
        "[\"HS256\",\"HS384\"]", assertThrows(AppException.class, () -> session.signingKey(newer)));
  }

  @Test
  void isNotGivenToOthersWithoutItsBond() throws Exception {
    byte[] spki =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    Credential newer =
        stored(
            "algorithm",
            new JsonString("Ed25519ph"),
            Map.of("kind", "ed25519", "spki", Base64.getEncoder().encodeToString(spki)));
    var export = new KeyExport(session);
    for (ExportForm form : List.of(ExportForm.PUBLIC_JWK, ExportForm.JWKS)) {
      assertNewer(
          "Ed25519ph", assertThrows(AppException.class, () -> export.publicKey(newer, form)));
    }
    assertArrayEquals(spki, export.publicKey(newer, ExportForm.PUBLIC_DER));
  }

  @Test
  void isNotToBeReplacedWhereATokenIsInspected() throws Exception {
    stored("algorithm", "HS257");
    String token = "eyJhbGciOiJIUzI1NiJ9.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    InspectedToken inspected =
        parts
            .inspecting()
            .inspect(token, Optional.of(session), InspectOptions.usual())
            .tokens()
            .getFirst();
    String said =
        inspected.findings().stream()
            .map(finding -> parts.wording().finding(finding).whole())
            .collect(Collectors.joining("\n"));
    assertTrue(said.contains("Update Latchkey"), said);
    assertFalse(said.contains("Import it again"), said);
  }

  @ParameterizedTest
  @CsvSource({"algorithm, HS512", "encoding, hex", "kind, secret"})
  void isUsedWhereEveryWordIsKnown(String member, String word) throws Exception {
    session.signingKey(stored(member, word)).close();
  }
}
