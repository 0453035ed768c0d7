package io.github.latchkey.engine.keys;

/// How a passphrase becomes the key that an exported private key is encrypted with.
public enum KeySealing {
  /// PBKDF2 with HMAC-SHA-256 and 600,000 iterations, which every program reads.
  PBKDF2,
  /// scrypt with N = 16,384, r = 8, p = 5: 16 MiB five times over. OpenSSL refuses what takes 32
  /// MiB.
  SCRYPT
}
