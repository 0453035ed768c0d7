package io.github.latchkey.platform;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where a claim lies: `context.user.name`, with `\.` for a dot inside a name, or a JSON Pointer
/// (RFC 6901) such as `/acl/paths`. Only objects are walked.
public record ClaimPath(List<String> names) {

  private static final int DEEPEST = 16;

  /// Refuses an empty path, an empty name and more than 16 names with IllegalArgumentException.
  public ClaimPath {
    names = List.copyOf(names);
    if (names.isEmpty() || names.size() > DEEPEST || names.contains("")) {
      throw new IllegalArgumentException("not a claim path");
    }
  }

  /// Reads a path as people write it; see the class for its forms.
  public static ClaimPath of(String text) {
    return new ClaimPath(text.startsWith("/") ? pointer(text) : dotted(text));
  }

  private static List<String> pointer(String text) {
    return List.of(text.substring(1).split("/", -1)).stream()
        .map(name -> name.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  private static List<String> dotted(String text) {
    List<String> names = new ArrayList<>();
    var name = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '.') {
        name.append('.');
        i++;
      } else if (c == '.') {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString());
    return names;
  }

  /// The value at this path, if there is one.
  public Optional<Json> in(JsonObject object) {
    Json value = object;
    for (String name : names) {
      if (!(value instanceof JsonObject inner) || !inner.has(name)) {
        return Optional.empty();
      }
      value = inner.get(name).orElseThrow();
    }
    return Optional.of(value);
  }

  /// The object with this value at this path: in its place where the path exists, else at the end
  /// of the innermost object; objects on the way are made, and a value on the way that is no object
  /// gives way to one.
  public JsonObject put(JsonObject object, Json value) {
    return put(object, 0, value);
  }

  private JsonObject put(JsonObject object, int depth, Json value) {
    String name = names.get(depth);
    Json inner =
        depth == names.size() - 1
            ? value
            : put(object.object(name).orElse(JsonObject.empty()), depth + 1, value);
    List<JsonMember> members = new ArrayList<>(object.members());
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).name().equals(name)) {
        members.set(i, new JsonMember(name, inner));
        return new JsonObject(members);
      }
    }
    members.add(new JsonMember(name, inner));
    return new JsonObject(members);
  }

  /// The path as people write it, with dots.
  @Override
  public String toString() {
    return names.stream().map(name -> name.replace(".", "\\.")).collect(Collectors.joining("."));
  }
}
