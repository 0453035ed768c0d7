package io.github.latchkey.app;

import io.github.latchkey.platform.Validity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A token that a person asks for.
///
/// @param claims in the order given; a later one for the same path replaces an earlier one
/// @param header further header parameters, as text
public record TokenRequest(
    Credential credential, List<ClaimInput> claims, Map<String, String> header, Validity validity) {

  public TokenRequest {
    claims = List.copyOf(claims);
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
  }
}
