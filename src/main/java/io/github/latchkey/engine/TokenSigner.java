package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureGenerationException;
import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Signs tokens (RFC 7515 section 5.1).
public final class TokenSigner {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
  private static final int LONGEST_ALG_SHOWN = 40;

  private TokenSigner() {}

  /// Signs exactly the bytes of `header.compact()` and `payload.compact()`: no claim is added,
  /// moved or rewritten. The key stays the caller's. The result was verified before it is returned,
  /// so that a fault of the machine does not leave a signature that gives the key away.
  ///
  /// Refuses a header whose `alg` is none of the key's (ALGORITHM_MISMATCH); a name that stands
  /// twice, a header that the engine itself would refuse, and more than [DecodedToken#LONGEST]
  /// characters (SIGNING_FAILED).
  public static SignedToken sign(JsonObject header, JsonObject payload, SigningKey key)
      throws EngineException {
    requireSingleNames(header);
    requireSingleNames(payload);
    for (String name : TokenVerifier.REFUSED_HEADERS) {
      if (header.has(name)) {
        throw failed(Map.of("reason", "critical-header", "name", name));
      }
    }
    JwsAlgorithm algorithm = algorithm(header, key);
    byte[] first = BASE64URL.encode(header.compactUtf8());
    byte[] second = BASE64URL.encode(payload.compactUtf8());
    String signature = BASE64URL.encodeToString(signature(algorithm, key, first, second));
    String compact =
        String.join(
            ".",
            new String(first, StandardCharsets.US_ASCII),
            new String(second, StandardCharsets.US_ASCII),
            signature);
    if (compact.length() > DecodedToken.LONGEST) {
      throw failed(Map.of("reason", "too-large", "most", DecodedToken.LONGEST));
    }
    try (VerifyingKey verifyingKey = key.verifyingKey()) {
      if (TokenVerifier.verify(DecodedToken.of(compact), verifyingKey).isEmpty()) {
        throw failed(Map.of("reason", "not-verifiable"));
      }
    }
    return new SignedToken(compact, header, payload);
  }

  private static JwsAlgorithm algorithm(JsonObject header, SigningKey key) throws EngineException {
    String alg = header.text("alg").orElse("");
    return JwsAlgorithm.named(alg)
        .filter(key.algorithms()::contains)
        .orElseThrow(
            () ->
                new EngineException(
                    Kind.ALGORITHM_MISMATCH,
                    Map.of(
                        "alg",
                        alg.substring(0, Math.min(alg.length(), LONGEST_ALG_SHOWN)),
                        "allowed",
                        String.join(
                            ", ",
                            new TreeSet<>(
                                key.algorithms().stream().map(JwsAlgorithm::name).toList())))));
  }

  private static byte[] signature(
      JwsAlgorithm algorithm, SigningKey key, byte[] header, byte[] payload)
      throws EngineException {
    try {
      return switch (key) {
        case HmacKey hmac -> hmac.with(algorithm, library -> library.sign(header, payload));
        case RsaSigningKey rsa -> {
          Algorithm library = rsa.algorithm(algorithm);
          yield library.sign(header, payload);
        }
      };
    } catch (SignatureGenerationException refusedByTheLibrary) {
      throw failed(Map.of("reason", "not-verifiable"));
    }
  }

  private static void requireSingleNames(JsonObject object) throws EngineException {
    List<String> duplicates = DuplicateNames.in(object);
    if (!duplicates.isEmpty()) {
      throw failed(Map.of("reason", "duplicate-name", "name", duplicates.getFirst()));
    }
  }

  private static EngineException failed(Map<String, ?> facts) {
    return new EngineException(Kind.SIGNING_FAILED, facts);
  }
}
