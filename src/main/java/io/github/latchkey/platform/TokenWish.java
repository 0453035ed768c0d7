package io.github.latchkey.platform;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a person wants in a token, before the platform's file has its say. Claims and header
/// parameters keep the order in which they were given.
///
/// @param algorithm what will sign
/// @param fields the credential's fields
/// @param claims values by path; they go before anything the platform's file says
/// @param header values by name; likewise
public record TokenWish(
    JwsAlgorithm algorithm,
    Map<String, String> fields,
    Map<ClaimPath, Json> claims,
    Map<String, Json> header,
    Validity validity) {

  public TokenWish {
    fields = Map.copyOf(fields);
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
  }
}
