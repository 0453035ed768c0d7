package io.github.latchkey.app;

import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.platform.PlatformProfile;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a key is to be stored.
///
/// @param fields the platform's fields by id; empty ones are left out
/// @param encoding how a secret's text becomes bytes; the platform's way where it is empty
public record ImportRequest(
    String name,
    PlatformProfile platform,
    Map<String, String> fields,
    Optional<String> environment,
    List<String> tags,
    Optional<String> note,
    Optional<LocalDate> rotateBy,
    Optional<SecretEncoding> encoding) {

  public ImportRequest {
    Map<String, String> filled = new LinkedHashMap<>();
    fields.forEach(
        (id, value) -> {
          if (!value.isBlank()) {
            filled.put(id, value.strip());
          }
        });
    fields = Map.copyOf(filled);
    tags = tags.stream().map(String::strip).filter(tag -> !tag.isEmpty()).distinct().toList();
    name = name.strip();
  }
}
