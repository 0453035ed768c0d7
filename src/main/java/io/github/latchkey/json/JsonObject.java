package io.github.latchkey.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A JSON object with its members in order, duplicates included; the list is copied and cannot be
/// changed.
public record JsonObject(List<JsonMember> members) implements Json {

  private static final JsonObject EMPTY = new JsonObject(List.of());

  public JsonObject {
    members = List.copyOf(members);
  }

  /// The object without members.
  public static JsonObject empty() {
    return EMPTY;
  }

  /// Starts an object.
  public static Builder builder() {
    return new Builder();
  }

  /// The value of a name; where the name stands twice the last one, as JavaScript reads it.
  public Optional<Json> get(String name) {
    for (int i = members.size() - 1; i >= 0; i--) {
      if (members.get(i).name().equals(name)) {
        return Optional.of(members.get(i).value());
      }
    }
    return Optional.empty();
  }

  /// The value of a name where it is a string.
  public Optional<String> text(String name) {
    return get(name)
        .flatMap(
            value -> value instanceof JsonString(var text) ? Optional.of(text) : Optional.empty());
  }

  /// The value of a name where it is an object.
  public Optional<JsonObject> object(String name) {
    return get(name)
        .flatMap(
            value -> value instanceof JsonObject object ? Optional.of(object) : Optional.empty());
  }

  /// The value of a name where it is a number.
  public Optional<JsonNumber> number(String name) {
    return get(name)
        .flatMap(
            value -> value instanceof JsonNumber number ? Optional.of(number) : Optional.empty());
  }

  /// Whether the name stands in this object.
  public boolean has(String name) {
    return get(name).isPresent();
  }

  /// The names that stand more than once in this object (not in those inside it), each once, in
  /// order.
  public List<String> duplicates() {
    Set<String> seen = HashSet.newHashSet(members.size());
    Set<String> again = new LinkedHashSet<>();
    for (JsonMember member : members) {
      if (!seen.add(member.name())) {
        again.add(member.name());
      }
    }
    return List.copyOf(again);
  }

  /// Collects members in order.
  public static final class Builder {

    private final List<JsonMember> members = new ArrayList<>();

    private Builder() {}

    /// Adds a member, or replaces the value of the one with this name in its place.
    public Builder put(String name, Json value) {
      for (int i = 0; i < members.size(); i++) {
        if (members.get(i).name().equals(name)) {
          members.set(i, new JsonMember(name, value));
          return this;
        }
      }
      members.add(new JsonMember(name, value));
      return this;
    }

    /// Adds or replaces a string.
    public Builder put(String name, String value) {
      return put(name, new JsonString(value));
    }

    /// Adds or replaces a whole number.
    public Builder put(String name, long value) {
      return put(name, JsonNumber.of(value));
    }

    /// Adds or replaces a boolean.
    public Builder put(String name, boolean value) {
      return put(name, new JsonBoolean(value));
    }

    /// The object so far.
    public JsonObject build() {
      return new JsonObject(members);
    }
  }
}
