package io.github.latchkey.engine;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SecretBytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An inconsistent key must never reach the JDK: one use of it breaks the good key of the same
/// modulus for the rest of the process.
class RsaKeysTest {

  private static final JsonObject HEADER = JsonObject.builder().put("alg", "RS256").build();

  /// The eight numbers, to spoil one at a time.
  private enum Part {
    MODULUS,
    EXPONENT,
    PRIVATE_EXPONENT,
    PRIME_1,
    PRIME_2,
    EXPONENT_1,
    EXPONENT_2,
    COEFFICIENT
  }

  private static BigInteger[] sound() {
    RSAPrivateKey key = TestKeys.numbers();
    return new BigInteger[] {
      key.getModulus(),
      key.getPublicExponent(),
      key.getPrivateExponent(),
      key.getPrime1(),
      key.getPrime2(),
      key.getExponent1(),
      key.getExponent2(),
      key.getCoefficient()
    };
  }

  private static RsaSigningKey signing(BigInteger... n) throws Exception {
    var key = new RSAPrivateKey(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
    try (SecretBytes pkcs8 = SecretBytes.take(TestKeys.pkcs8(key))) {
      return RsaSigningKey.of(pkcs8);
    }
  }

  private static EngineException refused(BigInteger... numbers) {
    return assertThrows(EngineException.class, () -> signing(numbers));
  }

  @Test
  void takesASoundKey() throws Exception {
    try (RsaSigningKey key = signing(sound())) {
      assertEquals(2048, key.verifyingKey().bits());
      assertArrayEquals(TestKeys.derOf("rsa2048.spki.pem"), key.verifyingKey().spki());
    }
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void refusesEachNumberThatIsOffByTwo(Part part) {
    BigInteger[] numbers = sound();
    numbers[part.ordinal()] = numbers[part.ordinal()].add(TWO);
    assertEquals(Kind.INCONSISTENT_KEY, refused(numbers).kind());
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void refusesEachNumberWithOneBitFlipped(Part part) {
    for (int bit : new int[] {1, 7, 100}) {
      BigInteger[] numbers = sound();
      numbers[part.ordinal()] = numbers[part.ordinal()].flipBit(bit);
      assertEquals(Kind.INCONSISTENT_KEY, refused(numbers).kind());
    }
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void refusesZeroAndNegativeNumbers(Part part) {
    BigInteger[] zero = sound();
    zero[part.ordinal()] = ZERO;
    assertEquals(Kind.INCONSISTENT_KEY, refused(zero).kind());
    BigInteger[] negative = sound();
    negative[part.ordinal()] = negative[part.ordinal()].negate();
    assertEquals(Kind.INCONSISTENT_KEY, refused(negative).kind());
  }

  @Test
  void refusesSwappedPrimes() {
    BigInteger[] n = sound();
    assertEquals(
        Kind.INCONSISTENT_KEY, refused(n[0], n[1], n[2], n[4], n[3], n[5], n[6], n[7]).kind());
  }

  @Test
  void refusesTheKeyThatDoesNothing() {
    BigInteger[] n = sound();
    assertEquals(Kind.INCONSISTENT_KEY, refused(n[0], ONE, ONE, n[3], n[4], ONE, ONE, n[7]).kind());
  }

  @Test
  void refusesPrimesThatAreTheModulusAndOne() {
    BigInteger[] n = sound();
    assertEquals(
        Kind.INCONSISTENT_KEY, refused(n[0], n[1], n[2], n[0], ONE, n[5], n[6], n[7]).kind());
  }

  @Test
  void refusesANumberOfAMillionBitsQuickly() {
    BigInteger[] n = sound();
    BigInteger huge = ONE.shiftLeft(1_000_000).add(ONE);
    assertEquals(
        "too-large", refused(huge, n[1], n[2], n[3], n[4], n[5], n[6], n[7]).facts().get("reason"));
    assertEquals(
        Kind.INCONSISTENT_KEY, refused(n[0], n[1], huge, n[3], n[4], n[5], n[6], n[7]).kind());
    assertEquals(
        Kind.INCONSISTENT_KEY, refused(n[0], n[1], n[2], huge, n[4], n[5], n[6], n[7]).kind());
  }

  @Test
  void takesTheOtherPrivateExponentOfTheSameKey() throws Exception {
    BigInteger[] n = sound();
    BigInteger p1 = n[3].subtract(ONE);
    BigInteger q1 = n[4].subtract(ONE);
    BigInteger lcm = p1.multiply(q1).divide(p1.gcd(q1));
    n[2] = n[1].modInverse(lcm);
    signing(n).close();
  }

  @Test
  void anAlteredCopyDoesNotBreakTheGoodKey() throws Exception {
    BigInteger[] altered = sound();
    altered[1] = altered[1].add(TWO);
    refused(altered);
    try (RsaSigningKey good = signing(sound())) {
      assertTrue(TokenSigner.sign(HEADER, JsonObject.empty(), good).compact().length() > 342);
    }
  }

  @Test
  void refusesToSignWith1024BitsAndChecksOldTokensWithThem() throws Exception {
    var refused = assertThrows(EngineException.class, () -> TestKeys.signing("rsa1024.pkcs8.pem"));
    assertEquals(Kind.WEAK_KEY, refused.kind());
    assertEquals("size", refused.facts().get("reason"));
    assertEquals(1024, refused.facts().get("bits"));
    assertEquals(2048, refused.facts().get("least"));
    assertEquals(1024, TestKeys.verifying("rsa1024.spki.pem").bits());
  }

  @ParameterizedTest
  @CsvSource({"pss.pkcs8.pem, pss-only", "ec.pkcs8.pem, not-rsa", "ed25519.pkcs8.pem, not-rsa"})
  void refusesOtherPrivateKeysByTheirAlgorithm(String file, String reason) {
    var refused = assertThrows(EngineException.class, () -> TestKeys.signing(file));
    assertEquals(Kind.UNUSABLE_KEY, refused.kind());
    assertEquals(reason, refused.facts().get("reason"));
  }

  @ParameterizedTest
  @CsvSource({
    "pss.spki.pem, pss-only",
    "ec.spki.pem, not-rsa",
    "rsa2048.public.pkcs1.pem, malformed",
    "rsa2048.pkcs8.pem, malformed",
    "certificate.pem, malformed"
  })
  void refusesOtherPublicKeys(String file, String reason) {
    var refused = assertThrows(EngineException.class, () -> TestKeys.verifying(file));
    assertEquals(Kind.UNUSABLE_KEY, refused.kind());
    assertEquals(reason, refused.facts().get("reason"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa2048.pkcs1.pem", "rsa2048.spki.pem", "encrypted.pkcs8.pem"})
  void refusesWhatIsNotPkcs8(String file) {
    var refused = assertThrows(EngineException.class, () -> TestKeys.signing(file));
    assertEquals("malformed", refused.facts().get("reason"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 50, 600, 1216})
  void refusesAKeyThatIsCutOff(int length) {
    byte[] cut = Arrays.copyOf(TestKeys.derOf("rsa2048.pkcs8.pem"), length);
    try (SecretBytes pkcs8 = SecretBytes.take(cut)) {
      var refused = assertThrows(EngineException.class, () -> RsaSigningKey.of(pkcs8));
      assertEquals(Kind.UNUSABLE_KEY, refused.kind());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-3, 0, 1, 2, 4, 65536})
  void refusesPublicExponentsThatNoKeyHas(long exponent) throws Exception {
    byte[] spki = TestKeys.spki(sound()[0], BigInteger.valueOf(exponent));
    var refused = assertThrows(EngineException.class, () -> RsaVerifyingKey.of(spki));
    assertEquals(Kind.INCONSISTENT_KEY, refused.kind());
    assertEquals("exponent", refused.facts().get("part"));
  }

  @Test
  void refusesAPublicExponentAsLongAsTheModulus() throws Exception {
    BigInteger modulus = sound()[0];
    byte[] spki = TestKeys.spki(modulus, modulus.subtract(TWO));
    assertThrows(EngineException.class, () -> RsaVerifyingKey.of(spki));
  }

  @Test
  void takesTheExponentThree() throws Exception {
    byte[] spki = TestKeys.spki(sound()[0], BigInteger.valueOf(3));
    assertEquals(BigInteger.valueOf(3), RsaVerifyingKey.of(spki).exponent());
  }

  @Test
  void refusesModuliThatAreEvenTooSmallOrTooLarge() throws Exception {
    BigInteger e = BigInteger.valueOf(65537);
    byte[] even = TestKeys.spki(sound()[0].subtract(ONE), e);
    assertEquals(
        Kind.INCONSISTENT_KEY,
        assertThrows(EngineException.class, () -> RsaVerifyingKey.of(even)).kind());
    byte[] small = TestKeys.spki(ONE.shiftLeft(510).add(ONE), e);
    assertEquals(
        Kind.WEAK_KEY, assertThrows(EngineException.class, () -> RsaVerifyingKey.of(small)).kind());
    byte[] large = TestKeys.spki(ONE.shiftLeft(16384).add(ONE), e);
    assertEquals(
        "too-large",
        assertThrows(EngineException.class, () -> RsaVerifyingKey.of(large)).facts().get("reason"));
  }

  @Test
  void recognisesTheModuliOfInfineonsLibrary() throws Exception {
    BigInteger product = productOfSmallPrimes();
    var random = new Random(1);
    for (int i = 0; i < 20; i++) {
      BigInteger residue = BigInteger.valueOf(65537).modPow(new BigInteger(64, random), product);
      BigInteger modulus =
          residue.add(product.multiply(new BigInteger(1700, random).setBit(1800).clearBit(0)));
      assertTrue(RocaFingerprint.matches(modulus.testBit(0) ? modulus : modulus.add(product)));
    }
    assertFalse(RocaFingerprint.matches(sound()[0]));
    for (int i = 0; i < 200; i++) {
      assertFalse(RocaFingerprint.matches(new BigInteger(2048, random).setBit(0)));
    }
  }

  @Test
  void refusesToSignWithAKeyOfInfineonsLibrary() throws Exception {
    var random = new Random(2);
    BigInteger e = BigInteger.valueOf(65537);
    BigInteger p = infineonPrime(random, e);
    BigInteger q = infineonPrime(random, e);
    BigInteger d = e.modInverse(p.subtract(ONE).multiply(q.subtract(ONE)));
    EngineException refused =
        refused(
            p.multiply(q),
            e,
            d,
            p,
            q,
            d.mod(p.subtract(ONE)),
            d.mod(q.subtract(ONE)),
            q.modInverse(p));
    assertEquals(Kind.WEAK_KEY, refused.kind());
    assertEquals("roca", refused.facts().get("reason"));
  }

  /// A prime as that library made them: a power of 65537 modulo the product of the small primes.
  private static BigInteger infineonPrime(Random random, BigInteger generator) {
    BigInteger product = productOfSmallPrimes();
    BigInteger candidate = ONE;
    while (!candidate.isProbablePrime(40) || candidate.subtract(ONE).mod(generator).signum() == 0) {
      BigInteger residue = generator.modPow(new BigInteger(64, random), product);
      BigInteger factor = new BigInteger(1030 - product.bitLength(), random);
      candidate = factor.setBit(1029 - product.bitLength()).multiply(product).add(residue);
    }
    return candidate;
  }

  private static BigInteger productOfSmallPrimes() {
    BigInteger product = ONE;
    for (int prime = 2; prime <= 167; prime++) {
      BigInteger candidate = BigInteger.valueOf(prime);
      product = candidate.isProbablePrime(50) ? product.multiply(candidate) : product;
    }
    return product;
  }

  @Test
  void aClosedKeySignsNothing() throws Exception {
    RsaSigningKey key = signing(sound());
    key.close();
    key.close();
    assertThrows(
        IllegalStateException.class, () -> TokenSigner.sign(HEADER, JsonObject.empty(), key));
  }

  @Test
  void leavesTheCallersBytesAlone() throws Exception {
    SecretBytes pkcs8 = SecretBytes.take(TestKeys.derOf("rsa2048.pkcs8.pem"));
    try (SecretBytes before = pkcs8.copy();
        RsaSigningKey key = RsaSigningKey.of(pkcs8)) {
      assertTrue(before.sameAs(pkcs8));
      pkcs8.close();
      TokenSigner.sign(HEADER, JsonObject.empty(), key);
    }
  }
}
