package io.github.latchkey.engine.inspect;

/// Tells where a token may begin: at base64url of `{` followed by a quote, a blank or a line break,
/// as every header begins that a JSON writer made.
final class TokenStart {

  private static final int LEAST_CHARACTERS = 10;

  private TokenStart() {}

  /// Whether a character can be in a token, padding and the standard alphabet included, `=` not.
  static boolean isWord(char c) {
    return isBase64Url(c) || c == '+' || c == '/' || c == '.';
  }

  static boolean isBase64Url(char c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_';
  }

  /// Whether a header begins here, and no word before it runs into it.
  static boolean isAt(CharSequence text, int at) {
    if (at + LEAST_CHARACTERS > text.length()
        || text.charAt(at) != 'e'
        || at > 0 && isBase64Url(text.charAt(at - 1))) {
      return false;
    }
    char third = text.charAt(at + 2);
    boolean object =
        switch (text.charAt(at + 1)) {
          case 'y' -> "ABCDIJKL".indexOf(third) >= 0;
          case 'w' -> "klmnopqr0123".indexOf(third) >= 0;
          default -> false;
        };
    for (int i = at; object && i < at + LEAST_CHARACTERS; i++) {
      object = isWord(text.charAt(i)) || text.charAt(i) <= ' ';
    }
    return object;
  }
}
