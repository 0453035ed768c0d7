package io.github.latchkey.engine;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonObject;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds names that stand twice in one object. Parsers disagree on which of the two counts, so that
/// what one program checked is not what another one obeys (RFC 8725 section 2.4).
public final class DuplicateNames {

  private DuplicateNames() {}

  /// The names that stand more than once in this object or in one object anywhere inside it, each
  /// once.
  public static List<String> in(Json value) {
    Set<String> names = new LinkedHashSet<>();
    var open = new ArrayDeque<Json>(List.of(value));
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case JsonObject object -> {
          names.addAll(object.duplicates());
          object.members().stream().map(JsonMember::value).forEach(open::push);
        }
        case JsonArray(var elements) -> elements.forEach(open::push);
        default -> {
          // A scalar holds no names.
        }
      }
    }
    return List.copyOf(names);
  }
}
