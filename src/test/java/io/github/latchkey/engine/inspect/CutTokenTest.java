package io.github.latchkey.engine.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.HmacKey;
import io.github.latchkey.engine.RsaSigningKey;
import io.github.latchkey.engine.RsaVerifyingKey;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.TestTokens;
import io.github.latchkey.engine.TokenSigner;
import io.github.latchkey.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A token that was not copied to its end has one error, whatever else that breaks.
class CutTokenTest {

  private static final String TOKEN =
      TestTokens.withPayload("{\"room\":\"demo\",\"name\":\"Ada L\"}");
  private static final int FIRST_DOT = TOKEN.indexOf('.');
  private static final int SECOND_DOT = TOKEN.lastIndexOf('.');

  /// What the reader and the check with the key that signed say together.
  private static List<Finding> errors(String token, SignatureStatus... allowed) throws Exception {
    TokenReading reading = TokenReader.read(token);
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      SignatureResult result =
          SignatureCheck.check(reading.token(), List.of(new KeyCandidate("mine", key, true)));
      assertTrue(List.of(allowed).contains(result.status()), token + " " + result.status());
      List<Finding> all = new ArrayList<>(reading.findings());
      all.addAll(result.findings());
      return all.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    }
  }

  private static void assertDamaged(List<Finding> errors, String about, String reason, long parts) {
    Finding expected =
        Finding.of(FindingId.DAMAGED_SEGMENT, about, Map.of("reason", reason, "parts", parts));
    assertEquals(List.of(expected), errors);
  }

  @Test
  void aCutInTheSignatureIsOneError() throws Exception {
    for (int end = SECOND_DOT + 2; end < TOKEN.length(); end++) {
      String cut = TOKEN.substring(0, end);
      assertDamaged(errors(cut, SignatureStatus.UNCHECKED), "signature", "cut-off", 3);
    }
  }

  @Test
  void aCutInThePayloadIsOneError() throws Exception {
    for (int end = FIRST_DOT + 1; end < SECOND_DOT; end++) {
      String cut = TOKEN.substring(0, end);
      String reason = end == FIRST_DOT + 1 ? "missing" : "cut-off";
      assertDamaged(errors(cut, SignatureStatus.MISSING), "payload", reason, 2);
    }
  }

  @Test
  void aCutInTheHeaderIsOneError() throws Exception {
    for (int end = 5; end < FIRST_DOT; end++) {
      String cut = TOKEN.substring(0, end);
      assertDamaged(errors(cut, SignatureStatus.UNCHECKED), "header", "cut-off", 1);
    }
  }

  @Test
  void aCutBetweenThePartsIsOneError() throws Exception {
    String header = TOKEN.substring(0, FIRST_DOT);
    assertDamaged(errors(header, SignatureStatus.MISSING), "payload", "missing", 1);
    String payload = TOKEN.substring(0, SECOND_DOT);
    assertDamaged(errors(payload, SignatureStatus.MISSING), "signature", "missing", 2);
  }

  @Test
  void aCutThatHalvesACharacterOrEndsBehindABraceIsOneError() throws Exception {
    String header = TOKEN.substring(0, FIRST_DOT);
    byte[] half = {'{', '"', 'a', '"', ':', '"', (byte) 0xc3};
    for (String payload : List.of(TestTokens.base64(half), TestTokens.base64("{\"a\":{\"b\":1}"))) {
      List<Finding> errors = errors(header + "." + payload, SignatureStatus.MISSING);
      assertDamaged(errors, "payload", "cut-off", 2);
    }
  }

  @Test
  void aTokenThatEndsInADotHasNoSignature() throws Exception {
    List<Finding> errors = errors(TOKEN.substring(0, SECOND_DOT + 1), SignatureStatus.MISSING);
    assertEquals(List.of(FindingId.SIGNATURE_MISSING), Findings.ids(errors));
  }

  @Test
  void aCutAtTheBeginningIsOneErrorAboutTheHeader() throws Exception {
    for (int start = 1; start < FIRST_DOT - 2; start++) {
      String cut = TOKEN.substring(start);
      List<Finding> errors = errors(cut, SignatureStatus.UNCHECKED);
      assertEquals(1, errors.size(), errors.toString());
      assertEquals("header", errors.getFirst().about());
      assertTrue(TokenReader.read(cut).token().payloadJson().isPresent());
    }
    assertDamaged(errors(TOKEN.substring(4), SignatureStatus.UNCHECKED), "header", "cut-off", 3);
  }

  @Test
  void aWholeTokenHasNone() throws Exception {
    assertEquals(List.of(), errors(TOKEN, SignatureStatus.VALID));
    for (String list : List.of("published")) {
      for (JsonObject vector : TestTokens.vectors(list)) {
        String token = vector.text("token").orElseThrow();
        assertTrue(
            TokenReader.read(token).findings().stream()
                .noneMatch(finding -> finding.id() == FindingId.DAMAGED_SEGMENT),
            token);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AA", "AAAA", "AAAAA"})
  void aPayloadThatBreaksOffBeforeASignatureIsBadJsonOnly(String signature) throws Exception {
    String header = TOKEN.substring(0, FIRST_DOT);
    String signed = header + "." + TestTokens.base64("{\"a\":1");
    String token = TestTokens.hmac(signed, TestTokens.SECRET.getBytes());
    assertEquals(List.of(FindingId.BAD_JSON), Findings.ids(errors(token, SignatureStatus.VALID)));
    Finding both =
        Findings.only(
            errors(signed + "." + signature, SignatureStatus.UNCHECKED), FindingId.DAMAGED_SEGMENT);
    assertEquals("signature", both.about());
  }

  @Test
  void anRsaSignatureIsAsLongAsSomeKey() throws Exception {
    try (RsaSigningKey key = TestKeys.signing("rsa2048.pkcs8.pem")) {
      JsonObject header = JsonObject.builder().put("alg", "RS256").put("typ", "JWT").build();
      String token = TokenSigner.sign(header, JsonObject.empty(), key).compact();
      RsaVerifyingKey rsa = TestKeys.verifying("rsa2048.spki.pem");
      for (int cut : new int[] {1, 2, 3, 5, 100, 340}) {
        TokenReading reading = TokenReader.read(token.substring(0, token.length() - cut));
        assertDamaged(reading.findings(), "signature", "cut-off", 3);
        SignatureResult result =
            SignatureCheck.check(reading.token(), List.of(new KeyCandidate("mine", rsa, true)));
        assertEquals(SignatureStatus.UNCHECKED, result.status());
        assertEquals(List.of(), result.findings());
      }
      assertEquals(List.of(), TokenReader.read(token).findings());
    }
  }
}
