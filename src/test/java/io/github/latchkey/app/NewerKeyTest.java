package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Unlocking;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
    Map<String, String> words = new TreeMap<>(Map.of("kind", "secret", "encoding", "utf8"));
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
            .contains(HealthFinding.about(HealthFinding.Id.UNUSABLE_KEY, newer, Map.of())));
  }

  @ParameterizedTest
  @CsvSource({"algorithm, HS512", "encoding, hex", "kind, secret"})
  void isUsedWhereEveryWordIsKnown(String member, String word) throws Exception {
    session.signingKey(stored(member, word)).close();
  }
}
