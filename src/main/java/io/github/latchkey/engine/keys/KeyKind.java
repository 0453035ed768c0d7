package io.github.latchkey.engine.keys;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a key is. Kinds are added as the engine learns them: switch with a default.
public enum KeyKind {
  /// A secret for HMAC.
  HMAC_SECRET,
  /// An RSA private key.
  RSA_PRIVATE,
  /// An RSA public key.
  RSA_PUBLIC,
  /// A private key on P-256, P-384 or P-521.
  EC_PRIVATE,
  /// A public key on P-256, P-384 or P-521.
  EC_PUBLIC,
  /// An Ed25519 private key.
  ED25519_PRIVATE,
  /// An Ed25519 public key.
  ED25519_PUBLIC;

  /// The id in `key --json` and in vaults: `rsa-private`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The kind of this [#id()].
  public static Optional<KeyKind> named(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }

  /// Whether it signs and is not shared.
  public boolean isPrivate() {
    return switch (this) {
      case RSA_PRIVATE, EC_PRIVATE, ED25519_PRIVATE -> true;
      case HMAC_SECRET, RSA_PUBLIC, EC_PUBLIC, ED25519_PUBLIC -> false;
    };
  }
}
