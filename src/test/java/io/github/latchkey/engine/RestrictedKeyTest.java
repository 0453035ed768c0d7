package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SecretBytes;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A key that is for one algorithm signs and verifies nothing else, for every algorithm and every
/// key.
class RestrictedKeyTest {

  private static final Map<JwsAlgorithm, String> CURVES =
      Map.of(JwsAlgorithm.ES256, "P-256", JwsAlgorithm.ES384, "P-384", JwsAlgorithm.ES512, "P-521");

  private static SigningKey key(JwsAlgorithm algorithm) throws Exception {
    return switch (algorithm.family()) {
      case HMAC -> TestKeys.hmac("k".repeat(64));
      case RSA -> TestKeys.signing("rsa2048.pkcs8.pem");
      case EC -> ofPkcs8(TestKeys.ecPkcs8(CURVES.get(algorithm), BigInteger.valueOf(7)));
      case ED25519 -> ofPkcs8(TestKeys.derOf("ed25519.pkcs8.pem"));
    };
  }

  private static SigningKey ofPkcs8(byte[] pkcs8) throws EngineException {
    try (SecretBytes secret = SecretBytes.take(pkcs8)) {
      return SigningKey.ofPkcs8(secret);
    }
  }

  private static String signed(JwsAlgorithm algorithm, SigningKey key) throws EngineException {
    JsonObject header = JsonObject.builder().put("alg", algorithm.name()).build();
    return TokenSigner.sign(header, JsonObject.empty(), key).compact();
  }

  private static boolean verifies(String token, VerifyingKey key) {
    return TokenVerifier.verify(DecodedToken.of(token), key).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void signsAndVerifiesTheOneAndNoOther(JwsAlgorithm only) throws Exception {
    try (SigningKey whole = key(only);
        SigningKey restricted = whole.restrictedTo(only);
        VerifyingKey half = restricted.verifyingKey();
        VerifyingKey wholeHalf = whole.verifyingKey();
        VerifyingKey restrictedHalf = wholeHalf.restrictedTo(only)) {
      assertEquals(Set.of(only), restricted.algorithms());
      for (JwsAlgorithm other : JwsAlgorithm.values()) {
        if (other == only) {
          assertTrue(verifies(signed(only, restricted), half));
          assertTrue(verifies(signed(only, whole), restrictedHalf));
        } else {
          var refused =
              assertThrows(EngineException.class, () -> signed(other, restricted), other.name());
          assertEquals(EngineException.Kind.ALGORITHM_MISMATCH, refused.kind());
          assertEquals(Map.of("alg", other.name(), "allowed", only.name()), refused.facts());
          assertThrows(EngineException.class, () -> TokenSigner.ofMany(restricted, other));
          assertThrows(EngineException.class, () -> restricted.restrictedTo(other));
          assertThrows(EngineException.class, () -> restrictedHalf.restrictedTo(other));
          if (whole.algorithms().contains(other)) {
            String token = signed(other, whole);
            assertTrue(verifies(token, wholeHalf));
            assertFalse(verifies(token, half));
            assertFalse(verifies(token, restrictedHalf));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void livesOnWhenTheWholeKeyIsClosed(JwsAlgorithm only) throws Exception {
    SigningKey whole = key(only);
    try (SigningKey restricted = whole.restrictedTo(only)) {
      whole.close();
      assertTrue(signed(only, restricted).length() > 0);
    }
  }
}
