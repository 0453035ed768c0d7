package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonString;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Everything that was ever written about one credential, and what it amounts to now: of each field
/// the value with the greatest stamp.
final class Item {

  /// The field that tells what an item is; absent for a credential.
  static final String KIND = "kind";

  /// The kind of an item that says none.
  static final String CREDENTIAL = "credential";

  /// The field that lists the stamps which were seen when the item was moved to the trash.
  static final String TRASH = "trash";

  private final String id;
  private final NavigableMap<Stamp, StampedValue> values = new TreeMap<>();

  Item(String id) {
    this.id = id;
  }

  void put(StampedValue value) {
    values.put(value.stamp(), value);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /// The stamps of all values; removing one from this set removes its value.
  Set<Stamp> stamps() {
    return values.keySet();
  }

  Iterable<StampedValue> values() {
    return values.values();
  }

  String id() {
    return id;
  }

  /// Of each field the value that counts.
  Map<String, StampedValue> current() {
    Map<String, StampedValue> current = new HashMap<>();
    values.values().forEach(value -> current.put(value.field(), value));
    return current;
  }

  Optional<FieldContent> current(String field) {
    return latest(field, Set.of()).map(StampedValue::content);
  }

  /// The value of a field that would count if these had never been written.
  Optional<StampedValue> latest(String field, Set<Stamp> without) {
    return values.descendingMap().values().stream()
        .filter(value -> value.field().equals(field) && !without.contains(value.stamp()))
        .findFirst();
  }

  Optional<StampedValue> value(Stamp stamp) {
    return Optional.ofNullable(values.get(stamp));
  }

  /// The stamps of all values that do not count any more.
  Set<Stamp> earlier() {
    Set<Stamp> earlier = new TreeSet<>(values.keySet());
    current().values().forEach(value -> earlier.remove(value.stamp()));
    return earlier;
  }

  /// Whether the item is listed where items of this kind are: it is not in the trash.
  boolean isShownAs(String kind) {
    return isOfKind(kind) && !isInTrash();
  }

  boolean isOfKind(String kind) {
    Json mine =
        current(KIND).orElse(null) instanceof FieldContent.Open(Json said)
            ? said
            : new JsonString(CREDENTIAL);
    return mine.equals(new JsonString(kind));
  }

  /// Only while the trash field covers all that was written about the item beside it: a change that
  /// another machine made meanwhile takes the item out again.
  boolean isInTrash() {
    if (!(current(TRASH).orElse(null) instanceof FieldContent.Open(JsonArray(var seen)))) {
      return false;
    }
    Set<Stamp> covered =
        seen.stream().map(Stamp::of).flatMap(Optional::stream).collect(Collectors.toSet());
    return values.values().stream()
        .filter(value -> !value.field().equals(TRASH))
        .allMatch(value -> covered.contains(value.stamp()));
  }

  VaultEntry entry() {
    Map<String, StampedValue> current = current();
    current.remove(TRASH);
    Map<String, Json> fields = new TreeMap<>();
    Set<String> secrets = new TreeSet<>();
    current.forEach(
        (field, value) -> {
          value.content().shown().ifPresent(shown -> fields.put(field, shown));
          if (value.content() instanceof FieldContent.Hidden) {
            secrets.add(field);
          }
        });
    Instant changed = Instant.ofEpochMilli(values.lastEntry().getValue().time());
    return new VaultEntry(id, fields, secrets, changed);
  }
}
