package io.github.latchkey.app;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.platform.Validity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A token that a person asks for.
///
/// @param claims in the order given; a later one for the same path replaces an earlier one
/// @param header further header parameters, as text
/// @param algorithm where the platform takes several; empty for the first of them that the key can
///   do
public record TokenRequest(
    Credential credential,
    List<ClaimInput> claims,
    Map<String, String> header,
    Validity validity,
    Optional<JwsAlgorithm> algorithm) {

  public TokenRequest {
    claims = List.copyOf(claims);
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
  }

  /// A request that leaves the algorithm to the platform.
  public TokenRequest(
      Credential credential,
      List<ClaimInput> claims,
      Map<String, String> header,
      Validity validity) {
    this(credential, claims, header, validity, Optional.empty());
  }

  /// The same request with further claims, which go before its own.
  TokenRequest with(List<ClaimInput> further) {
    List<ClaimInput> all = Stream.concat(claims.stream(), further.stream()).toList();
    return new TokenRequest(credential, all, header, validity, algorithm);
  }
}
