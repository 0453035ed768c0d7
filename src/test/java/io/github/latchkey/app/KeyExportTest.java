package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.ExportForm.Part;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.engine.keys.KeyMaterial;
import io.github.latchkey.engine.keys.KeyReader;
import io.github.latchkey.engine.keys.KeyReading;
import io.github.latchkey.engine.keys.KeyRequest;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Confirmation;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.Unlocking;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is exported reads in again as the same key, and nothing private leaves without proof.
class KeyExportTest {

  private static final byte[] BYTES = "0123456789abcdef0123456789ABCDE?".getBytes();

  @TempDir Path folder;

  private Latchkey parts;
  private VaultSession session;
  private KeyExport export;
  private Confirmation confirmation;
  private SecretBytes passphrase;

  @BeforeEach
  void openAVault() throws Exception {
    parts = TestDesk.in(folder);
    TestDesk.vault(parts);
    session = TestDesk.open(parts);
    export = new KeyExport(session);
    confirmation = confirmed(session);
    passphrase = SecretBytes.take("a passphrase".getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void closeIt() {
    passphrase.close();
    confirmation.close();
    session.close();
  }

  private Confirmation confirmed(VaultSession vault) throws Exception {
    try (RecoveryKey key = TestDesk.recoveryKey(parts)) {
      return vault.access().confirm(new Unlocking.Recovery(key));
    }
  }

  private Credential stored(OfferedKey offered, Optional<SecretEncoding> encoding)
      throws Exception {
    return stored("exported", offered, encoding);
  }

  private Credential stored(String name, OfferedKey offered, Optional<SecretEncoding> encoding)
      throws Exception {
    try (ImportLook look = parts.importing().look(List.of(offered), parts.wording())) {
      var request =
          new ImportRequest(
              name,
              parts.platforms().get("generic"),
              Map.of(),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              encoding);
      return parts.importing().store(session, look, request).credential();
    }
  }

  private Credential storedKey(String name) throws Exception {
    return stored(OfferedKey.file(TestDesk.resource("/keys/" + name, folder)), Optional.empty());
  }

  private Credential storedSecret(String text, SecretEncoding encoding) throws Exception {
    try (SecretBytes typed = SecretBytes.take(text.getBytes(StandardCharsets.UTF_8))) {
      return stored(
          OfferedKey.text("typed", typed, ExpectedKey.SECRET).encodedAs(Optional.of(encoding)),
          Optional.of(encoding));
    }
  }

  @Test
  void thePublicKeyIsThatOfTheKeyOfNow() throws Exception {
    Credential before = storedKey("rsa2048.pkcs8.pem");
    Path other = TestDesk.resource("/keys/other2048.pkcs8.pem", folder);
    byte[] now;
    try (ImportLook look =
        parts.importing().look(List.of(OfferedKey.file(other)), parts.wording())) {
      var replaced = parts.importing().replaceKey(session, look, before, Optional.empty());
      now = replaced.edited().credential().key().publicKey().orElseThrow();
    }
    assertArrayEquals(now, export.publicKey(before, ExportForm.PUBLIC_DER));
  }

  private SecretBytes secretPart(Credential credential, ExportForm form) throws Exception {
    return export.secretPart(
        confirmation,
        credential,
        form,
        form.isEncrypted() ? Optional.of(passphrase) : Optional.empty());
  }

  private KeyReading read(SecretBytes written, ExportForm form) {
    KeyRequest request = KeyRequest.anything();
    return written.lend(
        bytes ->
            KeyReader.read(
                bytes, form.isEncrypted() ? request.withPassphrase(passphrase) : request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa2048.pkcs8.pem", "ec.pkcs8.pem", "ed25519.pkcs8.pem"})
  void everyFormOfAPairReadsInAgainAsTheSameKey(String file) throws Exception {
    Credential credential = storedKey(file);
    String fingerprint = credential.key().description().fingerprint().orElseThrow();
    for (ExportForm form : ExportForm.of(credential.key())) {
      boolean isPublic = form.part() == Part.PUBLIC;
      try (SecretBytes written =
              isPublic
                  ? SecretBytes.take(export.publicKey(credential, form))
                  : secretPart(credential, form);
          KeyReading reading = read(written, form)) {
        assertEquals(
            Optional.of(fingerprint),
            reading.description().flatMap(known -> known.fingerprint()),
            form + " " + reading.problem());
        KeyMaterial material = reading.material().orElseThrow();
        assertEquals(isPublic, material instanceof KeyMaterial.PublicKey, form.toString());
        assertEquals(List.of(), reading.oddities(), form.toString());
      }
    }
  }

  @Test
  void offersPkcs1OfRsaAlone() throws Exception {
    List<ExportForm> others = ExportForm.of(storedKey("ed25519.pkcs8.pem").key());
    Set<ExportForm> missing =
        Arrays.stream(ExportForm.values())
            .filter(form -> form.part() != Part.SECRET && !others.contains(form))
            .collect(Collectors.toSet());
    assertEquals(Set.of(ExportForm.PKCS1_PEM, ExportForm.PKCS1_DER), missing);
  }

  @ParameterizedTest
  @EnumSource(SecretEncoding.class)
  void everyFormOfASecretStandsForTheSameBytes(SecretEncoding encoding) throws Exception {
    String text =
        switch (encoding) {
          case UTF8 -> "0123456789abcdef0123456789ABCDE?";
          case HEX -> "303132333435363738396162636465663031323334353637383941424344453f";
          case BASE64, BASE64URL -> "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlBQkNERT8";
        };
    Credential credential = storedSecret(text, encoding);
    Map<ExportForm, SecretEncoding> written =
        Map.of(
            ExportForm.SECRET_TEXT, encoding,
            ExportForm.SECRET_BYTES, SecretEncoding.UTF8,
            ExportForm.SECRET_BASE64, SecretEncoding.BASE64,
            ExportForm.SECRET_BASE64URL, SecretEncoding.BASE64URL,
            ExportForm.SECRET_HEX, SecretEncoding.HEX);
    for (var form : written.entrySet()) {
      try (SecretBytes exported = secretPart(credential, form.getKey());
          SecretBytes bytes = form.getValue().decode(exported)) {
        assertArrayEquals(BYTES, bytes.lend(byte[]::clone), form.toString());
      }
    }
    try (SecretBytes jwk = secretPart(credential, ExportForm.SECRET_JWK);
        KeyReading reading = read(jwk, ExportForm.SECRET_JWK)) {
      var again = (KeyMaterial.SecretText) reading.material().orElseThrow();
      try (SecretBytes bytes = again.encoding().decode(again.text())) {
        assertArrayEquals(BYTES, bytes.lend(byte[]::clone));
      }
    }
    assertEquals(written.size() + 1, ExportForm.of(credential.key()).size());
  }

  /// RFC 7517 section 4.4; no other form can say it.
  @ParameterizedTest
  @CsvSource({"rsa2048.pkcs8.pem, PS256", "ec.pkcs8.pem, ES256", "ed25519.pkcs8.pem, EdDSA"})
  void everyJwkOfAKeyForOneAlgorithmSaysSo(String file, JwsAlgorithm only) throws Exception {
    try (SecretBytes jwk = secretPart(storedKey(file), ExportForm.PRIVATE_JWK)) {
      Credential credential = stored("restricted", restricted(jwk, only), Optional.empty());
      assertKeeps(only, SecretBytes.take(export.publicKey(credential, ExportForm.PUBLIC_JWK)));
      assertKeeps(only, SecretBytes.take(export.publicKey(credential, ExportForm.JWKS)));
      assertKeeps(only, secretPart(credential, ExportForm.PRIVATE_JWK));
    }
  }

  @Test
  void theJwkOfASecretForOneAlgorithmSaysSo() throws Exception {
    Credential any = storedSecret("0123456789abcdef0123456789ABCDE?", SecretEncoding.UTF8);
    try (SecretBytes jwk = secretPart(any, ExportForm.SECRET_JWK)) {
      assertKeeps(
          JwsAlgorithm.HS256,
          secretPart(
              stored("restricted", restricted(jwk, JwsAlgorithm.HS256), Optional.empty()),
              ExportForm.SECRET_JWK));
    }
  }

  private OfferedKey restricted(SecretBytes jwk, JwsAlgorithm only) throws Exception {
    String text = jwk.lend(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    String alg = "{\"alg\":\"" + only + "\",";
    return OfferedKey.file(
        Files.writeString(folder.resolve(only + ".json"), alg + text.substring(1)));
  }

  private static void assertKeeps(JwsAlgorithm only, SecretBytes exported) {
    try (exported;
        KeyReading again = exported.lend(bytes -> KeyReader.read(bytes, KeyRequest.anything()))) {
      assertEquals(Optional.of(only), again.description().orElseThrow().algorithm());
    }
  }

  @Test
  void keepsBytesThatAreNoText() throws Exception {
    Credential credential =
        storedSecret(
            "00ff80fe0123456789abcdef0123456789abcdef0123456789abcdef01234567", SecretEncoding.HEX);
    try (SecretBytes raw = secretPart(credential, ExportForm.SECRET_BYTES)) {
      assertEquals(32, raw.length());
      assertEquals(0xff, raw.lend(bytes -> bytes[1] & 0xff).intValue());
    }
  }

  @Test
  void takesAProofOfThisVaultAsItIsNow() throws Exception {
    Credential credential = storedKey("rsa2048.pkcs8.pem");
    Path other = folder.resolve("other.latchkey");
    try (var password = TestDesk.password();
        var made = VaultSession.create(other, password, parts);
        Confirmation foreign =
            made.session().access().confirm(new Unlocking.Recovery(made.recoveryKey()))) {
      var refused =
          assertThrows(
              AppException.class,
              () ->
                  export.secretPart(foreign, credential, ExportForm.PRIVATE_PEM, Optional.empty()));
      assertEquals(AppException.Kind.CONFIRMATION_STALE, refused.kind());
    }
    try (RecoveryKey fresh = RecoveryKey.random()) {
      session.access().replaceRecoveryKey(confirmation, fresh, endingThePassword());
    }
    var stale =
        assertThrows(
            AppException.class, () -> secretPart(credential, ExportForm.PRIVATE_PEM).close());
    assertEquals(AppException.Kind.CONFIRMATION_STALE, stale.kind());
  }

  private OtherWays endingThePassword() {
    return new OtherWays(
        Map.of(),
        session.access().toReenter(confirmation, Set.of()).stream()
            .map(slot -> slot.id())
            .collect(Collectors.toSet()),
        OtherWays.none().copies());
  }

  @Test
  void encryptsWithNoEmptyPassphraseAndMixesNoParts() throws Exception {
    Credential credential = storedKey("ed25519.pkcs8.pem");
    try (SecretBytes empty = SecretBytes.take(new byte[0])) {
      for (Optional<SecretBytes> given :
          List.of(Optional.of(empty), Optional.<SecretBytes>empty())) {
        var refused =
            assertThrows(
                AppException.class,
                () -> export.secretPart(confirmation, credential, ExportForm.PKCS12, given));
        assertEquals(AppException.Kind.PASSPHRASE_EMPTY, refused.kind());
      }
    }
    for (ExportForm form :
        List.of(ExportForm.PKCS1_PEM, ExportForm.PUBLIC_PEM, ExportForm.SECRET_HEX)) {
      var refused = assertThrows(AppException.class, () -> secretPart(credential, form).close());
      assertEquals(AppException.Kind.FORM_UNFIT, refused.kind());
    }
    for (ExportForm form : List.of(ExportForm.PRIVATE_PEM, ExportForm.SECRET_TEXT)) {
      assertThrows(AppException.class, () -> export.publicKey(credential, form));
    }
    assertTrue(credential.key().publicKey().isPresent());
  }
}
