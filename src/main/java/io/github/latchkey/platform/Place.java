package io.github.latchkey.platform;

import io.github.latchkey.json.Json;
import java.util.Optional;

/// A value somewhere in a token or its credential: `header.kid`, `claim.context.user.name`,
/// `field.consumerId`.
public sealed interface Place {

  /// A header parameter.
  record Header(String name) implements Place {}

  /// A claim of the payload.
  record Claim(ClaimPath path) implements Place {}

  /// A field of the credential; unknown when a token of no known credential is looked at.
  record Field(String id) implements Place {}

  /// Reads `header.`, `claim.` or `field.` and a name; anything else is an
  /// IllegalArgumentException.
  static Place of(String text) {
    int dot = text.indexOf('.');
    String rest = text.substring(dot + 1);
    return switch (dot < 0 ? "" : text.substring(0, dot)) {
      case "header" -> new Header(rest);
      case "claim" -> new Claim(ClaimPath.of(rest));
      case "field" -> new Field(rest);
      default -> throw new IllegalArgumentException("not a place in a token");
    };
  }

  /// The value that the token has here.
  default Optional<Json> in(TokenView token) {
    return switch (this) {
      case Header(var name) -> token.header().get(name);
      case Claim(var path) -> path.in(token.payload());
      case Field(var id) -> token.field(id);
    };
  }

  /// The name a person knows it by: the header's or the claim's own.
  default String label() {
    return switch (this) {
      case Header(var name) -> name;
      case Claim(var path) -> path.toString();
      case Field(var id) -> id;
    };
  }
}
