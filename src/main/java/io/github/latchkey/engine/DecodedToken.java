package io.github.latchkey.engine;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonObject;
import java.util.Optional;

/// What was found in a token's text, nothing of it checked: anybody can write these claims. Checked
/// ones come from [VerifiedToken#claims()] only.
///
/// Of a text without three parts the missing ones are empty; of an encrypted one (five parts) only
/// the header is read.
public record DecodedToken(
    String compact, TokenPart header, TokenPart payload, TokenPart signature) {

  /// The longest text that is looked into, in characters.
  public static final int LONGEST = 1 << 20;

  /// Takes a text apart at its dots. Never throws; a text over [#LONGEST] is kept and not read.
  public static DecodedToken of(String compact) {
    if (compact.length() > LONGEST) {
      TokenPart nothing = TokenPart.unread("");
      return new DecodedToken(compact, nothing, nothing, nothing);
    }
    String[] parts = compact.split("\\.", 6);
    boolean encrypted = parts.length == 5;
    return new DecodedToken(
        compact,
        TokenPart.of(parts[0]),
        TokenPart.of(encrypted || parts.length < 2 ? "" : parts[1]),
        TokenPart.of(encrypted || parts.length < 3 ? "" : parts[2]));
  }

  /// The header where it is a JSON object; a name that stands twice is still in it twice.
  public Optional<JsonObject> headerJson() {
    return object(header);
  }

  /// The payload where it is a JSON object; a name that stands twice is still in it twice.
  public Optional<JsonObject> payloadJson() {
    return object(payload);
  }

  private static Optional<JsonObject> object(TokenPart part) {
    Optional<Json> json = part.json();
    return json.flatMap(
        value -> value instanceof JsonObject object ? Optional.of(object) : Optional.empty());
  }

  /// Says nothing that could be used as a token.
  @Override
  public String toString() {
    return "DecodedToken[" + compact.length() + " characters]";
  }
}
