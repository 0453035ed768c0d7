package io.github.latchkey.json;

import java.nio.charset.StandardCharsets;

/// A JSON value (RFC 8259) as its author wrote it: members in order, duplicates kept, numbers with
/// all their digits.
///
/// That is what a token needs: what is signed is text, so nothing may be normalised on the way in
/// or out.
public sealed interface Json
    permits JsonArray, JsonBoolean, JsonNull, JsonNumber, JsonObject, JsonString {

  /// Parses text that must be exactly one JSON value.
  static Json parse(String text, JsonLimits limits) throws JsonException {
    return new JsonReader(limits).read(text);
  }

  /// Parses UTF-8 that must be exactly one JSON value. Invalid UTF-8 is an error, never replaced.
  /// The array is not kept.
  static Json parse(byte[] utf8, JsonLimits limits) throws JsonException {
    return new JsonReader(limits).read(utf8);
  }

  /// The value without white space, in the bytes that JavaScript's `JSON.stringify` would choose.
  default String compact() {
    return new String(JsonWriter.compact(this), StandardCharsets.UTF_8);
  }

  /// [#compact()] as UTF-8, in an array of the caller's.
  default byte[] compactUtf8() {
    return JsonWriter.compact(this);
  }
}
