package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.AsciiSearch;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Recognises the forms of keys that are not PEM, by their content.
final class ForeignContainer {

  private static final int JAVA_KEYSTORE = 0xfeedfeed;
  private static final int JCE_KEYSTORE = 0xcececece;

  private ForeignContainer() {}

  /// The name of a binary container: `PKCS#12`, `PKCS#7`, `JKS`, `DER`.
  static Optional<String> ofBinary(byte[] content) {
    if (content.length >= Integer.BYTES) {
      int magic = ByteBuffer.wrap(content).getInt();
      if (magic == JAVA_KEYSTORE || magic == JCE_KEYSTORE) {
        return Optional.of("JKS");
      }
    }
    if (content.length == 0 || content[0] != 0x30 || isPrintable(content)) {
      return Optional.empty();
    }
    return DerShape.of(content)
        .map(
            shape ->
                switch (shape) {
                  case PKCS12 -> "PKCS#12";
                  case PKCS7 -> "PKCS#7";
                  default -> "DER";
                });
  }

  /// Whether the text has the outline of a JSON object: braces around nothing, or around a quote, a
  /// quote and a colon. It is not parsed, since a parser would make Strings of a secret.
  static boolean isJsonObject(byte[] text) {
    int open = AsciiSearch.skipBlanks(text);
    int close = text.length - 1;
    while (close > open && text[close] <= ' ' && text[close] >= 0) {
      close--;
    }
    if (close <= open || text[open] != '{' || text[close] != '}') {
      return false;
    }
    int name = AsciiSearch.skipBlanks(text, open + 1);
    return name == close || text[name] == '"' && hasMember(text, name + 1, close);
  }

  /// Whether the text begins as a JSON object with a member does.
  static boolean beginsJsonObject(byte[] text) {
    int open = AsciiSearch.skipBlanks(text);
    int name = AsciiSearch.skipBlanks(text, open + 1);
    return AsciiSearch.isAt(text, open, "{")
        && AsciiSearch.isAt(text, name, "\"")
        && hasMember(text, name + 1, text.length);
  }

  private static boolean hasMember(byte[] text, int from, int until) {
    int quote = AsciiSearch.indexOf(text, "\"", from, until);
    while (quote >= 0) {
      if (AsciiSearch.isAt(text, AsciiSearch.skipBlanks(text, quote + 1), ":")) {
        return true;
      }
      quote = AsciiSearch.indexOf(text, "\"", quote + 1, until);
    }
    return false;
  }

  private static boolean isPrintable(byte[] content) {
    for (byte c : content) {
      if (c < 0x20 && c != '\n' && c != '\r' && c != '\t') {
        return false;
      }
    }
    return true;
  }
}
