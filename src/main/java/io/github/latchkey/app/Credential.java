package io.github.latchkey.app;

import io.github.latchkey.platform.PlatformProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A credential as a person sees it: everything but the secret.
///
/// @param id its name inside the vault; never changes
/// @param platform the platform; the generic one where the stored id is unknown to this version
/// @param fields the platform's fields by id, without empty ones
/// @param imported when it was stored
public record Credential(
    String id,
    String name,
    PlatformProfile platform,
    Optional<String> environment,
    Map<String, String> fields,
    List<String> tags,
    Optional<String> note,
    Instant imported,
    Optional<LocalDate> rotateBy,
    StoredKey key) {

  public Credential {
    fields = Map.copyOf(fields);
    tags = List.copyOf(tags);
  }

  /// Whether every word of the query stands somewhere in it, whatever the case.
  public boolean matches(String query) {
    String all =
        Stream.of(
                Stream.of(
                    name, platform.name(), platform.id(), environment.orElse(""), note.orElse("")),
                fields.values().stream(),
                tags.stream(),
                key.description().fingerprint().stream(),
                platform.algorithms().stream().map(Enum::name))
            .flatMap(part -> part)
            .reduce("", (a, b) -> a + "\n" + b)
            .toLowerCase(Locale.ROOT);
    return Stream.of(query.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(all::contains);
  }
}
