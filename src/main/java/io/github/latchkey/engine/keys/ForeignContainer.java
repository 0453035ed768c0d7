package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.AsciiSearch;
import io.github.latchkey.engine.KeyText;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
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

  /// The name of a container that is text: what [KeyText] knows but PEM, `JSON`, and DER in base64
  /// without the lines of a PEM.
  static Optional<String> ofText(byte[] text) {
    return KeyText.container(text)
        .filter(name -> !name.equals("PEM"))
        .or(() -> isJsonObject(text) ? Optional.of("JSON") : Optional.empty())
        .or(() -> base64Der(text));
  }

  /// Whether the text has the outline of a JSON object: braces around nothing, or around a quote, a
  /// quote and a colon. It is not parsed, since a parser would make Strings of a secret.
  private static boolean isJsonObject(byte[] text) {
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

  private static boolean hasMember(byte[] text, int from, int until) {
    int quote = AsciiSearch.indexOf(text, "\"", from, until);
    while (quote >= 0) {
      if (text[AsciiSearch.skipBlanks(text, quote + 1)] == ':') {
        return true;
      }
      quote = AsciiSearch.indexOf(text, "\"", quote + 1, until);
    }
    return false;
  }

  private static Optional<String> base64Der(byte[] text) {
    if (!AsciiSearch.isAt(text, AsciiSearch.skipBlanks(text), "MI")) {
      return Optional.empty();
    }
    byte[] decoded = new byte[0];
    try {
      decoded = Base64.getMimeDecoder().decode(text);
      return ofBinary(decoded);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    } finally {
      Arrays.fill(decoded, (byte) 0);
    }
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
