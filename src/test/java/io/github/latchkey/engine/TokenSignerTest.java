package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSignerTest {

  private static final JsonObject HEADER =
      JsonObject.builder().put("alg", "HS256").put("typ", "JWT").build();
  private static final JsonObject CLAIMS = JsonObject.builder().put("exp", 1700000300L).build();

  private static EngineException refused(String header, String payload) throws Exception {
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      JsonObject first = TestTokens.object(header);
      JsonObject second = TestTokens.object(payload);
      return assertThrows(EngineException.class, () -> TokenSigner.sign(first, second, key));
    }
  }

  @Test
  void signsWhatItWasGivenAndNothingElse() throws Exception {
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      SignedToken signed = TokenSigner.sign(HEADER, CLAIMS, key);
      assertEquals(TestTokens.hs256(HEADER.compact(), CLAIMS.compact()), signed.compact());
      assertEquals(HEADER, signed.header());
      assertEquals(CLAIMS, signed.payload());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":123456789012345678901234567890}",
        "{\"n\":1.7000000005E9}",
        "{\"n\":0.1234567890123456789}",
        "{\"n\":1e1000000000}",
        "{\"n\":4102444800.0}",
        "{\"exp\":\"tomorrow\",\"aud\":[\"a\"]}",
        "{\"z\":1,\"a\":2,\"m\":{\"y\":[],\"b\":null}}",
        "{\"name\":\"सभा 会議 😀 é\"}",
        "{}"
      })
  void keepsEveryDigitOrderAndCharacter(String payload) throws Exception {
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      SignedToken signed = TokenSigner.sign(HEADER, TestTokens.object(payload), key);
      assertEquals(TestTokens.hs256(HEADER.compact(), payload), signed.compact());
    }
  }

  @Test
  void signsWithRsaSoThatOnlyItsOwnPublicKeyVerifies() throws Exception {
    JsonObject header = JsonObject.builder().put("alg", "RS256").build();
    try (RsaSigningKey key = TestKeys.signing("rsa2048.pkcs8.pem")) {
      DecodedToken token = DecodedToken.of(TokenSigner.sign(header, CLAIMS, key).compact());
      VerifyingKey own = TestKeys.verifying("rsa2048.spki.pem");
      VerifyingKey other = TestKeys.verifying("other2048.spki.pem");
      assertTrue(TokenVerifier.verify(token, own).isPresent());
      assertTrue(TokenVerifier.verify(token, other).isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RS256", "none", "''", "hs256", "ES256", "EdDSA",
  })
  void refusesAnAlgorithmThatTheKeyIsNotBoundTo(String alg) throws Exception {
    EngineException refused = refused("{\"alg\":\"" + alg + "\"}", "{}");
    assertEquals(Kind.ALGORITHM_MISMATCH, refused.kind());
    assertEquals(alg, refused.facts().get("alg"));
    assertEquals("HS256, HS384, HS512", refused.facts().get("allowed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"alg\":1}", "{\"alg\":null}", "{\"typ\":\"JWT\"}"})
  void refusesAHeaderWithoutAnAlgorithm(String header) throws Exception {
    EngineException refused = refused(header, "{}");
    assertEquals(Kind.ALGORITHM_MISMATCH, refused.kind());
    assertEquals("", refused.facts().get("alg"));
  }

  @Test
  void quotesALongAlgorithmShortly() throws Exception {
    EngineException refused = refused("{\"alg\":\"" + "x".repeat(5000) + "\"}", "{}");
    assertEquals(40, ((String) refused.facts().get("alg")).length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"crit", "b64", "zip"})
  void refusesToSignWhatItWouldNotVerify(String name) throws Exception {
    EngineException refused = refused("{\"alg\":\"HS256\",\"" + name + "\":[]}", "{}");
    assertEquals(Kind.SIGNING_FAILED, refused.kind());
    assertEquals("critical-header", refused.facts().get("reason"));
    assertEquals(name, refused.facts().get("name"));
  }

  @Test
  void refusesANameThatStandsTwiceAnywhere() throws Exception {
    for (String twice :
        List.of(
            "{\"a\":1,\"a\":2}", "{\"x\":{\"a\":1,\"a\":2}}", "{\"x\":[[{\"a\":1,\"a\":2}]]}")) {
      EngineException refused = refused("{\"alg\":\"HS256\"}", twice);
      assertEquals(Kind.SIGNING_FAILED, refused.kind());
      assertEquals("duplicate-name", refused.facts().get("reason"));
      assertEquals("a", refused.facts().get("name"));
    }
    EngineException header = refused("{\"alg\":\"HS256\",\"alg\":\"HS256\"}", "{}");
    assertEquals("alg", header.facts().get("name"));
  }

  @Test
  void refusesATokenThatNobodyCouldRead() throws Exception {
    String big = "{\"a\":\"" + "x".repeat(DecodedToken.LONGEST - 100) + "\"}";
    EngineException refused = refused("{\"alg\":\"HS256\"}", big);
    assertEquals("too-large", refused.facts().get("reason"));
    assertEquals(DecodedToken.LONGEST, refused.facts().get("most"));
  }

  @Test
  void escapesHalfASurrogatePairInsteadOfLosingIt() throws Exception {
    JsonObject claims = JsonObject.builder().put("a", "x\ud800y").build();
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      DecodedToken token = DecodedToken.of(TokenSigner.sign(HEADER, claims, key).compact());
      assertEquals("x\ud800y", token.payloadJson().orElseThrow().text("a").orElseThrow());
    }
  }

  @Test
  void leavesTheKeyOpenForTheNextToken() throws Exception {
    try (RsaSigningKey key = TestKeys.signing("rsa2048.pkcs8.pem")) {
      JsonObject header = JsonObject.builder().put("alg", "RS256").build();
      String first = TokenSigner.sign(header, CLAIMS, key).compact();
      assertEquals(first, TokenSigner.sign(header, CLAIMS, key).compact());
    }
  }

  @Test
  void aClosedKeySignsNothing() throws Exception {
    HmacKey key = TestKeys.hmac(TestTokens.SECRET);
    key.close();
    assertThrows(IllegalStateException.class, () -> TokenSigner.sign(HEADER, CLAIMS, key));
  }

  @Test
  void tellsNoTokenInItsText() throws Exception {
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      SignedToken signed = TokenSigner.sign(HEADER, CLAIMS, key);
      assertFalse(signed.toString().contains("eyJ"));
      assertFalse(DecodedToken.of(signed.compact()).toString().contains("eyJ"));
    }
  }

  @Property(tries = 200)
  void whateverIsSignedIsFoundAgainAsItWas(
      @ForAll @Size(max = 6) List<@StringLength(max = 12) String> names,
      @ForAll @StringLength(max = 40) String text,
      @ForAll long number)
      throws EngineException, JsonException {
    List<JsonMember> members =
        names.stream()
            .distinct()
            .map(
                name ->
                    new JsonMember(
                        name,
                        name.length() % 2 == 0 ? new JsonString(text) : JsonNumber.of(number)))
            .toList();
    JsonObject claims = new JsonObject(members);
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      DecodedToken token = DecodedToken.of(TokenSigner.sign(HEADER, claims, key).compact());
      assertEquals(claims, token.payloadJson().orElseThrow());
      assertTrue(TokenVerifier.verify(token, key).isPresent());
    }
  }
}
