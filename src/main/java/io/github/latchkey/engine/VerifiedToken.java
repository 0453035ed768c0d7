package io.github.latchkey.engine;

import io.github.latchkey.json.JsonObject;
import java.util.Optional;

/// A token whose signature was checked. Only [TokenVerifier] makes one, so that checked and
/// unchecked claims cannot be confused.
///
/// The signature is all that was checked: not the times, not the audience, not the issuer.
public final class VerifiedToken {

  private final DecodedToken token;
  private final JwsAlgorithm algorithm;

  VerifiedToken(DecodedToken token, JwsAlgorithm algorithm) {
    this.token = token;
    this.algorithm = algorithm;
  }

  /// The token, decoded from the text that was checked.
  public DecodedToken token() {
    return token;
  }

  /// The algorithm that it was checked with.
  public JwsAlgorithm algorithm() {
    return algorithm;
  }

  /// The claims; empty where the payload is not a JSON object or some name stands twice in it,
  /// since then nobody can say which claim was signed.
  public Optional<JsonObject> claims() {
    return token.payloadJson().filter(payload -> DuplicateNames.in(payload).isEmpty());
  }
}
