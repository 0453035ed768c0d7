package io.github.latchkey.engine.keys;

import java.util.Arrays;

/// The header of a PEM that OpenSSL encrypted before PKCS#8 (RFC 1421 section 4.6.1.3).
///
/// @param cipher as it stands there: `AES-128-CBC`
/// @param iv empty where what stands there is none
record DekInfo(String cipher, byte[] iv) {

  private static final int LONGEST_NAME = 40;

  /// The header's value: `AES-128-CBC,0123…`.
  static DekInfo of(String value) {
    int comma = value.indexOf(',');
    String name = (comma < 0 ? value : value.substring(0, comma)).strip();
    return new DekInfo(
        name.substring(0, Math.min(name.length(), LONGEST_NAME)),
        comma < 0 ? new byte[0] : hex(value.substring(comma + 1).strip()));
  }

  private static byte[] hex(String text) {
    try {
      return java.util.HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException notHex) {
      return new byte[0];
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DekInfo(var name, var bytes)
        && name.equals(cipher)
        && Arrays.equals(bytes, iv);
  }

  @Override
  public int hashCode() {
    return cipher.hashCode();
  }
}
