package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.security.SecureRandom;

/// The operating system's random bytes.
final class Randomness {

  private static final SecureRandom SOURCE = new SecureRandom();

  private Randomness() {}

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    SOURCE.nextBytes(bytes);
    return bytes;
  }

  static String text(int length) {
    return Base64Url.encode(bytes(length));
  }

  /// The same for what a person may type behind a command: it does not begin like an option.
  static String id(int length) {
    String id = text(length);
    return id.startsWith("-") ? id(length) : id;
  }

  static SecretBytes secret(int length) {
    return SecretBytes.take(bytes(length));
  }

  static long number() {
    return SOURCE.nextLong();
  }
}
