package io.github.latchkey.engine;

import java.util.Optional;

/// Why a part of a token is not strict base64url without padding (RFC 7515 section 2).
///
/// @param position of the first wrong character, from 0
public record Base64Defect(Kind kind, int position) {

  /// What is wrong at that position.
  public enum Kind {
    /// A character that base64url does not have.
    FOREIGN_CHARACTER,
    /// `+` or `/` of the standard alphabet.
    STANDARD_ALPHABET,
    /// `=`.
    PADDING,
    /// A length that no bytes encode to: at least one character is missing.
    IMPOSSIBLE_LENGTH,
    /// The last character carries bits that belong to no byte: a second text for the same bytes.
    UNUSED_BITS
  }

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /// The first defect of a text; empty where it is strict base64url.
  public static Optional<Base64Defect> in(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || ALPHABET.indexOf(c) < 0) {
        return Optional.of(new Base64Defect(foreign(c), i));
      }
    }
    int last = text.length() - 1;
    int unused =
        switch (text.length() % 4) {
          case 2 -> 0b1111;
          case 3 -> 0b11;
          default -> 0;
        };
    if (text.length() % 4 == 1) {
      return Optional.of(new Base64Defect(Kind.IMPOSSIBLE_LENGTH, last));
    }
    return unused != 0 && (ALPHABET.indexOf(text.charAt(last)) & unused) != 0
        ? Optional.of(new Base64Defect(Kind.UNUSED_BITS, last))
        : Optional.empty();
  }

  private static Kind foreign(char c) {
    return switch (c) {
      case '+', '/' -> Kind.STANDARD_ALPHABET;
      case '=' -> Kind.PADDING;
      default -> Kind.FOREIGN_CHARACTER;
    };
  }
}
