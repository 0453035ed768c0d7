package io.github.latchkey.platform;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.util.Map;
import java.util.Optional;

/// What rules look at: header and payload of a token, and the fields of its credential where that
/// is known.
public record TokenView(JsonObject header, JsonObject payload, Map<String, String> fields) {

  public TokenView {
    fields = Map.copyOf(fields);
  }

  /// A field of the credential as JSON text; empty where it is unknown or blank.
  public Optional<Json> field(String id) {
    return Optional.ofNullable(fields.get(id))
        .filter(value -> !value.isBlank())
        .map(JsonString::new);
  }
}
