package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the libraries let through and the verifier must not. Every token here has a correct HMAC,
/// so that only the rule under test can refuse it.
class TokenVerifierTest {

  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private HmacKey key;

  @BeforeEach
  void takeTheKey() throws EngineException {
    key = TestKeys.hmac(TestTokens.SECRET);
  }

  @AfterEach
  void closeTheKey() {
    key.close();
  }

  private boolean verifies(String compact) {
    return TokenVerifier.verify(DecodedToken.of(compact), key).isPresent();
  }

  @Test
  void verifiesAPlainToken() {
    DecodedToken token = DecodedToken.of(TestTokens.hs256(HEADER, "{\"a\":1}"));
    VerifiedToken verified = TokenVerifier.verify(token, key).orElseThrow();
    assertEquals(JwsAlgorithm.HS256, verified.algorithm());
    assertEquals(token, verified.token());
    assertEquals("{\"a\":1}", verified.claims().orElseThrow().compact());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"None\"}",
        "{\"alg\":\"nOnE\"}",
        "{\"alg\":\"\"}",
        "{\"alg\":\" HS256\"}",
        "{\"alg\":\"hs256\"}",
        "{\"alg\":1}",
        "{\"alg\":[\"HS256\"]}",
        "{\"alg\":null}",
        "{\"alg\":\"HS512\"}",
        "{\"alg\":\"RS256\"}",
        "{}"
      })
  void refusesEveryAlgorithmThatTheKeyIsNotBoundTo(String header) {
    assertFalse(verifies(TestTokens.hs256(header, "{}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}",
        "{\"alg\":\"HS256\",\"crit\":[]}",
        "{\"alg\":\"HS256\",\"crit\":null}",
        "{\"alg\":\"HS256\",\"b64\":false}",
        "{\"alg\":\"HS256\",\"b64\":true}",
        "{\"alg\":\"HS256\",\"zip\":\"DEF\"}"
      })
  void refusesHeadersThatChangeWhatIsSigned(String header) {
    assertFalse(verifies(TestTokens.hs256(header, "{}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"alg\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"\\u0061lg\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"RSA\",\"kty\":\"oct\"}}",
        "{\"alg\":\"HS256\"}junk",
        "{\"alg\":\"HS256\"}{}",
        "{\"alg\":\"HS256\"}//x",
        "null",
        "[\"HS256\"]",
        "\"HS256\"",
        ""
      })
  void refusesAHeaderThatTwoParsersReadDifferently(String header) {
    assertFalse(verifies(TestTokens.hs256(header, "{}")));
  }

  @Test
  void refusesAHeaderThatIsNotUtf8() {
    byte[] header = "{\"alg\":\"HS256\",\"x\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
    header[header.length - 3] = (byte) 0xff;
    assertFalse(verifies(TestTokens.hs256(header, "{}".getBytes(StandardCharsets.US_ASCII))));
  }

  @Test
  void givesNoClaimsWhereANameStandsTwice() {
    String twice = TestTokens.withPayload("{\"exp\":1,\"\\u0065xp\":4102444800}");
    VerifiedToken verified = TokenVerifier.verify(DecodedToken.of(twice), key).orElseThrow();
    assertTrue(verified.claims().isEmpty());
    String nested = TestTokens.withPayload("{\"a\":[{\"b\":1,\"b\":2}]}");
    assertTrue(TokenVerifier.verify(DecodedToken.of(nested), key).orElseThrow().claims().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{\"a\":1}junk", "{\"a\":1}{\"a\":2}", "prose", "[1]", "5"})
  void givesNoClaimsWhereThePayloadIsNoObject(String payload) {
    String token = TestTokens.withPayload(payload);
    assertTrue(TokenVerifier.verify(DecodedToken.of(token), key).orElseThrow().claims().isEmpty());
  }

  @Test
  void refusesPaddingInAnyPart() {
    String header = Base64.getUrlEncoder().encodeToString("{\"alg\":\"HS256\"}   ".getBytes());
    assertTrue(TestTokens.base64("{\"a\":12}").length() % 4 != 0);
    String payload = Base64.getUrlEncoder().encodeToString("{\"a\":12}".getBytes());
    assertTrue(payload.endsWith("="));
    assertFalse(verifies(TestTokens.hs256Texts(TestTokens.base64(HEADER), payload)));
    assertFalse(verifies(TestTokens.withPayload("{}") + "="));
    assertTrue(verifies(TestTokens.hs256Texts(header.replace("=", ""), "e30")));
  }

  @Test
  void refusesASecondTextForTheSameSignature() {
    String token = TestTokens.withPayload("{}");
    char last = token.charAt(token.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char sibling = alphabet.charAt(alphabet.indexOf(last) ^ 1);
    String other = token.substring(0, token.length() - 1) + sibling;
    byte[] bytes = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    byte[] same = Base64.getUrlDecoder().decode(other.substring(other.lastIndexOf('.') + 1));
    assertEquals(TestTokens.base64(bytes), TestTokens.base64(same), "the libraries see no change");
    assertTrue(verifies(token));
    assertFalse(verifies(other));
  }

  @Test
  void refusesUnusedBitsInThePayload() {
    assertTrue(verifies(TestTokens.hs256Texts(TestTokens.base64(HEADER), "e30")));
    assertFalse(verifies(TestTokens.hs256Texts(TestTokens.base64(HEADER), "e31")));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", "\r\n", "\t", "\0", ".", ".x", "\u200b"})
  void refusesAnythingBehindTheSignature(String tail) {
    assertFalse(verifies(TestTokens.withPayload("{}") + tail));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "...", "a.b.c", "a.b", "\ud800.\udc00.x", "e30.e30.", "😀"})
  void answersNoToWhatIsNoToken(String text) {
    assertFalse(verifies(text));
  }

  @Test
  void refusesAnEmptySignature() {
    String token = TestTokens.withPayload("{}");
    assertFalse(verifies(token.substring(0, token.lastIndexOf('.') + 1)));
    assertFalse(verifies(token.substring(0, token.lastIndexOf('.'))));
  }

  @Test
  void refusesAShortenedSignature() {
    String token = TestTokens.withPayload("{}");
    for (int cut = 1; cut <= 42; cut++) {
      assertFalse(verifies(token.substring(0, token.length() - cut)));
    }
  }

  @Test
  void refusesATokenOverTheLimitAndTakesOneBelow() {
    String big = "{\"a\":\"" + "x".repeat(DecodedToken.LONGEST) + "\"}";
    assertFalse(verifies(TestTokens.withPayload(big)));
    String fits = "{\"a\":\"" + "x".repeat(DecodedToken.LONGEST / 2) + "\"}";
    assertTrue(verifies(TestTokens.withPayload(fits)));
  }

  @Test
  void doesNotTakeAPublicKeysTextForASecret() throws EngineException {
    RsaVerifyingKey rsa = TestKeys.verifying("rsa2048.spki.pem");
    byte[] pem = TestKeys.file("rsa2048.spki.pem");
    String forged = TestTokens.hmac(TestTokens.base64(HEADER) + ".e30", pem);
    assertTrue(TokenVerifier.verify(DecodedToken.of(forged), rsa).isEmpty());
  }

  @Test
  void checksTheTextAndNotThePartsThatItIsGiven() {
    DecodedToken good = DecodedToken.of(TestTokens.withPayload("{\"role\":\"guest\"}"));
    DecodedToken other = DecodedToken.of(TestTokens.withPayload("{\"role\":\"host\"}"));
    var forged = new DecodedToken(good.compact(), good.header(), other.payload(), good.signature());
    VerifiedToken verified = TokenVerifier.verify(forged, key).orElseThrow();
    assertEquals("{\"role\":\"guest\"}", verified.claims().orElseThrow().compact());
  }

  @Test
  void refusesAHeaderPartThatIsNotTheTexts() {
    DecodedToken critical =
        DecodedToken.of(TestTokens.hs256("{\"alg\":\"HS256\",\"crit\":[\"x\"]}", "{}"));
    DecodedToken plain = DecodedToken.of(TestTokens.withPayload("{}"));
    var forged =
        new DecodedToken(
            critical.compact(), plain.header(), critical.payload(), critical.signature());
    assertTrue(TokenVerifier.verify(forged, key).isEmpty());
  }

  @Test
  void aClosedKeyFailsLoudly() throws EngineException {
    HmacKey closed = TestKeys.hmac("short lived");
    closed.close();
    closed.close();
    DecodedToken token = DecodedToken.of(TestTokens.withPayload("{}"));
    assertThrows(IllegalStateException.class, () -> TokenVerifier.verify(token, closed));
  }

  @Property(tries = 300)
  void neverThrowsAndNeverBelieves(@ForAll @StringLength(max = 200) String text)
      throws EngineException {
    try (HmacKey any = TestKeys.hmac(TestTokens.SECRET)) {
      assertFalse(TokenVerifier.verify(DecodedToken.of(text), any).isPresent());
    }
  }

  @Property(tries = 300)
  void everyPayloadThatWasSignedVerifies(@ForAll @StringLength(max = 100) String payload)
      throws EngineException {
    try (HmacKey any = TestKeys.hmac(TestTokens.SECRET)) {
      DecodedToken token = DecodedToken.of(TestTokens.withPayload(payload));
      assertTrue(TokenVerifier.verify(token, any).isPresent());
    }
  }
}
