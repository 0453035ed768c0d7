package io.github.latchkey.engine;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import java.util.Base64;
import java.util.Optional;

/// One part of a compact token: its text, the bytes that it encodes, and the JSON in them.
///
/// Of a damaged part `bytes` holds what stands before the damage, so that a person can see it;
/// [#defect()] tells. Equal parts have equal texts: the rest follows from it.
///
/// @param bytes copied in and out
/// @param json where the part is undamaged and its bytes are exactly one JSON value in UTF-8
public record TokenPart(String text, Optional<byte[]> bytes, Optional<Json> json) {

  public TokenPart {
    bytes = bytes.map(byte[]::clone);
  }

  /// Decodes a text. Never throws.
  static TokenPart of(String text) {
    Optional<Base64Defect> defect = Base64Defect.in(text);
    int length =
        defect
            .filter(found -> found.kind() != Base64Defect.Kind.UNUSED_BITS)
            .map(Base64Defect::position)
            .orElse(text.length());
    byte[] bytes = decodePrefix(text, length);
    return new TokenPart(
        text,
        length == 0 ? Optional.empty() : Optional.of(bytes),
        defect.isPresent() ? Optional.empty() : parse(bytes));
  }

  /// A part whose text is too long to be looked into.
  static TokenPart unread(String text) {
    return new TokenPart(text, Optional.empty(), Optional.empty());
  }

  /// What keeps the text from being strict base64url; empty where nothing does.
  public Optional<Base64Defect> defect() {
    return Base64Defect.in(text);
  }

  @Override
  public Optional<byte[]> bytes() {
    return bytes.map(byte[]::clone);
  }

  private static byte[] decodePrefix(String text, int length) {
    int whole = length % 4 == 1 ? length - 1 : length;
    return Base64.getUrlDecoder().decode(text.substring(0, whole));
  }

  private static Optional<Json> parse(byte[] bytes) {
    try {
      return Optional.of(Json.parse(bytes, JsonLimits.FOREIGN));
    } catch (JsonException notJson) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenPart part && part.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// Says the length only: a part may be all that is secret of a token.
  @Override
  public String toString() {
    return "TokenPart[" + text.length() + " characters]";
  }
}
