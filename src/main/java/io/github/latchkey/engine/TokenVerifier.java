package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import io.github.latchkey.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// Checks signatures (RFC 7515 section 5.2).
///
/// The key decides which algorithms may be used, never the token alone; keys that a token brings
/// along (`jwk`, `jku`, `x5u`, `x5c`) are not looked at.
public final class TokenVerifier {

  /// Headers that change what the signature covers or how the payload is read. The engine knows no
  /// extension, so a token with one must be refused (RFC 7515 section 4.1.11, RFC 7797).
  public static final List<String> REFUSED_HEADERS = List.of("crit", "b64", "zip");

  private TokenVerifier() {}

  /// The token as verified where the key made its signature; empty otherwise. A header that is not
  /// an object, names a member twice, has a refused member or asks for an algorithm that the key is
  /// not bound to, and any part that is not strict base64url, verify with no key. Throws on no
  /// token; a closed key fails with IllegalStateException.
  ///
  /// Any payload verifies (a JWS may carry prose): see [VerifiedToken#claims()].
  public static Optional<VerifiedToken> verify(DecodedToken token, VerifyingKey key) {
    if (!readable(token) || algorithm(token, key).isEmpty()) {
      return Optional.empty();
    }
    JwsAlgorithm algorithm = algorithm(token, key).get();
    if (!matches(token.compact(), algorithm, key)) {
      return Optional.empty();
    }
    // Parts given to the record's constructor may be others than those of the text that was
    // checked.
    DecodedToken checked = DecodedToken.of(token.compact());
    return readable(checked) && algorithm(checked, key).equals(Optional.of(algorithm))
        ? Optional.of(new VerifiedToken(checked, algorithm))
        : Optional.empty();
  }

  /// Whether the signature of this token can be checked at all, given a fitting key.
  private static boolean readable(DecodedToken token) {
    return token.compact().length() <= DecodedToken.LONGEST
        && token.compact().chars().filter(c -> c == '.').count() == 2
        && !token.signature().text().isEmpty()
        && token.header().defect().isEmpty()
        && token.payload().defect().isEmpty()
        && token.signature().defect().isEmpty();
  }

  private static Optional<JwsAlgorithm> algorithm(DecodedToken token, VerifyingKey key) {
    return token
        .headerJson()
        .filter(header -> DuplicateNames.in(header).isEmpty())
        .filter(header -> REFUSED_HEADERS.stream().noneMatch(header::has))
        .flatMap((JsonObject header) -> header.text("alg"))
        .flatMap(JwsAlgorithm::named)
        .filter(key.algorithms()::contains);
  }

  private static boolean matches(String compact, JwsAlgorithm algorithm, VerifyingKey key) {
    String[] parts = compact.split("\\.", -1);
    var text = new SignedText(parts[0], parts[1], parts[2]);
    return accepts(
        switch (key) {
          case HmacKey hmac -> hmac.library(algorithm);
          case RsaVerifyingKey rsa -> rsa.library(algorithm);
          case EcVerifyingKey ec -> ec.library();
          case Ed25519VerifyingKey ed -> ed.library();
        },
        text);
  }

  private static boolean accepts(Algorithm library, SignedText text) {
    try {
      library.verify(text);
      return true;
    } catch (RuntimeException mismatchOrRefusedByTheLibrary) {
      return false;
    }
  }
}
