package io.github.latchkey.app;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a credential is to look: all that can be changed of it without another key.
///
/// @param fields the platform's fields by id; blank ones are taken away
public record CredentialEdit(
    String name,
    Optional<String> environment,
    Map<String, String> fields,
    List<String> tags,
    Optional<String> note,
    Optional<LocalDate> rotateBy) {

  public CredentialEdit {
    name = name.strip();
    environment = environment.map(String::strip).filter(text -> !text.isEmpty());
    Map<String, String> filled = new LinkedHashMap<>();
    fields.forEach(
        (id, value) -> {
          if (!value.isBlank()) {
            filled.put(id, value.strip());
          }
        });
    fields = Map.copyOf(filled);
    tags = tags.stream().map(String::strip).filter(tag -> !tag.isEmpty()).distinct().toList();
    note = note.filter(text -> !text.isBlank());
  }

  /// The credential as it is.
  public static CredentialEdit of(Credential credential) {
    return new CredentialEdit(
        credential.name(),
        credential.environment(),
        credential.fields(),
        credential.tags(),
        credential.note(),
        credential.rotateBy());
  }

  /// The same with another name.
  public CredentialEdit named(String other) {
    return new CredentialEdit(other, environment, fields, tags, note, rotateBy);
  }
}
