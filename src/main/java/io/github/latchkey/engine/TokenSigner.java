package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Signs tokens (RFC 7515 section 5.1) with one key and one algorithm.
///
/// A signer holds the JDK's form of the key on the heap, which nobody can wipe: make one for one
/// token, or for one batch, and let go of it. Safe for use by several threads; closing it waits for
/// those that sign by OpenSSL.
public final class TokenSigner implements AutoCloseable {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
  private final JwsAlgorithm algorithm;
  private final Algorithm library;

  private TokenSigner(JwsAlgorithm algorithm, Algorithm library) {
    this.algorithm = algorithm;
    this.library = library;
  }

  /// A signer with this key, which stays the caller's and may be closed meanwhile. Refuses an
  /// algorithm that is none of the key's (ALGORITHM_MISMATCH).
  public static TokenSigner of(SigningKey key, JwsAlgorithm algorithm) throws EngineException {
    algorithm.alone(key.algorithms());
    KeyRemains.expect();
    Algorithm library =
        switch (key) {
          case HmacKey hmac -> hmac.library(algorithm);
          case RsaSigningKey rsa -> rsa.library(algorithm);
          case EcSigningKey ec -> ec.library();
          case Ed25519SigningKey ed -> ed.library();
        };
    return new TokenSigner(algorithm, library);
  }

  /// A signer for many tokens: as [#of(SigningKey, JwsAlgorithm)], and RS256, RS384 and RS512 by
  /// the system's OpenSSL where that can be had, which is faster and takes a moment to start.
  public static TokenSigner ofMany(SigningKey key, JwsAlgorithm algorithm) throws EngineException {
    TokenSigner signer = of(key, algorithm);
    return switch (algorithm) {
      case RS256, RS384, RS512 ->
          key instanceof RsaSigningKey rsa
              ? rsa.openSsl(algorithm, signer.library)
                  .map(library -> new TokenSigner(algorithm, library))
                  .orElse(signer)
              : signer;
      default -> signer;
    };
  }

  /// Who signs many RSA tokens here, for a person to see: `OpenSSL 3.0.19 27 Jan 2026`, or the JDK.
  public static String rsaImplementation() {
    return OpenSsl.ofTheSystem().map(OpenSsl::version).orElse("the JDK's own (SunRsaSign)");
  }

  /// Wipes what lies outside of the heap. A second call does nothing.
  @Override
  public void close() {
    if (library instanceof OpenSslRsa openSsl) {
      openSsl.close();
    }
  }

  /// One token, with the algorithm that its header names, which has to be one of the key's.
  /// Otherwise as [#sign(JsonObject, JsonObject)].
  public static SignedToken sign(JsonObject header, JsonObject payload, SigningKey key)
      throws EngineException {
    String alg = header.text("alg").orElse("");
    JwsAlgorithm algorithm =
        JwsAlgorithm.named(alg).orElseThrow(() -> JwsAlgorithm.mismatch(alg, key.algorithms()));
    try (TokenSigner signer = of(key, algorithm)) {
      return signer.sign(header, payload);
    }
  }

  /// Signs exactly the bytes of `header.compact()` and `payload.compact()`: no claim is added,
  /// moved or rewritten. The result was verified before it is returned, so that a fault of the
  /// machine does not leave a signature that gives the key away.
  ///
  /// Refuses a header whose `alg` is not this signer's (ALGORITHM_MISMATCH); a name that stands
  /// twice, a header that the engine itself would refuse, and more than [DecodedToken#LONGEST]
  /// characters (SIGNING_FAILED).
  public SignedToken sign(JsonObject header, JsonObject payload) throws EngineException {
    requireSingleNames(header);
    requireSingleNames(payload);
    for (String name : TokenVerifier.REFUSED_HEADERS) {
      if (header.has(name)) {
        throw failed(Map.of("reason", "critical-header", "name", name));
      }
    }
    String alg = header.text("alg").orElse("");
    if (!alg.equals(algorithm.name())) {
      throw JwsAlgorithm.mismatch(alg, Set.of(algorithm));
    }
    byte[] first = BASE64URL.encode(header.compactUtf8());
    byte[] second = BASE64URL.encode(payload.compactUtf8());
    byte[] signature = BASE64URL.encode(signature(first, second));
    int length = first.length + second.length + signature.length + 2;
    if (length > DecodedToken.LONGEST) {
      throw failed(Map.of("reason", "too-large", "most", DecodedToken.LONGEST));
    }
    byte dot = '.';
    ByteBuffer compact = ByteBuffer.allocate(length);
    compact.put(first).put(dot).put(second).put(dot).put(signature);
    var token = new SignedToken(text(compact.array()), header, payload);
    requireValid(new SignedText(text(first), text(second), text(signature)));
    return token;
  }

  /// The signature over two parts as they stand.
  byte[] signature(byte[] header, byte[] payload) throws EngineException {
    try {
      return library.sign(header, payload);
    } catch (RuntimeException refusedByTheLibrary) {
      throw failed(Map.of("reason", "not-verifiable"));
    }
  }

  private void requireValid(SignedText text) throws EngineException {
    try {
      library.verify(text);
    } catch (RuntimeException wrongSignature) {
      throw failed(Map.of("reason", "not-verifiable"));
    }
  }

  private static String text(byte[] ascii) {
    return new String(ascii, StandardCharsets.ISO_8859_1);
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
