package io.github.latchkey.json;

import java.util.List;

/// A JSON array; the list is copied and cannot be changed.
public record JsonArray(List<Json> elements) implements Json {

  public JsonArray {
    elements = List.copyOf(elements);
  }

  /// An array of these elements, in this order.
  public static JsonArray of(Json... elements) {
    return new JsonArray(List.of(elements));
  }
}
