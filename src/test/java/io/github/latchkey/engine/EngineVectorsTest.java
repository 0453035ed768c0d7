package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Every algorithm with a key of each kind, and every threat of RFC 8725: what verifies and what
/// does not, counted side by side. A verifier that refuses everything would look perfect in one
/// column.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineVectorsTest {

  private static final JsonObject CLAIMS =
      JsonObject.builder().put("iss", "acme").put("exp", 1_700_000_300).build();

  private final Map<JwsAlgorithm, SigningKey> keys = new EnumMap<>(JwsAlgorithm.class);
  private final Map<JwsAlgorithm, String> tokens = new EnumMap<>(JwsAlgorithm.class);
  private final Map<String, int[]> counts = new LinkedHashMap<>();

  @BeforeAll
  void makeATokenOfEachAlgorithm() throws Exception {
    Map<String, String> curves = Map.of("ES256", "P-256", "ES384", "P-384", "ES512", "P-521");
    for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
      SigningKey key =
          switch (algorithm.family()) {
            case HMAC -> TestKeys.hmac("k".repeat(64));
            case RSA -> TestKeys.signing("rsa2048.pkcs8.pem");
            case EC ->
                ofPkcs8(
                    TestKeys.ecPkcs8(
                        curves.get(algorithm.name()), java.math.BigInteger.valueOf(7_654_321)));
            case ED25519 -> ofPkcs8(TestKeys.derOf("ed25519.pkcs8.pem"));
          };
      keys.put(algorithm, key);
      JsonObject header = JsonObject.builder().put("alg", algorithm.name()).build();
      tokens.put(algorithm, TokenSigner.sign(header, CLAIMS, key).compact());
    }
  }

  private static SigningKey ofPkcs8(byte[] pkcs8) throws EngineException {
    try (SecretBytes secret = SecretBytes.take(pkcs8)) {
      return SigningKey.ofPkcs8(secret);
    }
  }

  private boolean verifies(String token, JwsAlgorithm with) {
    try (VerifyingKey key = keys.get(with).verifyingKey()) {
      return TokenVerifier.verify(DecodedToken.of(token), key).isPresent();
    }
  }

  private void accepts(String group, String token, JwsAlgorithm with) {
    assertTrue(verifies(token, with), group + ": " + token);
    counts.computeIfAbsent(group, g -> new int[2])[0]++;
  }

  private void refuses(String group, String token, JwsAlgorithm with) {
    assertTrue(!verifies(token, with), group + ": " + token);
    counts.computeIfAbsent(group, g -> new int[2])[1]++;
  }

  /// A token of any header with a correct HMAC of the key for HS256.
  private static String hmac(String header, String payload) {
    return TestTokens.hmac(
        TestTokens.base64(header) + "." + TestTokens.base64(payload),
        "k".repeat(64).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void eachTokenVerifiesWithItsOwnKeyAndAlgorithmAlone() {
    for (JwsAlgorithm made : JwsAlgorithm.values()) {
      for (JwsAlgorithm with : JwsAlgorithm.values()) {
        if (keys.get(with).algorithms().contains(made)) {
          accepts("algorithm x key", tokens.get(made), with);
        } else {
          refuses("algorithm x key", tokens.get(made), with);
        }
      }
    }
  }

  @Test
  void noTokenVerifiesUnderTheNameOfAnotherAlgorithm() {
    for (JwsAlgorithm made : JwsAlgorithm.values()) {
      for (JwsAlgorithm claimed : JwsAlgorithm.values()) {
        if (made == claimed) {
          accepts("header renamed", tokens.get(made), made);
        } else {
          String[] parts = tokens.get(made).split("\\.");
          String header = TestTokens.base64("{\"alg\":\"" + claimed + "\"}");
          String renamed = String.join(".", header, parts[1], parts[2]);
          refuses("header renamed", renamed, made);
          refuses("header renamed", renamed, claimed);
        }
      }
    }
  }

  @Test
  void noTokenVerifiesWithOneBitChanged() {
    for (JwsAlgorithm made : JwsAlgorithm.values()) {
      accepts("one bit", tokens.get(made), made);
      String[] parts = tokens.get(made).split("\\.");
      for (int part = 0; part < 3; part++) {
        for (int bit = 0; bit < 16; bit++) {
          byte[] bytes = DecodedToken.of(parts[part]).header().bytes().orElseThrow();
          bytes[(bit * 7919) % bytes.length] ^= (byte) (1 << bit % 8);
          String[] changed = parts.clone();
          changed[part] = TestTokens.base64(bytes);
          refuses("one bit", String.join(".", changed), made);
        }
      }
    }
  }

  @Test
  void noSignatureOfAnotherLengthVerifies() {
    for (JwsAlgorithm made : JwsAlgorithm.values()) {
      String token = tokens.get(made);
      accepts("length", token, made);
      String signed = token.substring(0, token.lastIndexOf('.') + 1);
      byte[] signature = DecodedToken.of(token).signature().bytes().orElseThrow();
      for (int length : new int[] {0, 1, signature.length - 1, signature.length + 1, 1000}) {
        refuses("length", signed + TestTokens.base64(Arrays.copyOf(signature, length)), made);
      }
      refuses("length", signed + TestTokens.base64(new byte[signature.length]), made);
    }
  }

  /// RFC 8725 section 2.1, 3.1, 3.2.
  @Test
  void theTokenChoosesNoAlgorithm() {
    for (JwsAlgorithm with : JwsAlgorithm.values()) {
      accepts("8725-2.1", tokens.get(with), with);
      String[] parts = tokens.get(with).split("\\.");
      for (String alg : List.of("none", "None", "NONE", "nOnE", "", "HS1", "RS1", "ES256K")) {
        String header = TestTokens.base64("{\"alg\":\"" + alg + "\"}");
        refuses("8725-2.1", header + "." + parts[1] + ".", with);
        refuses("8725-2.1", header + "." + parts[1] + "." + parts[2], with);
      }
    }
  }

  /// RFC 8725 section 2.1: an HMAC with the text of a public key.
  @Test
  void aPublicKeyIsNoSharedSecret() {
    Map<String, String> hashes = new HashMap<>();
    for (JwsAlgorithm with : JwsAlgorithm.values()) {
      if (keys.get(with).verifyingKey() instanceof PublicVerifyingKey key) {
        String pem =
            "-----BEGIN PUBLIC KEY-----\n"
                + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.spki())
                + "\n-----END PUBLIC KEY-----\n";
        String signed = TestTokens.base64("{\"alg\":\"HS256\"}") + ".e30";
        accepts("8725-2.1 confusion", tokens.get(with), with);
        refuses("8725-2.1 confusion", TestTokens.hmac(signed, pem.getBytes()), with);
        refuses("8725-2.1 confusion", TestTokens.hmac(signed, key.spki()), with);
        hashes.put(with.name(), pem);
      }
    }
    assertEquals(10, hashes.size());
  }

  /// RFC 8725 sections 2.2, 3.5: what is too short to be guessed at is no key, or is reported (see
  /// `SignatureCheckTest`).
  @Test
  void anEmptySecretIsNoKey() {
    accepts("8725-2.2", tokens.get(JwsAlgorithm.HS256), JwsAlgorithm.HS256);
    refuses(
        "8725-2.2",
        TestTokens.hmac(TestTokens.base64("{\"alg\":\"HS256\"}") + ".e30", new byte[] {0}),
        JwsAlgorithm.HS256);
  }

  /// RFC 8725 sections 2.3, 3.3: an encrypted token is not a signed one.
  @Test
  void anEncryptedTokenIsNoSignedOne() {
    String five = TestTokens.base64("{\"alg\":\"HS256\",\"enc\":\"A256GCM\"}") + ".e30.e30.e30.e30";
    accepts("8725-2.3", tokens.get(JwsAlgorithm.HS256), JwsAlgorithm.HS256);
    refuses("8725-2.3", five, JwsAlgorithm.HS256);
    refuses("8725-2.3", tokens.get(JwsAlgorithm.HS256) + ".e30.e30", JwsAlgorithm.HS256);
  }

  /// RFC 8725 sections 2.4, 3.6, and RFC 7515 section 4.1.11.
  @Test
  void compressionAndUnknownExtensionsAreRefused() {
    for (String member :
        List.of("\"zip\":\"DEF\"", "\"zip\":null", "\"crit\":[\"exp\"]", "\"b64\":false")) {
      refuses("8725-2.4", hmac("{\"alg\":\"HS256\"," + member + "}", "{}"), JwsAlgorithm.HS256);
    }
    accepts("8725-2.4", hmac("{\"alg\":\"HS256\",\"x\":\"DEF\"}", "{}"), JwsAlgorithm.HS256);
  }

  /// RFC 8725 sections 2.5, 3.4: a point that is not on its curve is no key, and a signature of no
  /// numbers verifies with none.
  @Test
  void pointsAndSignaturesOutsideOfTheCurveAreRefused() throws Exception {
    for (JwsAlgorithm with : List.of(JwsAlgorithm.ES256, JwsAlgorithm.ES384, JwsAlgorithm.ES512)) {
      byte[] spki = ((EcVerifyingKey) keys.get(with).verifyingKey()).spki();
      accepts("8725-2.5", tokens.get(with), with);
      byte[] off = spki.clone();
      off[off.length - 1] ^= 1;
      assertThrows(EngineException.class, () -> VerifyingKey.ofSpki(off));
      refusedKey("8725-2.5");
      String token = tokens.get(with);
      int length = DecodedToken.of(token).signature().bytes().orElseThrow().length;
      refuses(
          "8725-2.5",
          token.substring(0, token.lastIndexOf('.') + 1) + TestTokens.base64(new byte[length]),
          with);
    }
    byte[] ed25519 = ((Ed25519VerifyingKey) keys.get(JwsAlgorithm.EdDSA).verifyingKey()).spki();
    accepts("8725-2.5", tokens.get(JwsAlgorithm.EdDSA), JwsAlgorithm.EdDSA);
    for (int small : new int[] {0, 1}) { // two of the points of small order
      byte[] weak = ed25519.clone();
      Arrays.fill(weak, weak.length - 32, weak.length, (byte) 0);
      weak[weak.length - 32] = (byte) small;
      assertThrows(EngineException.class, () -> VerifyingKey.ofSpki(weak));
      refusedKey("8725-2.5");
    }
  }

  private void refusedKey(String group) {
    counts.computeIfAbsent(group, g -> new int[2])[1]++;
  }

  /// RFC 8725 sections 2.8, 3.11, 3.12: a token of one kind is none of another, where their keys
  /// are bound to different algorithms; `typ` is shown and decides nothing.
  @Test
  void aTokenOfOneKindIsNoTokenOfAnother() throws Exception {
    try (SigningKey restricted = keys.get(JwsAlgorithm.PS256).restrictedTo(JwsAlgorithm.PS256);
        VerifyingKey half = restricted.verifyingKey()) {
      for (JwsAlgorithm made : JwsAlgorithm.of(JwsAlgorithm.Family.RSA)) {
        boolean verified =
            TokenVerifier.verify(DecodedToken.of(tokens.get(made)), half).isPresent();
        assertEquals(made == JwsAlgorithm.PS256, verified);
        counts.computeIfAbsent("8725-2.8", g -> new int[2])[verified ? 0 : 1]++;
      }
    }
    for (String typ : List.of("at+jwt", "secevent+jwt", "dpop+jwt")) {
      accepts(
          "8725-2.8",
          hmac("{\"alg\":\"HS256\",\"typ\":\"" + typ + "\"}", "{}"),
          JwsAlgorithm.HS256);
    }
  }

  /// RFC 8725 sections 2.6, 3.7.
  @Test
  void whatTwoParsersReadDifferentlyIsRefused() {
    for (String header :
        List.of(
            "{\"alg\":\"none\",\"alg\":\"HS256\"}",
            "{\"alg\":\"HS256\",\"\\u0061lg\":\"HS256\"}",
            "{\"alg\":\"HS256\"}{}",
            "{\"alg\":\"HS256\",}",
            "{'alg':'HS256'}",
            "\uFEFF{\"alg\":\"HS256\"}",
            "{\"alg\":\"HS256\"}\0",
            "{\"alg\":\"HS256\" /**/}")) {
      refuses("8725-2.6", hmac(header, "{}"), JwsAlgorithm.HS256);
    }
    accepts("8725-2.6", hmac(" {\"alg\" : \"\\u0048S256\"}\r\n", "{}"), JwsAlgorithm.HS256);
  }

  /// RFC 8725 sections 2.7, 3.8: a token for somebody else is signed by somebody else's key.
  @Test
  void aTokenOfAnotherKeyOfTheSameKindIsRefused() throws Exception {
    accepts("8725-2.7", tokens.get(JwsAlgorithm.RS256), JwsAlgorithm.RS256);
    accepts("8725-2.7", tokens.get(JwsAlgorithm.HS256), JwsAlgorithm.HS256);
    JsonObject header = JsonObject.builder().put("alg", "RS256").build();
    try (RsaSigningKey other = TestKeys.signing("other2048.pkcs8.pem")) {
      String token = TokenSigner.sign(header, CLAIMS, other).compact();
      refuses("8725-2.7", token, JwsAlgorithm.RS256);
    }
    try (HmacKey other = TestKeys.hmac("k".repeat(63))) {
      JsonObject hs256 = JsonObject.builder().put("alg", "HS256").build();
      refuses("8725-2.7", TokenSigner.sign(hs256, CLAIMS, other).compact(), JwsAlgorithm.HS256);
    }
  }

  /// RFC 8725 sections 2.9, 3.10: `kid`, `jwk`, `jku`, `x5u`, `x5c` decide nothing.
  @Test
  void whatAHeaderSaysAboutKeysDecidesNothing() {
    byte[] theirs = "attacker".getBytes(StandardCharsets.US_ASCII);
    for (String member :
        List.of(
            "\"kid\":\"../../dev/null\"",
            "\"kid\":\"' OR 1=1 --\"",
            "\"jwk\":{\"kty\":\"oct\",\"k\":\"" + TestTokens.base64(theirs) + "\"}",
            "\"jku\":\"http://127.0.0.1/jwks\"",
            "\"x5u\":\"file:///etc/passwd\"",
            "\"x5c\":[\"MIIB\"]")) {
      String header = "{\"alg\":\"HS256\"," + member + "}";
      String forged = TestTokens.hmac(TestTokens.base64(header) + ".e30", theirs);
      refuses("8725-2.9", forged, JwsAlgorithm.HS256);
      accepts("8725-2.9", hmac(header, "{}"), JwsAlgorithm.HS256);
    }
  }

  @AfterAll
  void writeTheCounts() throws Exception {
    keys.values().forEach(SigningKey::close);
    List<String> lines = new ArrayList<>();
    int accepted = 0;
    int refused = 0;
    for (var count : counts.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      assertTrue(count.getValue()[0] > 0 && count.getValue()[1] > 0, count.getKey());
      accepted += count.getValue()[0];
      refused += count.getValue()[1];
      lines.add(
          "%s: %d accepted, %d refused"
              .formatted(count.getKey(), count.getValue()[0], count.getValue()[1]));
    }
    for (String list : List.of("published", "produced")) {
      lines.add("%s vectors: %d".formatted(list, TestTokens.vectors(list).size()));
    }
    lines.add("all: %d accepted, %d refused".formatted(accepted, refused));
    PublishedFigures.write("engine-vectors", lines);
    assertTrue(accepted > 50 && refused > 900, "accepted " + accepted + ", refused " + refused);
  }
}
