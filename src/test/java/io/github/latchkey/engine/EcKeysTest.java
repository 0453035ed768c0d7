package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys on the three curves: what is read, and what is refused before the JDK sees it.
class EcKeysTest {

  private static final BigInteger SCALAR = new BigInteger("1234567890123456789012345678901234567");

  private static X9ECParameters numbers(EcCurve curve) {
    return ECNamedCurveTable.getByName(curve.joseName());
  }

  private static ASN1Encodable name(String curve) {
    return ECNamedCurveTable.getOID(curve);
  }

  private static byte[] spki(ASN1Encodable parameters, byte[] point) throws IOException {
    var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, parameters);
    return new SubjectPublicKeyInfo(algorithm, point).getEncoded("DER");
  }

  private static byte[] pkcs8(ASN1Encodable parameters, ECPrivateKey inside) throws IOException {
    var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, parameters);
    return new PrivateKeyInfo(algorithm, inside).getEncoded("DER");
  }

  private static SigningKey signing(byte[] pkcs8) throws EngineException {
    try (SecretBytes secret = SecretBytes.copyOf(pkcs8)) {
      return SigningKey.ofPkcs8(secret);
    }
  }

  private static EngineException refused(byte[] pkcs8) {
    return assertThrows(EngineException.class, () -> signing(pkcs8));
  }

  private static EngineException refusedPublic(byte[] spki) {
    return assertThrows(EngineException.class, () -> VerifyingKey.ofSpki(spki));
  }

  @ParameterizedTest
  @EnumSource
  void computesThePublicHalfThatTheJdkComputes(EcCurve curve) throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(numbers(curve) == null ? "" : jdkName(curve)));
    KeyPair pair = generator.generateKeyPair();
    try (SigningKey key = signing(pair.getPrivate().getEncoded())) {
      var verifying = assertInstanceOf(EcVerifyingKey.class, key.verifyingKey());
      assertArrayEquals(pair.getPublic().getEncoded(), verifying.spki());
      assertEquals(curve, verifying.curve());
      assertEquals(Set.of(curve.algorithm()), key.algorithms());
      assertEquals(Set.of(curve.algorithm()), verifying.algorithms());
    }
  }

  private static String jdkName(EcCurve curve) {
    return "secp" + curve.bits() + "r1";
  }

  @ParameterizedTest
  @CsvSource({"P_256, P-256, 256", "P_384, P-384, 384", "P_521, P-521, 521"})
  void knowsEachCurveByItsNameAndSize(EcCurve curve, String name, int bits) {
    assertEquals(name, curve.joseName());
    assertEquals(bits, curve.bits());
  }

  @Test
  void givesTheCoordinatesOfAJwk() throws Exception {
    JsonObject jwk =
        TestTokens.published("rfc7515-A.4")
            .object("key")
            .orElseThrow()
            .object("value")
            .orElseThrow();
    try (SigningKey key = signing(TestKeys.pkcs8(jwk))) {
      var verifying = assertInstanceOf(EcVerifyingKey.class, key.verifyingKey());
      assertEquals(jwk.text("x").orElseThrow(), TestTokens.base64(verifying.x()));
      assertEquals(jwk.text("y").orElseThrow(), TestTokens.base64(verifying.y()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesNumbersOutsideOfTheCurvesOrder(EcCurve curve) throws Exception {
    BigInteger order = numbers(curve).getN();
    for (BigInteger scalar : new BigInteger[] {BigInteger.ZERO, order, order.add(BigInteger.ONE)}) {
      EngineException refused = refused(TestKeys.ecPkcs8(curve.joseName(), scalar));
      assertEquals(Kind.INCONSISTENT_KEY, refused.kind());
      assertEquals("private-scalar", refused.facts().get("part"));
    }
    signing(TestKeys.ecPkcs8(curve.joseName(), order.subtract(BigInteger.ONE))).close();
    signing(TestKeys.ecPkcs8(curve.joseName(), BigInteger.ONE)).close();
  }

  @Test
  void refusesAPairThatDoesNotMatch() throws Exception {
    X9ECParameters p256 = numbers(EcCurve.P_256);
    byte[] own = p256.getG().multiply(SCALAR).getEncoded(false);
    byte[] foreign = p256.getG().multiply(SCALAR.add(BigInteger.ONE)).getEncoded(false);
    signing(pkcs8(name("P-256"), new ECPrivateKey(256, SCALAR, new DERBitString(own), null)))
        .close();
    byte[] swapped =
        pkcs8(name("P-256"), new ECPrivateKey(256, SCALAR, new DERBitString(foreign), null));
    assertEquals("public-point", refused(swapped).facts().get("part"));
    var outside =
        new PrivateKeyInfo(
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, name("P-256")),
            new ECPrivateKey(256, SCALAR),
            null,
            foreign);
    assertEquals("public-point", refused(outside.getEncoded("DER")).facts().get("part"));
  }

  @Test
  void refusesAKeyThatNamesTwoCurves() throws Exception {
    var inside = new ECPrivateKey(256, SCALAR, name("P-384"));
    assertEquals("unsupported-curve", refused(pkcs8(name("P-256"), inside)).facts().get("reason"));
    signing(pkcs8(name("P-256"), new ECPrivateKey(256, SCALAR, name("P-256")))).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256k1", "P-224", "P-192", "brainpoolP256r1", "B-283"})
  void refusesOtherCurves(String curve) throws Exception {
    byte[] point = ECNamedCurveTable.getByName(curve).getG().getEncoded(false);
    assertEquals(
        "unsupported-curve", refusedPublic(spki(name(curve), point)).facts().get("reason"));
    assertEquals(
        "unsupported-curve", refused(TestKeys.ecPkcs8(curve, SCALAR)).facts().get("reason"));
  }

  @Test
  void refusesACurveThatIsWrittenOut() throws Exception {
    X9ECParameters p256 = numbers(EcCurve.P_256);
    var explicit = new X962Parameters(p256);
    byte[] point = p256.getG().getEncoded(false);
    assertEquals("unsupported-curve", refusedPublic(spki(explicit, point)).facts().get("reason"));
    byte[] none = spki(DERNull.INSTANCE, point);
    assertEquals("unsupported-curve", refusedPublic(none).facts().get("reason"));
    byte[] missing =
        new SubjectPublicKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey), point)
            .getEncoded("DER");
    assertEquals("unsupported-curve", refusedPublic(missing).facts().get("reason"));
  }

  @Test
  void refusesPointsThatAreNotOnTheCurve() throws Exception {
    byte[] point = numbers(EcCurve.P_256).getG().getEncoded(false);
    point[64] ^= 1;
    assertEquals("public-point", refusedPublic(spki(name("P-256"), point)).facts().get("part"));
    for (byte[] no : new byte[][] {{}, {0}, {4}, {2, 1}, new byte[65], Arrays.copyOf(point, 64)}) {
      assertEquals("public-point", refusedPublic(spki(name("P-256"), no)).facts().get("part"));
    }
  }

  @Test
  void takesACompressedPointForTheSameKey() throws Exception {
    var point = numbers(EcCurve.P_384).getG().multiply(SCALAR);
    byte[] compressed = spki(name("P-384"), point.getEncoded(true));
    byte[] plain = spki(name("P-384"), point.getEncoded(false));
    assertFalse(Arrays.equals(compressed, plain));
    assertArrayEquals(plain, VerifyingKey.ofSpki(compressed).spki());
  }

  @Test
  void refusesWhatIsNoEcKeyInside() throws Exception {
    EngineException refused = refused(pkcs8(name("P-256"), ECPrivateKey.getInstance(version(2))));
    assertEquals("malformed", refused.facts().get("reason"));
    byte[] cut = Arrays.copyOf(TestKeys.derOf("ec.pkcs8.pem"), 60);
    assertEquals("malformed", refused(cut).facts().get("reason"));
    try (SecretBytes rsa = SecretBytes.take(TestKeys.derOf("rsa2048.pkcs8.pem"))) {
      var notEc = assertThrows(EngineException.class, () -> EcSigningKey.of(rsa));
      assertEquals("not-ec", notEc.facts().get("reason"));
    }
    byte[] spki = TestKeys.derOf("rsa2048.spki.pem");
    var notEc = assertThrows(EngineException.class, () -> EcVerifyingKey.of(spki));
    assertEquals("not-ec", notEc.facts().get("reason"));
  }

  private static org.bouncycastle.asn1.ASN1Sequence version(int number) {
    return new org.bouncycastle.asn1.DERSequence(
        new ASN1Encodable[] {
          new org.bouncycastle.asn1.ASN1Integer(number),
          new org.bouncycastle.asn1.DEROctetString(new byte[] {1, 2, 3})
        });
  }

  @ParameterizedTest
  @EnumSource
  void signsInTheFormOfJoseAndAtItsLengthAlways(EcCurve curve) throws Exception {
    JsonObject header = JsonObject.builder().put("alg", curve.algorithm().name()).build();
    int bytes = 2 * ((curve.bits() + 7) / 8);
    try (SigningKey key = signing(TestKeys.ecPkcs8(curve.joseName(), SCALAR));
        VerifyingKey verifying = key.verifyingKey()) {
      for (int i = 0; i < 40; i++) {
        SignedToken token = TokenSigner.sign(header, JsonObject.empty(), key);
        DecodedToken decoded = DecodedToken.of(token.compact());
        assertEquals(bytes, decoded.signature().bytes().orElseThrow().length);
        assertTrue(TokenVerifier.verify(decoded, verifying).isPresent());
      }
    }
  }

  @Test
  void aKeyOfOneCurveSignsForNoOther() throws Exception {
    try (SigningKey key = signing(TestKeys.ecPkcs8("P-256", SCALAR))) {
      for (JwsAlgorithm other : JwsAlgorithm.values()) {
        if (other != JwsAlgorithm.ES256) {
          var refused = assertThrows(EngineException.class, () -> TokenSigner.of(key, other));
          assertEquals(Kind.ALGORITHM_MISMATCH, refused.kind());
        }
      }
    }
  }

  @Test
  void refusesNumbersOfASignatureThatAreNoneOfTheCurve() throws Exception {
    String signed = TestTokens.base64("{\"alg\":\"ES256\"}") + "." + TestTokens.base64("{}");
    BigInteger order = numbers(EcCurve.P_256).getN();
    BigInteger[] bad = {
      BigInteger.ZERO,
      order,
      order.add(BigInteger.ONE),
      BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE)
    };
    try (SigningKey key = signing(TestKeys.ecPkcs8("P-256", SCALAR));
        VerifyingKey verifying = key.verifyingKey()) {
      JsonObject header = JsonObject.builder().put("alg", "ES256").build();
      SignedToken good = TokenSigner.sign(header, JsonObject.empty(), key);
      byte[] signature = DecodedToken.of(good.compact()).signature().bytes().orElseThrow();
      for (BigInteger number : bad) {
        for (int half = 0; half < 3; half++) {
          byte[] forged = signature.clone();
          byte[] padded = padded(number);
          if (half != 1) {
            System.arraycopy(padded, 0, forged, 0, 32);
          }
          if (half != 0) {
            System.arraycopy(padded, 0, forged, 32, 32);
          }
          String token =
              signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
          assertTrue(TokenVerifier.verify(DecodedToken.of(token), verifying).isEmpty(), token);
        }
      }
      BigInteger r = new BigInteger(1, Arrays.copyOf(signature, 32));
      if (r.add(order).bitLength() <= 256) {
        byte[] forged = signature.clone();
        System.arraycopy(padded(r.add(order)), 0, forged, 0, 32);
        assertTrue(
            TokenVerifier.verify(
                    DecodedToken.of(signed + "." + TestTokens.base64(forged)), verifying)
                .isEmpty());
      }
    }
  }

  private static byte[] padded(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] padded = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
    return padded;
  }

  @Test
  void refusesASignatureInTheFormOfX509() throws Exception {
    String signed = TestTokens.base64("{\"alg\":\"ES256\"}") + "." + TestTokens.base64("{}");
    try (SigningKey key = signing(TestKeys.derOf("ec.pkcs8.pem"));
        VerifyingKey verifying = key.verifyingKey()) {
      var jdk = java.security.Signature.getInstance("SHA256withECDSA");
      jdk.initSign(
          java.security.KeyFactory.getInstance("EC")
              .generatePrivate(
                  new java.security.spec.PKCS8EncodedKeySpec(TestKeys.derOf("ec.pkcs8.pem"))));
      jdk.update(signed.getBytes());
      byte[] der = jdk.sign();
      for (byte[] forged :
          new byte[][] {der, {0x30, 6, 2, 1, 0, 2, 1, 0}, new byte[64], new byte[96]}) {
        String token = signed + "." + TestTokens.base64(forged);
        assertTrue(TokenVerifier.verify(DecodedToken.of(token), verifying).isEmpty(), token);
      }
    }
  }

  @Test
  void aClosedKeySignsNothing() throws Exception {
    SigningKey key = signing(TestKeys.derOf("ec.pkcs8.pem"));
    key.close();
    key.close();
    assertThrows(IllegalStateException.class, () -> TokenSigner.of(key, JwsAlgorithm.ES256));
  }
}
