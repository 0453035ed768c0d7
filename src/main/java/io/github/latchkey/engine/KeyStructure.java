package io.github.latchkey.engine;

import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;

/// Reads the ASN.1 of a key, or makes the JDK's object of it, so that whatever the libraries throw
/// at a hostile one becomes one refusal.
final class KeyStructure {

  /// What is done with the bytes.
  @FunctionalInterface
  interface Reading<R> {
    R read(byte[] encoded) throws IOException, GeneralSecurityException, EngineException;
  }

  private KeyStructure() {}

  /// What the reading makes of the bytes; UNUSABLE_KEY `malformed` where it fails.
  static <R> R read(byte[] encoded, Reading<R> reading) throws EngineException {
    try {
      return reading.read(encoded);
    } catch (IOException | GeneralSecurityException | RuntimeException notThatStructure) {
      throw unusable("malformed");
    }
  }

  /// The same for secret bytes, lent and wiped.
  static <R> R read(SecretBytes encoded, Reading<R> reading) throws EngineException {
    byte[] bytes = encoded.lend(byte[]::clone);
    try {
      return read(bytes, reading);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  static EngineException unusable(String reason) {
    return new EngineException(Kind.UNUSABLE_KEY, Map.of("reason", reason));
  }

  static EngineException inconsistent(String part) {
    return new EngineException(Kind.INCONSISTENT_KEY, Map.of("part", part));
  }
}
