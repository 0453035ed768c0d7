package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.SigningKey;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.keys.KeyMaterial.PrivateKey;
import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is written is read again as the same key.
class KeyWriterTest {

  private static final List<NewKey> QUICK =
      List.of(NewKey.RSA_2048, NewKey.EC_P256, NewKey.EC_P384, NewKey.EC_P521, NewKey.ED25519);

  /// One pair of each kind; making them again for every test would be most of its time.
  private static final Map<NewKey, PrivateKey> PAIRS =
      QUICK.stream()
          .collect(
              java.util.stream.Collectors.toMap(
                  kind -> kind, NewKey::generate, (a, b) -> a, java.util.LinkedHashMap::new));

  private static KeyReading read(SecretBytes written, Optional<SecretBytes> passphrase) {
    KeyRequest request = KeyRequest.of(ExpectedKey.PRIVATE_KEY);
    return written.lend(
        bytes -> KeyReader.read(bytes, passphrase.map(request::withPassphrase).orElse(request)));
  }

  private static void assertSame(PrivateKey key, SecretBytes written, String container) {
    assertSame(key, written, container, Optional.empty());
  }

  private static void assertSame(
      PrivateKey key, SecretBytes written, String container, Optional<SecretBytes> passphrase) {
    try (written;
        KeyReading reading = read(written, passphrase)) {
      assertEquals(KeyVerdict.USABLE, reading.verdict(), () -> reading.problem().toString());
      assertEquals(List.of(), reading.oddities());
      assertEquals(container, reading.description().orElseThrow().container());
      PrivateKey again = (PrivateKey) reading.material().orElseThrow();
      assertArrayEquals(key.spki(), again.spki());
      assertTrue(key.pkcs8().sameAs(again.pkcs8()));
    }
  }

  @Test
  void writesWhatItReadsBack() {
    PAIRS.forEach(
        (kind, key) -> {
          assertSame(key, key.pkcs8().copy(), "PKCS#8 DER");
          assertSame(key, KeyWriter.pkcs8Pem(key.pkcs8()), "PKCS#8 PEM");
          assertSame(key, KeyWriter.privateJwk(key.pkcs8()), "JWK");
        });
  }

  /// Salt of the derivation and IV of the cipher (RFC 8018 sections A.2 and B.2).
  private static List<String> drawn(SecretBytes sealed) {
    return sealed.lend(
        der -> {
          var scheme = EncryptedPrivateKeyInfo.getInstance(der).getEncryptionAlgorithm();
          var parameters = PBES2Parameters.getInstance(scheme.getParameters());
          var derivation =
              ASN1Sequence.getInstance(parameters.getKeyDerivationFunc().getParameters());
          return Stream.of(
                  derivation.getObjectAt(0), parameters.getEncryptionScheme().getParameters())
              .map(drawn -> ASN1OctetString.getInstance(drawn).getOctets())
              .map(HexFormat.of()::formatHex)
              .toList();
        });
  }

  @ParameterizedTest
  @EnumSource
  void drawsSaltAndIvAnewForEveryFile(KeySealing sealing) {
    SecretBytes pkcs8 = PAIRS.get(NewKey.ED25519).pkcs8();
    try (SecretBytes passphrase = TestKeys.secret("corréct horse");
        SecretBytes one = KeyWriter.encryptedPkcs8(pkcs8, passphrase, sealing);
        SecretBytes two = KeyWriter.encryptedPkcs8(pkcs8, passphrase, sealing)) {
      List<String> first = drawn(one);
      List<String> second = drawn(two);
      assertEquals(List.of(32, 32), first.stream().map(String::length).toList());
      assertNotEquals(first.get(0), second.get(0));
      assertNotEquals(first.get(1), second.get(1));
    }
  }

  @Test
  void writesWhatAPassphraseOpens() {
    try (SecretBytes passphrase = TestKeys.secret("corréct horse")) {
      Optional<SecretBytes> given = Optional.of(passphrase);
      PrivateKey key = PAIRS.get(NewKey.ED25519);
      for (KeySealing sealing : KeySealing.values()) {
        assertSame(
            key,
            KeyWriter.encryptedPkcs8Pem(key.pkcs8(), passphrase, sealing),
            "encrypted PKCS#8 PEM",
            given);
        assertSame(
            key,
            KeyWriter.encryptedPkcs8(key.pkcs8(), passphrase, sealing),
            "encrypted PKCS#8 DER",
            given);
      }
      assertSame(key, KeyWriter.pkcs12(key.pkcs8(), passphrase, "clan-prod"), "PKCS#12", given);
    }
  }

  @Test
  void writesPkcs1OfAnRsaKeyAlone() throws EngineException {
    PrivateKey key = PAIRS.get(NewKey.RSA_2048);
    assertSame(key, KeyWriter.pkcs1Pem(key.pkcs8()), "PKCS#1 PEM");
    assertSame(key, KeyWriter.pkcs1(key.pkcs8()), "PKCS#1 DER");
    SecretBytes other = PAIRS.get(NewKey.EC_P256).pkcs8();
    var refused = assertThrows(EngineException.class, () -> KeyWriter.pkcs1Pem(other));
    assertEquals("not-rsa", refused.facts().get("reason"));
  }

  @Test
  void writesPublicKeys() {
    PAIRS.forEach(
        (kind, key) -> {
          byte[] jwk = KeyWriter.publicJwk(key.spki()).compactUtf8();
          byte[] set = KeyWriter.publicJwks(List.of(key.spki())).compactUtf8();
          byte[] pem = KeyWriter.spkiPem(key.spki()).getBytes(StandardCharsets.US_ASCII);
          Map<String, byte[]> forms = Map.of("JWK", jwk, "JWKS", set, "SPKI PEM", pem);
          forms.forEach(
              (container, written) -> {
                try (KeyReading reading = KeyReader.read(written, KeyRequest.anything())) {
                  KeyDescription known = reading.description().orElseThrow();
                  assertEquals(KeyVerdict.PUBLIC, reading.verdict());
                  assertEquals(container, known.container());
                  var read = (KeyMaterial.PublicKey) reading.material().orElseThrow();
                  assertArrayEquals(key.spki(), read.spki());
                  assertEquals(known.thumbprint(), KeyWriter.publicJwk(key.spki()).text("kid"));
                }
              });
        });
  }

  @Test
  void writesAPublicJwkWithoutAnythingPrivate() {
    PAIRS.forEach(
        (kind, key) -> {
          for (String member : List.of("d", "p", "q", "dp", "dq", "qi")) {
            assertFalse(KeyWriter.publicJwk(key.spki()).has(member));
          }
        });
  }

  @Test
  void writesASecretAsAJwk() {
    byte[] secret = {0, 1, (byte) 0xff};
    try (SecretBytes bytes = SecretBytes.copyOf(secret);
        SecretBytes jwk = KeyWriter.secretJwk(bytes)) {
      assertEquals(
          "{\"kty\":\"oct\",\"k\":\"AAH_\"}",
          jwk.lend(text -> new String(text, StandardCharsets.US_ASCII)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RSA_2048", "EC_P256", "EC_P384", "EC_P521", "ED25519"})
  void makesPairsThatSign(NewKey kind) throws EngineException {
    assertEquals(Optional.of(kind), NewKey.named(kind.id()));
    try (SigningKey key = SigningKey.ofPkcs8(PAIRS.get(kind).pkcs8())) {
      assertFalse(key.algorithms().isEmpty());
    }
  }

  @Test
  void makesADifferentKeyEachTime() {
    try (PrivateKey one = NewKey.ED25519.generate();
        SecretBytes secret = NewKey.secret(32);
        SecretBytes other = NewKey.secret(32);
        SecretBytes text = NewKey.secretText(32, SecretEncoding.UTF8)) {
      assertFalse(one.pkcs8().sameAs(PAIRS.get(NewKey.ED25519).pkcs8()));
      assertEquals(32, secret.length());
      assertFalse(secret.sameAs(other));
      assertEquals(43, text.length());
    }
  }

  @ParameterizedTest
  @EnumSource
  void makesSecretsInTheEncodingThatAPlatformTakes(SecretEncoding encoding) throws Exception {
    try (SecretBytes text = NewKey.secretText(32, encoding);
        SecretBytes decoded = encoding.decode(text)) {
      assertEquals(encoding == SecretEncoding.UTF8 ? 43 : 32, decoded.length());
    }
  }
}
