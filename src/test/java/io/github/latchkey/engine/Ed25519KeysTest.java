package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ed25519 keys: the pair of RFC 8037 appendix A, and what is refused before the JDK sees it.
class Ed25519KeysTest {

  private static final JsonObject HEADER = JsonObject.builder().put("alg", "EdDSA").build();
  private static final AlgorithmIdentifier ED25519 =
      new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);

  /// The order of the base point (RFC 8032 section 5.1).
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static JsonObject jwk() throws Exception {
    return TestTokens.published("rfc8037-A.4")
        .object("key")
        .orElseThrow()
        .object("value")
        .orElseThrow();
  }

  private static byte[] seed() throws Exception {
    return Base64.getUrlDecoder().decode(jwk().text("d").orElseThrow());
  }

  private static byte[] pkcs8(byte[] seed) throws IOException {
    return new PrivateKeyInfo(ED25519, new DEROctetString(seed)).getEncoded("DER");
  }

  private static SigningKey signing(byte[] pkcs8) throws EngineException {
    try (SecretBytes secret = SecretBytes.copyOf(pkcs8)) {
      return SigningKey.ofPkcs8(secret);
    }
  }

  private static EngineException refused(byte[] pkcs8) {
    return assertThrows(EngineException.class, () -> signing(pkcs8));
  }

  private static EngineException refusedPoint(byte[] point) throws IOException {
    byte[] spki = new SubjectPublicKeyInfo(ED25519, point).getEncoded("DER");
    return assertThrows(EngineException.class, () -> VerifyingKey.ofSpki(spki));
  }

  @Test
  void computesThePublicHalfOfRfc8037() throws Exception {
    try (SigningKey key = signing(pkcs8(seed()))) {
      var verifying = assertInstanceOf(Ed25519VerifyingKey.class, key.verifyingKey());
      assertEquals(jwk().text("x").orElseThrow(), TestTokens.base64(verifying.point()));
      assertEquals(Set.of(JwsAlgorithm.EdDSA), key.algorithms());
      assertArrayEquals(verifying.spki(), VerifyingKey.ofSpki(verifying.spki()).spki());
    }
  }

  @Test
  void refusesAPairThatDoesNotMatch() throws Exception {
    byte[] own = Base64.getUrlDecoder().decode(jwk().text("x").orElseThrow());
    byte[] foreign = own.clone();
    foreign[0] ^= 1;
    var inside = new DEROctetString(seed());
    signing(new PrivateKeyInfo(ED25519, inside, null, own).getEncoded("DER")).close();
    EngineException refused =
        refused(new PrivateKeyInfo(ED25519, inside, null, foreign).getEncoded("DER"));
    assertEquals(Kind.INCONSISTENT_KEY, refused.kind());
    assertEquals("public-point", refused.facts().get("part"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 33, 64})
  void refusesASeedOfAnotherLength(int length) throws Exception {
    assertEquals("malformed", refused(pkcs8(new byte[length])).facts().get("reason"));
    assertEquals("public-point", refusedPoint(new byte[length]).facts().get("part"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0200000000000000000000000000000000000000000000000000000000000000"
      })
  void refusesPointsOfSmallOrderAndOffTheCurve(String point) throws Exception {
    assertEquals("public-point", refusedPoint(HexFormat.of().parseHex(point)).facts().get("part"));
  }

  @Test
  void refusesOtherAlgorithmsAndParameters() throws Exception {
    var inside = new DEROctetString(seed());
    ASN1Encodable parameters = DERNull.INSTANCE;
    var withNull = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519, parameters);
    assertEquals(
        "malformed",
        refused(new PrivateKeyInfo(withNull, inside).getEncoded("DER")).facts().get("reason"));
    var ed448 = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed448);
    assertEquals(
        "not-rsa",
        refused(new PrivateKeyInfo(ed448, inside).getEncoded("DER")).facts().get("reason"));
    byte[] rsa = TestKeys.derOf("rsa2048.spki.pem");
    var notEd = assertThrows(EngineException.class, () -> Ed25519VerifyingKey.of(rsa));
    assertEquals("not-ed25519", notEd.facts().get("reason"));
    try (SecretBytes ec = SecretBytes.take(TestKeys.derOf("ec.pkcs8.pem"))) {
      assertThrows(EngineException.class, () -> Ed25519SigningKey.of(ec));
    }
  }

  @Test
  void refusesTheSecondTextOfASignature() throws Exception {
    try (SigningKey key = signing(pkcs8(seed()));
        VerifyingKey verifying = key.verifyingKey()) {
      String token = TokenSigner.sign(HEADER, JsonObject.empty(), key).compact();
      String signed = token.substring(0, token.lastIndexOf('.'));
      byte[] signature = DecodedToken.of(token).signature().bytes().orElseThrow();
      BigInteger s = littleEndian(Arrays.copyOfRange(signature, 32, 64));
      byte[] second = signature.clone();
      byte[] added = s.add(ORDER).toByteArray();
      for (int i = 0; i < 32; i++) {
        second[32 + i] = i < added.length ? added[added.length - 1 - i] : 0;
      }
      String forged = signed + "." + TestTokens.base64(second);
      assertTrue(TokenVerifier.verify(DecodedToken.of(token), verifying).isPresent());
      assertTrue(TokenVerifier.verify(DecodedToken.of(forged), verifying).isEmpty());
      for (int length : new int[] {0, 1, 32, 63, 65, 128}) {
        String odd = signed + "." + TestTokens.base64(Arrays.copyOf(signature, length));
        assertTrue(TokenVerifier.verify(DecodedToken.of(odd), verifying).isEmpty());
      }
    }
  }

  private static BigInteger littleEndian(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, reversed);
  }

  @Test
  void givesArraysOfTheCallers() throws Exception {
    try (SigningKey key = signing(pkcs8(seed()))) {
      var verifying = assertInstanceOf(Ed25519VerifyingKey.class, key.verifyingKey());
      verifying.point()[0] ^= 1;
      assertEquals(jwk().text("x").orElseThrow(), TestTokens.base64(verifying.point()));
    }
  }

  @Test
  void aClosedKeySignsNothing() throws Exception {
    SigningKey key = signing(pkcs8(seed()));
    key.close();
    key.close();
    assertThrows(IllegalStateException.class, () -> TokenSigner.of(key, JwsAlgorithm.EdDSA));
  }
}
