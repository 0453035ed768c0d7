package io.github.latchkey.app;

import io.github.latchkey.platform.PlatformProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    return CredentialSearch.matches(this, query);
  }
}
