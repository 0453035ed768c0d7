package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonString;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A credential as it is now: its open fields with their values and the names of its secret fields,
/// both in the order of the names; when its newest value was written, by the clock of the machine
/// that wrote it. (When the oldest was written is not told: earlier values can be forgotten.)
///
/// Maps are copied and cannot be changed. A field whose value is JSON `null` was taken away and is
/// left out.
public record VaultEntry(
    String id, Map<String, Json> fields, Set<String> secretFields, Instant changed) {

  public VaultEntry {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    secretFields = Collections.unmodifiableSet(new TreeSet<>(secretFields));
  }

  /// Whether it is a credential, and not an item of another kind.
  public boolean isCredential() {
    Json kind = fields.getOrDefault(Item.KIND, new JsonString(Item.CREDENTIAL));
    return kind.equals(new JsonString(Item.CREDENTIAL));
  }
}
