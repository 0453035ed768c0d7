package io.github.latchkey.vault;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// base64url without padding (RFC 4648, section 5), read so strictly that every value has one text.
final class Base64Url {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /// The six bits that a character stands for, -1 where it stands for none.
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int i = 0; i < alphabet.length(); i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
  }

  private Base64Url() {}

  static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /// The bytes of a text that the format itself has checked.
  static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  /// The text itself where it is exactly this many bytes, with unused bits zero.
  static Optional<String> exact(String text, int bytes) {
    if (text.length() != (bytes * 4 + 2) / 3) {
      return Optional.empty();
    }
    int last = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      last = c < VALUES.length ? VALUES[c] : -1;
      if (last < 0) {
        return Optional.empty();
      }
    }
    int unused = (1 << text.length() * 6 % Byte.SIZE) - 1;
    return (last & unused) == 0 ? Optional.of(text) : Optional.empty();
  }
}
