package io.github.latchkey.platform;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonBoolean;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a claim's value must be, and how a typed text becomes one.
public enum ClaimType {
  /// A string.
  STRING,
  /// A whole number.
  INTEGER,
  /// Any number.
  NUMBER,
  /// `true` or `false`.
  BOOLEAN,
  /// The string `"true"` or `"false"`, as JaaS documents it.
  TEXT_BOOLEAN,
  /// A boolean or its text, as Jitsi's client accepts both; a typed one becomes a boolean.
  EITHER_BOOLEAN,
  /// Seconds since 1970 (NumericDate, RFC 7519 section 2).
  TIME,
  /// An object.
  OBJECT,
  /// A list of strings; typed with commas.
  STRINGS,
  /// Any JSON.
  ANY;

  /// The name in a platform file: `text-boolean`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The type of this name.
  public static Optional<ClaimType> named(String id) {
    return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
  }

  /// Whether a token's value is of this type.
  public boolean accepts(Json value) {
    return switch (this) {
      case STRING -> value instanceof JsonString;
      case INTEGER -> value instanceof JsonNumber number && number.isPlainInteger();
      case NUMBER, TIME -> value instanceof JsonNumber;
      case BOOLEAN -> value instanceof JsonBoolean;
      case TEXT_BOOLEAN -> isBooleanText(value);
      case EITHER_BOOLEAN -> value instanceof JsonBoolean || isBooleanText(value);
      case OBJECT -> value instanceof JsonObject;
      case STRINGS ->
          value instanceof JsonArray(var elements)
              && elements.stream().allMatch(JsonString.class::isInstance);
      case ANY -> true;
    };
  }

  /// The value that a typed text means; empty where it cannot be one of this type.
  public Optional<Json> parse(String text) {
    return switch (this) {
      case STRING -> Optional.of(new JsonString(text));
      case INTEGER, NUMBER, OBJECT, ANY -> json(text).filter(this::accepts);
      case BOOLEAN, EITHER_BOOLEAN -> truth(text).map(JsonBoolean::new);
      case TEXT_BOOLEAN -> truth(text).map(value -> new JsonString(value.toString()));
      case TIME -> json(text).filter(INTEGER::accepts);
      case STRINGS ->
          text.stripLeading().startsWith("[")
              ? json(text).filter(this::accepts)
              : Optional.of(
                  new JsonArray(
                      Arrays.stream(text.split(","))
                          .map(String::strip)
                          .filter(part -> !part.isEmpty())
                          .<Json>map(JsonString::new)
                          .toList()));
    };
  }

  private static Optional<Json> json(String text) {
    try {
      return Optional.of(Json.parse(text, JsonLimits.FOREIGN));
    } catch (JsonException notJson) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text.strip()) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static boolean isBooleanText(Json value) {
    return value instanceof JsonString(var text) && truth(text).isPresent();
  }
}
