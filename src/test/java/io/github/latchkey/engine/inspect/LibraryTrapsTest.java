package io.github.latchkey.engine.inspect;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.auth0.jwt.algorithms.Algorithm;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.HmacKey;
import io.github.latchkey.engine.SigningKey;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.TestTokens;
import io.github.latchkey.engine.TokenSigner;
import io.github.latchkey.engine.TokenVerifier;
import io.github.latchkey.engine.VerifiedToken;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SecretBytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What java-jwt 4.6.2 lets through and this engine does not, one test for each thing that was
/// tried on the bare library. `TokenVerifierTest`, `RsaKeysTest`, `HmacKeyTest` and `TimeRulesTest`
/// have most of them in all their forms; what the libraries let through when they load keys is in
/// `KeyLibraryTrapsTest`.
class LibraryTrapsTest {

  private static final int ROWS = 26;
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  @Test
  void everyRowHasItsTest() {
    assertEquals(
        IntStream.rangeClosed(1, ROWS).boxed().toList(),
        Arrays.stream(LibraryTrapsTest.class.getDeclaredMethods())
            .filter(method -> method.getName().startsWith("row"))
            .map(method -> Integer.valueOf(method.getName().replaceFirst("row(\\d+).*", "$1")))
            .distinct()
            .sorted()
            .toList());
  }

  private static Optional<VerifiedToken> verified(String token) throws EngineException {
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      return TokenVerifier.verify(DecodedToken.of(token), key);
    }
  }

  private static Optional<JsonObject> claims(String payload) throws EngineException {
    return verified(TestTokens.withPayload(payload)).orElseThrow().claims();
  }

  private static List<Finding> times(String payload) {
    return TimeRules.judge(
        DecodedToken.of(TestTokens.withPayload(payload)), NOW, Duration.ofSeconds(0));
  }

  private static List<FindingId> timeIds(String payload) {
    return Findings.ids(times(payload));
  }

  @Test
  void row1TheJsonTextNullIsNoHeaderAndNoClaims() throws Exception {
    assertTrue(verified(TestTokens.hs256("null", "{}")).isEmpty());
    assertTrue(claims("null").isEmpty());
    assertDoesNotThrow(() -> TokenReader.read(TestTokens.hs256("null", "null")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"exp\":1,\"exp\":4102444800}",
        "{\"exp\":1,\"\\u0065xp\":4102444800}",
        "{\"a\":{\"b\":1,\"b\":2}}"
      })
  void row2ANameThatStandsTwiceGivesNoClaims(String payload) throws Exception {
    assertTrue(claims(payload).isEmpty());
    String header = "{\"alg\":\"none\",\"alg\":\"HS256\"}";
    assertTrue(verified(TestTokens.hs256(header, "{}")).isEmpty());
    JsonObject twice = TestTokens.object(payload);
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      assertThrows(
          EngineException.class, () -> TokenSigner.sign(TestTokens.object(HEADER), twice, key));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}junk", "{}{}", "{}\0", "{}//x", "{} 5"})
  void row3AnythingBehindTheObjectIsSeen(String json) throws Exception {
    assertTrue(claims(json).isEmpty());
    String header = HEADER + json.substring(2);
    assertTrue(verified(TestTokens.hs256(header, "{}")).isEmpty());
  }

  @Test
  void row4BytesThatAreNotUtf8AreNotReplaced() throws Exception {
    byte[] header = HEADER.getBytes(StandardCharsets.US_ASCII);
    for (byte[] odd :
        new byte[][] {{(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, 0}}) {
      byte[] payload = "{\"a\":\"????\"}".getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(odd, 0, payload, 6, odd.length);
      String token = TestTokens.hs256(header, payload);
      assertTrue(verified(token).orElseThrow().claims().isEmpty());
      assertTrue(Findings.ids(TokenReader.read(token).findings()).contains(FindingId.BAD_JSON));
    }
  }

  @Test
  void row5PaddingAndUnusedBitsAreASecondTextAndVerifyWithNoKey() throws Exception {
    String token = TestTokens.withPayload("{}");
    assertTrue(verified(token).isPresent());
    assertTrue(verified(token + "=").isEmpty());
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    for (int bits = 1; bits < 4; bits++) {
      char other = alphabet.charAt(last ^ bits);
      assertTrue(verified(token.substring(0, token.length() - 1) + other).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "\r\n", "\t"})
  void row6SpaceAtTheEndIsTakenOffAndSaid(String space) throws Exception {
    String token = TestTokens.withPayload("{}");
    assertTrue(verified(token + space).isEmpty());
    FoundToken found = TokenFinder.find(token + space).getFirst();
    assertEquals(token, found.text());
    assertTrue(verified(found.text()).isPresent());
  }

  @Test
  void row7WhatAPersonPastesAroundATokenIsTakenOffAndSaid() throws Exception {
    String token = TestTokens.withPayload("{\"iss\":\"somebody\",\"room\":\"demo\"}");
    int half = token.length() / 2;
    for (String pasted :
        List.of(
            "Bearer " + token,
            "\"" + token + "\"",
            "\uFEFF" + token,
            token.substring(0, half) + "\u200b" + token.substring(half),
            token.substring(0, half) + "\n" + token.substring(half),
            "https://x.example/?jwt=" + token.replace(".", "%2E"))) {
      FoundToken found = TokenFinder.find(pasted).getFirst();
      assertEquals(token, found.text(), pasted);
      assertFalse(found.cleaning().isEmpty(), pasted);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"crit\":[\"x\"]", "\"crit\":[]", "\"b64\":false", "\"zip\":\"DEF\""})
  void row8HeadersThatChangeWhatIsSignedAreRefused(String member) throws Exception {
    assertTrue(verified(TestTokens.hs256("{\"alg\":\"HS256\"," + member + "}", "{}")).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"jku\":\"https://x\"", "\"x5u\":\"https://x\"", "\"jwk\":{}", "\"cty\":\"JWT\""})
  void row8HeadersOfAnAttackerAreShownAndNotFollowed(String member) throws Exception {
    String token = TestTokens.hs256("{\"alg\":\"HS256\"," + member + "}", "{}");
    assertTrue(verified(token).isPresent(), "the key that verifies is ours");
    assertTrue(
        Findings.ids(TokenReader.read(token).findings()).stream()
            .anyMatch(
                List.of(FindingId.REMOTE_KEY, FindingId.EMBEDDED_KEY, FindingId.NESTED_TOKEN)
                    ::contains));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"none\"", "\"None\"", "\"nOnE\"", "\"\"", "\" HS256\"", "5", "[\"HS256\"]"})
  void row9NoOtherAlgorithmIsTaken(String alg) throws Exception {
    String token = TestTokens.hs256("{\"alg\":" + alg + "}", "{}");
    assertTrue(verified(token).isEmpty());
    assertTrue(verified(token.substring(0, token.lastIndexOf('.') + 1)).isEmpty());
  }

  @Test
  void row9NothingHereCanMakeTheAlgorithmNone() {
    ArchRuleDefinition.noClasses()
        .should()
        .callMethod(Algorithm.class, "none")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.latchkey"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9220000000000000", "31500000000000000", "253402300800", "-1"})
  void row10TimesThatNoDateHasAreNamed(String exp) {
    List<FindingId> ids = timeIds("{\"exp\":" + exp + "}");
    assertTrue(
        ids.contains(FindingId.TIME_OUT_OF_RANGE) || ids.contains(FindingId.TIME_IN_MILLISECONDS),
        ids.toString());
  }

  @Test
  void row10MillisecondsAreRecognised() {
    assertTrue(timeIds("{\"exp\":1700000000000}").contains(FindingId.TIME_IN_MILLISECONDS));
  }

  @Test
  void row11TimesThatAreNoWholeNumbersAreShownAsWritten() {
    Finding finding = Findings.only(times("{\"exp\":1700000300.50}"), FindingId.TIME_NOT_INTEGER);
    assertEquals("1700000300.50", finding.facts().get("text"));
    assertTrue(timeIds("{\"exp\":1e10}").contains(FindingId.TIME_NOT_INTEGER));
    assertTrue(timeIds("{\"exp\":0}").contains(FindingId.EXPIRED));
    assertTrue(timeIds("{\"exp\":null}").contains(FindingId.TIME_NOT_A_NUMBER));
    assertTrue(timeIds("{}").contains(FindingId.NO_EXPIRY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tomorrow\"",
        "true",
        "[]",
        "1e300",
        "100000000000000000",
        "9223372036854775808"
      })
  void row12OneOddTimeHidesNoOtherClaim(String exp) throws Exception {
    JsonObject claims = claims("{\"exp\":" + exp + ",\"iss\":\"acme\"}").orElseThrow();
    assertEquals("acme", claims.text("iss").orElseThrow());
    assertFalse(times("{\"exp\":" + exp + "}").isEmpty());
  }

  @Test
  void row13AMomentInTheFutureIsNamedAndVerifies() throws Exception {
    String payload = "{\"iat\":1700000002,\"exp\":1700000300}";
    assertTrue(claims(payload).isPresent());
    assertTrue(timeIds(payload).contains(FindingId.ISSUED_IN_FUTURE));
  }

  @Test
  void row14AnEndlessLeewayIsNoError() {
    DecodedToken token = DecodedToken.of(TestTokens.withPayload("{\"exp\":1,\"nbf\":2000000000}"));
    for (Duration leeway : List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(99_999))) {
      assertDoesNotThrow(() -> TimeRules.judge(token, NOW, leeway));
    }
  }

  @Test
  void row15AClaimOfTheWrongTypeIsNoText() throws Exception {
    JsonObject claims = claims("{\"iss\":5,\"sub\":true,\"jti\":{}}").orElseThrow();
    for (String name : List.of("iss", "sub", "jti")) {
      assertTrue(claims.text(name).isEmpty(), name);
    }
    assertEquals("{\"iss\":5,\"sub\":true,\"jti\":{}}", claims.compact());
  }

  @Test
  void row16AnAudienceStaysWhatItIs() throws Exception {
    for (String aud : List.of("5", "{}", "true", "[1,true]", "[[\"x\"]]")) {
      assertEquals(
          aud, claims("{\"aud\":" + aud + "}").orElseThrow().get("aud").orElseThrow().compact());
    }
  }

  @Test
  void row17DepthAndSizeAreLimitedBeforeTheWork() {
    String deep = "[".repeat(65) + "]".repeat(65);
    String token = TestTokens.withPayload("{\"a\":" + deep + "}");
    assertTrue(Findings.ids(TokenReader.read(token).findings()).contains(FindingId.OVERSIZED));
    String big = TestTokens.withPayload("{\"a\":\"" + "x".repeat(1 << 20) + "\"}");
    assertTrue(DecodedToken.of(big).payloadJson().isEmpty());
    assertTrue(Findings.ids(TokenReader.read(big).findings()).contains(FindingId.OVERSIZED));
  }

  @Test
  void row18NoMessageHoldsWhatATokenSays() throws Exception {
    String password = "hunter2";
    String token = TestTokens.withPayload("{\"password\":\"" + password + "\"");
    TokenReading reading = TokenReader.read(token);
    assertFalse(reading.findings().toString().contains(password));
    assertFalse(DecodedToken.of(token).toString().contains(password));
    JsonObject twice = TestTokens.object("{\"a\":\"" + password + "\",\"a\":1}");
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      var refused =
          assertThrows(
              EngineException.class, () -> TokenSigner.sign(TestTokens.object(HEADER), twice, key));
      assertFalse((refused + refused.facts().toString()).contains(password));
    }
  }

  @Test
  void row19NumbersKeepTheirDigitsAndCostNothing() throws Exception {
    String numbers =
        "{\"a\":1e1000000000,\"b\":123456789012345678901234567890,"
            + "\"c\":0.1234567890123456789,\"d\":4102444800.0}";
    assertEquals(numbers, claims(numbers).orElseThrow().compact());
  }

  @Test
  void row20HalfASurrogatePairIsNoSecret() {
    byte[] half = {'a', (byte) 0xed, (byte) 0xa0, (byte) 0x80};
    try (SecretBytes text = SecretBytes.copyOf(half)) {
      assertThrows(EngineException.class, () -> SecretEncoding.UTF8.decode(text).close());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
        "ssh-rsa AAAA",
        "ecdsa-sha2-nistp256 AAAA",
        "{\"kty\":\"RSA\"}"
      })
  void row21AKeysTextAndNothingAreNoSecrets(String secret) {
    assertThrows(EngineException.class, () -> TestKeys.hmac(secret));
  }

  @Test
  void row21AKeysDerIsNoSecret() {
    try (SecretBytes der = SecretBytes.take(TestKeys.derOf("rsa2048.spki.pem"))) {
      assertThrows(EngineException.class, () -> HmacKey.of(der));
    }
  }

  @Test
  void row22SmallRsaKeysSignNothing() {
    assertThrows(EngineException.class, () -> TestKeys.signing("rsa1024.pkcs8.pem"));
  }

  @Test
  void row23AMismatchedPairSignsNothing() throws Exception {
    byte[] pkcs8 = TestKeys.derOf("rsa2048.pkcs8.pem");
    byte[] foreign = TestKeys.verifying("other2048.spki.pem").modulus().toByteArray();
    byte[] own = TestKeys.verifying("rsa2048.spki.pem").modulus().toByteArray();
    int at = position(pkcs8, own);
    System.arraycopy(foreign, 0, pkcs8, at, own.length);
    try (SecretBytes secret = SecretBytes.take(pkcs8)) {
      assertThrows(EngineException.class, () -> SigningKey.ofPkcs8(secret));
    }
  }

  private static int position(byte[] content, byte[] part) {
    int at = 0;
    while (java.util.Arrays.mismatch(content, at, at + part.length, part, 0, part.length) >= 0) {
      at++;
    }
    return at;
  }

  @Test
  void row24ExactlyTheBytesThatAreShownAreSigned() throws Exception {
    String payload =
        "{\"z\":1.7000000005E9,\"aud\":[\"a\"],\"n\":123456789012345678901234567890,\"e\":\"é\"}";
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      String token =
          TokenSigner.sign(TestTokens.object(HEADER), TestTokens.object(payload), key).compact();
      assertEquals(TestTokens.hs256(HEADER, payload), token);
    }
  }

  @Test
  void row25AKeyWithAZeroPrimeIsRefusedBeforeItSigns() throws Exception {
    byte[] zero = TestKeys.derOf("rsa2048.pkcs8.pem");
    BigInteger prime =
        org.bouncycastle.asn1.pkcs.RSAPrivateKey.getInstance(TestKeys.derOf("rsa2048.pkcs1.pem"))
            .getPrime1();
    int at = position(zero, prime.toByteArray());
    java.util.Arrays.fill(zero, at, at + prime.toByteArray().length, (byte) 0);
    try (SecretBytes secret = SecretBytes.take(zero)) {
      assertThrows(EngineException.class, () -> SigningKey.ofPkcs8(secret));
    }
  }

  @Test
  void row26PsychicSignaturesAndKeyConfusionVerifyWithNoKey() throws Exception {
    var ec = io.github.latchkey.engine.VerifyingKey.ofSpki(TestKeys.derOf("ec.spki.pem"));
    String signed = TestTokens.base64("{\"alg\":\"ES256\"}") + ".e30.";
    for (byte[] signature :
        new byte[][] {new byte[64], Base64.getDecoder().decode("MAYCAQACAQA=")}) {
      String token = signed + TestTokens.base64(signature);
      assertTrue(TokenVerifier.verify(DecodedToken.of(token), ec).isEmpty());
    }
    for (String name : List.of("rsa2048.spki.pem", "ec.spki.pem")) {
      String forged = TestTokens.hmac(TestTokens.base64(HEADER) + ".e30", TestKeys.file(name));
      var key = io.github.latchkey.engine.VerifyingKey.ofSpki(TestKeys.derOf(name));
      assertTrue(TokenVerifier.verify(DecodedToken.of(forged), key).isEmpty());
      var candidate = new KeyCandidate("ours", key, true);
      SignatureResult result = SignatureCheck.check(DecodedToken.of(forged), List.of(candidate));
      assertEquals(SignatureStatus.MISMATCH, result.status());
      Finding confusion = Findings.only(result.findings(), FindingId.KEY_CONFUSION);
      assertEquals("spki-pem", confusion.facts().get("form"));
    }
  }
}
