package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every published or produced token of the algorithms that the engine has: verified, refused when
/// changed, and signed again byte for byte.
class PublishedVectorsTest {

  @TestFactory
  Stream<DynamicTest> verifiesEachPublishedToken() throws Exception {
    return each(
        (vector, key) -> {
          DecodedToken token = DecodedToken.of(token(vector));
          try (VerifyingKey verifying = key.verifyingKey()) {
            VerifiedToken verified = TokenVerifier.verify(token, verifying).orElseThrow();
            assertEquals(vector.text("alg").orElseThrow(), verified.algorithm().name());
            assertArrayEquals(
                vector.text("payload_json").orElseThrow().getBytes(StandardCharsets.UTF_8),
                verified.token().payload().bytes().orElseThrow());
            assertEquals(
                vector.text("header_json").orElseThrow(),
                new String(token.header().bytes().orElseThrow(), StandardCharsets.UTF_8));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> refusesEachPublishedTokenWithOneBitChanged() throws Exception {
    return each(
        (vector, key) -> {
          String token = token(vector);
          try (VerifyingKey verifying = key.verifyingKey()) {
            for (int part = 0; part < 3; part++) {
              String changed = changed(token, part);
              assertTrue(
                  TokenVerifier.verify(DecodedToken.of(changed), verifying).isEmpty(), changed);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> makesTheSameSignatureOverTheSameBytesWhereTheAlgorithmHasNoChance()
      throws Exception {
    return each(
        (vector, key) -> {
          String[] parts = token(vector).split("\\.");
          byte[] header = parts[0].getBytes(StandardCharsets.US_ASCII);
          byte[] payload = parts[1].getBytes(StandardCharsets.US_ASCII);
          byte[] signature = signer(vector, key).signature(header, payload);
          if (vector.text("kind").orElseThrow().equals("verify+resign")) {
            assertEquals(parts[2], TestTokens.base64(signature));
          } else {
            String again = String.join(".", parts[0], parts[1], TestTokens.base64(signature));
            assertNotEquals(
                parts[2], TestTokens.base64(signature), "a signature has a random part");
            try (VerifyingKey verifying = key.verifyingKey()) {
              assertTrue(TokenVerifier.verify(DecodedToken.of(again), verifying).isPresent());
            }
          }
        });
  }

  private static TokenSigner signer(JsonObject vector, SigningKey key) throws EngineException {
    return TokenSigner.of(key, JwsAlgorithm.named(vector.text("alg").orElseThrow()).orElseThrow());
  }

  @TestFactory
  Stream<DynamicTest> signsEachTokenOfCompactJsonAgainAsItWas() throws Exception {
    return each(
        (vector, key) -> {
          String header = vector.text("header_json").orElseThrow();
          String payload = vector.text("payload_json").orElseThrow();
          if (!payload.startsWith("{") || !TestTokens.object(payload).compact().equals(payload)) {
            return;
          }
          if (!TestTokens.object(header).compact().equals(header)) {
            return;
          }
          assertEquals("verify+resign", vector.text("kind").orElseThrow());
          SignedToken signed =
              TokenSigner.sign(TestTokens.object(header), TestTokens.object(payload), key);
          assertEquals(token(vector), signed.compact());
        });
  }

  @Test
  void atLeastEightPublishedTokensAreCompactJson() throws Exception {
    long compact =
        TestTokens.vectors("published").stream()
            .map(vector -> vector.text("payload_json").orElseThrow())
            .filter(payload -> payload.startsWith("{") && !payload.contains(" "))
            .count();
    assertTrue(compact >= 7, "the test above would test nothing");
  }

  @Test
  void signsTheVendorsOwnTokensByteForByte() throws Exception {
    try (RsaSigningKey rsa = vectorKey();
        HmacKey hmac = TestKeys.hmac("jio-app-secret")) {
      int signed = 0;
      for (JsonObject vector : TestTokens.vectors("produced")) {
        if (vector.text("token").isEmpty()) {
          continue;
        }
        DecodedToken token = DecodedToken.of(token(vector));
        SigningKey key = vector.text("alg").orElseThrow().equals("RS256") ? rsa : hmac;
        SignedToken again =
            TokenSigner.sign(
                token.headerJson().orElseThrow(), token.payloadJson().orElseThrow(), key);
        assertEquals(token.compact(), again.compact());
        signed++;
      }
      assertEquals(3, signed);
    }
  }

  @Test
  void theSameTextIsTwoSecretsAsTextAndAsHex() throws Exception {
    JsonObject vector = TestTokens.vectors("produced").getFirst();
    try (SecretBytes text = TestKeys.secret(vector.text("secret_text").orElseThrow());
        SecretBytes decoded = SecretEncoding.HEX.decode(text);
        HmacKey asText = HmacKey.of(text);
        HmacKey asHex = HmacKey.of(decoded)) {
      DecodedToken ofText = DecodedToken.of(vector.text("token_utf8").orElseThrow());
      DecodedToken ofHex = DecodedToken.of(vector.text("token_hex").orElseThrow());
      assertTrue(TokenVerifier.verify(ofText, asText).isPresent());
      assertTrue(TokenVerifier.verify(ofHex, asHex).isPresent());
      assertTrue(TokenVerifier.verify(ofText, asHex).isEmpty());
      assertTrue(TokenVerifier.verify(ofHex, asText).isEmpty());
    }
  }

  @Test
  void eachTokenVerifiesWithItsOwnKeyAlone() throws Exception {
    List<JsonObject> vectors = TestTokens.vectors("published");
    int refused = 0;
    for (JsonObject vector : vectors) {
      JsonObject jwk = vector.object("key").orElseThrow();
      try (SigningKey key = key(jwk, forms(jwk).getFirst());
          VerifyingKey verifying = key.verifyingKey()) {
        for (JsonObject other : vectors) {
          if (!other.object("key").equals(Optional.of(jwk)) && !sameSecret(vector, other)) {
            DecodedToken token = DecodedToken.of(token(other));
            assertTrue(TokenVerifier.verify(token, verifying).isEmpty(), other.text("id")::get);
            refused++;
          }
        }
      }
    }
    assertTrue(refused > 250, "compared " + refused);
  }

  /// jsrsasign's vectors are one secret in several encodings.
  private static boolean sameSecret(JsonObject vector, JsonObject other) {
    return vector.text("repo").equals(other.text("repo"));
  }

  /// What is done with each vector and each form of its key.
  @FunctionalInterface
  private interface Check {
    void run(JsonObject vector, SigningKey key) throws Exception;
  }

  private static Stream<DynamicTest> each(Check check) throws JsonException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonObject vector : TestTokens.vectors("published")) {
      JsonObject key = vector.object("key").orElseThrow();
      for (JsonMember form : forms(key)) {
        tests.add(
            DynamicTest.dynamicTest(
                vector.text("id").orElseThrow() + " " + form.name(),
                () -> {
                  try (SigningKey signing = key(key, form)) {
                    check.run(vector, signing);
                  }
                }));
      }
    }
    return tests.stream();
  }

  /// The encodings in which a secret is written, or the one form of another key.
  private static List<JsonMember> forms(JsonObject key) {
    return key.object("equivalents")
        .map(JsonObject::members)
        .orElseGet(() -> List.of(new JsonMember("value", new JsonString(""))));
  }

  private static SigningKey key(JsonObject key, JsonMember form)
      throws EngineException, IOException {
    return switch (key.text("type").orElseThrow()) {
      case "jwk" -> ofJwk(key.object("value").orElseThrow());
      case "pem" -> ofPkcs1(key.text("value").orElseThrow());
      default -> {
        String encoding = key.text("encoding").orElse(form.name());
        String text =
            form.value() instanceof JsonString(var value) && !value.isEmpty()
                ? value
                : key.text("value").orElseThrow();
        try (SecretBytes written = TestKeys.secret(text);
            SecretBytes secret = SecretEncoding.named(encoding).orElseThrow().decode(written)) {
          yield HmacKey.of(secret);
        }
      }
    };
  }

  private static SigningKey ofJwk(JsonObject jwk) throws EngineException, IOException {
    if (jwk.text("kty").orElseThrow().equals("oct")) {
      try (SecretBytes text = TestKeys.secret(jwk.text("k").orElseThrow());
          SecretBytes secret = SecretEncoding.BASE64URL.decode(text)) {
        return HmacKey.of(secret);
      }
    }
    try (SecretBytes pkcs8 = SecretBytes.take(TestKeys.pkcs8(jwk))) {
      return SigningKey.ofPkcs8(pkcs8);
    }
  }

  private static SigningKey ofPkcs1(String pem) throws EngineException, IOException {
    var numbers = org.bouncycastle.asn1.pkcs.RSAPrivateKey.getInstance(TestKeys.der(pem));
    try (SecretBytes pkcs8 = SecretBytes.take(TestKeys.pkcs8(numbers))) {
      return RsaSigningKey.of(pkcs8);
    }
  }

  private static RsaSigningKey vectorKey() throws EngineException, JsonException {
    String pem = TestTokens.vectors().text("rsa_private_pkcs8_pem").orElseThrow();
    try (SecretBytes pkcs8 = SecretBytes.take(TestKeys.der(pem))) {
      return RsaSigningKey.of(pkcs8);
    }
  }

  private static String token(JsonObject vector) {
    return vector.text("token").orElseThrow();
  }

  private static String changed(String token, int part) {
    String[] parts = token.split("\\.");
    char first = parts[part].charAt(4);
    parts[part] =
        parts[part].substring(0, 4) + (first == 'A' ? 'B' : 'A') + parts[part].substring(5);
    return String.join(".", parts);
  }
}
