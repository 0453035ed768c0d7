package io.github.latchkey.vault;

import java.util.Base64;
import java.util.Optional;

/// base64url without padding (RFC 4648, section 5), read so strictly that every value has one text.
final class Base64Url {

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

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
    try {
      return encode(decode(text)).equals(text) ? Optional.of(text) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
