package io.github.latchkey.engine.keys;

/// What a key is. Kinds are added as the engine learns them: switch with a default.
public enum KeyKind {
  /// A secret for HMAC.
  HMAC_SECRET,
  /// An RSA private key.
  RSA_PRIVATE,
  /// An RSA public key.
  RSA_PUBLIC
}
