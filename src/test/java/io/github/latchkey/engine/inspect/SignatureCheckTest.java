package io.github.latchkey.engine.inspect;

import static io.github.latchkey.engine.inspect.FindingId.KEY_CONFUSION;
import static io.github.latchkey.engine.inspect.FindingId.NO_MATCHING_KEY;
import static io.github.latchkey.engine.inspect.FindingId.SIGNATURE_MISMATCH;
import static io.github.latchkey.engine.inspect.FindingId.SIGNATURE_MISSING;
import static io.github.latchkey.engine.inspect.FindingId.SIGNATURE_VALID;
import static io.github.latchkey.engine.inspect.FindingId.WEAK_KEY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.HmacKey;
import io.github.latchkey.engine.RsaSigningKey;
import io.github.latchkey.engine.RsaVerifyingKey;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.TestTokens;
import io.github.latchkey.engine.TokenSigner;
import io.github.latchkey.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureCheckTest {

  private static final String TOKEN = TestTokens.withPayload("{\"a\":1}");
  private static final String HEADER = TestTokens.base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

  private HmacKey right;
  private HmacKey wrong;
  private RsaVerifyingKey rsa;
  private RsaVerifyingKey otherRsa;

  @BeforeEach
  void takeTheKeys() throws Exception {
    right = TestKeys.hmac(TestTokens.SECRET);
    wrong = TestKeys.hmac("another secret of more than thirty-two bytes");
    rsa = TestKeys.verifying("rsa2048.spki.pem");
    otherRsa = TestKeys.verifying("other2048.spki.pem");
  }

  @AfterEach
  void closeTheKeys() {
    right.close();
    wrong.close();
  }

  private static SignatureResult check(String token, KeyCandidate... candidates) {
    return SignatureCheck.check(DecodedToken.of(token), List.of(candidates));
  }

  private static String rs256() throws Exception {
    try (RsaSigningKey key = TestKeys.signing("rsa2048.pkcs8.pem")) {
      JsonObject header = JsonObject.builder().put("alg", "RS256").build();
      return TokenSigner.sign(header, JsonObject.empty(), key).compact();
    }
  }

  @Test
  void namesTheCredentialThatSigned() {
    SignatureResult result =
        check(
            TOKEN,
            new KeyCandidate("rsa", rsa, false),
            new KeyCandidate("wrong", wrong, false),
            new KeyCandidate("right", right, false));
    assertEquals(SignatureStatus.VALID, result.status());
    assertEquals(Optional.of("right"), result.credential());
    assertEquals(
        List.of(Finding.of(SIGNATURE_VALID, "", Map.of("credential", "right", "alg", "HS256"))),
        result.findings());
  }

  @Test
  void namesTheRsaCredentialThatSigned() throws Exception {
    SignatureResult result =
        check(
            rs256(),
            new KeyCandidate("hmac", right, false),
            new KeyCandidate("other", otherRsa, false),
            new KeyCandidate("mine", rsa, false));
    assertEquals(Optional.of("mine"), result.credential());
  }

  @Test
  void triesTheExpectedKeyFirst() throws Exception {
    try (HmacKey twin = TestKeys.hmac(TestTokens.SECRET)) {
      SignatureResult result =
          check(
              TOKEN,
              new KeyCandidate("twin", twin, false),
              new KeyCandidate("expected", right, true));
      assertEquals(Optional.of("expected"), result.credential());
    }
  }

  @Test
  void aKeyThatShouldHaveSignedAndDidNotIsAMismatch() {
    SignatureResult result =
        check(TOKEN, new KeyCandidate("mine", wrong, true), new KeyCandidate("rsa", rsa, false));
    assertEquals(SignatureStatus.MISMATCH, result.status());
    assertEquals(Optional.empty(), result.credential());
    Finding finding = Findings.only(result.findings(), SIGNATURE_MISMATCH);
    assertEquals(List.of("mine"), finding.facts().get("credentials"));
    assertEquals(Severity.ERROR, finding.severity());
  }

  @Test
  void keysThatNobodyExpectedProveNothing() {
    SignatureResult result =
        check(TOKEN, new KeyCandidate("a", wrong, false), new KeyCandidate("b", rsa, false));
    assertEquals(SignatureStatus.UNCHECKED, result.status());
    assertEquals(List.of(Finding.of(NO_MATCHING_KEY, "", Map.of("tried", 1L))), result.findings());
  }

  @Test
  void withoutKeysNothingIsKnown() {
    SignatureResult result = check(TOKEN);
    assertEquals(SignatureStatus.UNCHECKED, result.status());
    assertEquals(List.of(Finding.of(NO_MATCHING_KEY, "", Map.of("tried", 0L))), result.findings());
  }

  @Test
  void aTokenWithoutASignatureHasNone() {
    SignatureResult result = check(HEADER + ".e30.", new KeyCandidate("right", right, true));
    assertEquals(SignatureStatus.MISSING, result.status());
    assertEquals(List.of(SIGNATURE_MISSING), Findings.ids(result.findings()));
  }

  @Test
  void ofAMissingPartTheReaderSpeaks() {
    for (String token : List.of(HEADER + ".e30", HEADER + ".", HEADER)) {
      SignatureResult result = check(token, new KeyCandidate("right", right, true));
      assertEquals(SignatureStatus.MISSING, result.status());
      assertEquals(List.of(), result.findings());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"ES256\"}",
        "{\"alg\":\"HS256\",\"crit\":[\"x\"]}",
        "{\"alg\":\"HS256\",\"b64\":false}",
        "{\"alg\":\"none\",\"alg\":\"HS256\"}",
        "{}",
        "null",
        "prose"
      })
  void whatTheVerifierDoesNotLookAtSaysNothingAboutKeys(String header) {
    String token = TestTokens.hs256(header, "{}");
    SignatureResult result = check(token, new KeyCandidate("right", right, true));
    assertEquals(SignatureStatus.UNCHECKED, result.status());
    assertEquals(List.of(), result.findings());
  }

  @Test
  void aDamagedPartSaysNothingAboutKeys() {
    for (String token : List.of(TOKEN + "=", TOKEN.replace(".", ".!"), HEADER + ".e31.AAAA")) {
      SignatureResult result = check(token, new KeyCandidate("right", right, true));
      assertEquals(SignatureStatus.UNCHECKED, result.status());
    }
  }

  @Test
  void anEncryptedTokenIsNotChecked() {
    String jwe = TestTokens.base64("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") + "..a.b.c";
    assertEquals(SignatureStatus.UNCHECKED, check(jwe).status());
    assertEquals(List.of(), check(jwe).findings());
  }

  @Test
  void theTokensOwnKeyIsNeverTried() {
    String key = TestTokens.base64(TestTokens.SECRET);
    String token =
        TestTokens.hs256(
            "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"" + key + "\"}}", "{}");
    assertEquals(SignatureStatus.UNCHECKED, check(token).status());
  }

  @Test
  void aKeyAsLongAsTheHashIsNotWeak() throws Exception {
    for (int length : new int[] {31, 32}) {
      String secret = "k".repeat(length);
      String token = TestTokens.hmac(HEADER + ".e30", secret.getBytes(StandardCharsets.UTF_8));
      try (HmacKey key = TestKeys.hmac(secret)) {
        SignatureResult result = check(token, new KeyCandidate("one", key, false));
        assertEquals(length < 32, Findings.ids(result.findings()).contains(WEAK_KEY));
      }
    }
  }

  @Test
  void saysThatAKeyWhichSignedIsWeak() throws Exception {
    String token = TestTokens.hmac(HEADER + ".e30", "short".getBytes(StandardCharsets.UTF_8));
    try (HmacKey key = TestKeys.hmac("short")) {
      SignatureResult result = check(token, new KeyCandidate("weak", key, false));
      assertEquals(SignatureStatus.VALID, result.status());
      assertEquals(
          Map.of("credential", "weak", "bits", 40L, "least", 256L),
          Findings.only(result.findings(), WEAK_KEY).facts());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa2048.spki.pem, spki-pem",
    "rsa2048.public.pkcs1.pem, pkcs1-pem",
  })
  void recognisesASignatureMadeWithThePublicKeysText(String file, String form) {
    String pem = KeyFileText.of(file);
    for (String text : List.of(pem, pem.strip(), pem.replace("\n", "\r\n"))) {
      String forged = TestTokens.hmac(HEADER + ".e30", text.getBytes(StandardCharsets.UTF_8));
      SignatureResult result =
          check(
              forged,
              new KeyCandidate("other", otherRsa, true),
              new KeyCandidate("victim", rsa, false));
      assertEquals(SignatureStatus.MISMATCH, result.status());
      Finding finding = Findings.only(result.findings(), KEY_CONFUSION);
      assertEquals(Map.of("credential", "victim", "form", form), finding.facts());
      assertEquals(Severity.ERROR, finding.severity());
    }
  }

  @Test
  void recognisesASignatureMadeWithThePublicKeysDer() {
    for (String file : List.of("rsa2048.spki.pem", "rsa2048.public.pkcs1.pem")) {
      String forged = TestTokens.hmac(HEADER + ".e30", TestKeys.derOf(file));
      SignatureResult result = check(forged, new KeyCandidate("victim", rsa, false));
      String form = (String) Findings.only(result.findings(), KEY_CONFUSION).facts().get("form");
      assertEquals(file.contains("pkcs1") ? "pkcs1-der" : "spki-der", form);
      assertEquals(SignatureStatus.UNCHECKED, result.status());
    }
  }

  @Test
  void aSecretsTokenForACredentialWithAPublicKeyIsNamed() {
    SignatureResult result = check(TOKEN, new KeyCandidate("mine", rsa, true));
    assertEquals(List.of(KEY_CONFUSION, SIGNATURE_MISMATCH), Findings.ids(result.findings()));
    assertEquals("none", result.findings().getFirst().facts().get("form"));
  }

  @Test
  void aSecretsTokenBesideSomebodysPublicKeyIsNoAttack() {
    SignatureResult result = check(TOKEN, new KeyCandidate("somebody", rsa, false));
    assertEquals(List.of(NO_MATCHING_KEY), Findings.ids(result.findings()));
  }

  @Test
  void anRsaTokenForACredentialWithASecretIsAMismatch() throws Exception {
    SignatureResult result = check(rs256(), new KeyCandidate("mine", right, true));
    assertEquals(List.of(SIGNATURE_MISMATCH), Findings.ids(result.findings()));
  }

  @Test
  void checksTokensWithBadTimesAndProse() throws Exception {
    String badTime = TestTokens.published("nodejwt-bad-exp-4").text("token").orElseThrow();
    try (HmacKey key = TestKeys.hmac("123")) {
      SignatureResult result = check(badTime, new KeyCandidate("k", key, true));
      assertEquals(SignatureStatus.VALID, result.status());
    }
  }

  /// The text of a key file.
  private static final class KeyFileText {
    static String of(String name) {
      return new String(TestKeys.file(name), StandardCharsets.US_ASCII);
    }
  }
}
