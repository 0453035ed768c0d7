package io.github.latchkey.engine;

import io.github.latchkey.json.JsonObject;

/// A token that was just signed, and whose signature was checked (RFC 7515 section 7.1): the
/// compact text and exactly what was signed.
public record SignedToken(String compact, JsonObject header, JsonObject payload) {

  /// Says nothing that could be used as a token.
  @Override
  public String toString() {
    return "SignedToken[" + compact.length() + " characters]";
  }
}
