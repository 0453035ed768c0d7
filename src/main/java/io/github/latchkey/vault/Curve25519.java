package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;

/// The function X25519 (RFC 7748, section 5), which clamps the scalar itself.
final class Curve25519 {

  private Curve25519() {}

  /// X25519(scalar, 9), in an array of the caller's.
  static byte[] publicKey(SecretBytes scalar) {
    byte[] point = new byte[X25519.POINT_SIZE];
    return scalar.lend(
        k -> {
          X25519.scalarMultBase(k, 0, point, 0);
          return point;
        });
  }

  /// X25519(scalar, point), which the caller closes; empty where it is all zero (RFC 7748, section
  /// 6.1).
  static Optional<SecretBytes> agree(SecretBytes scalar, byte[] point) {
    byte[] shared = new byte[X25519.POINT_SIZE];
    boolean useful = scalar.lend(k -> X25519.calculateAgreement(k, 0, point, 0, shared, 0));
    return useful ? Optional.of(SecretBytes.take(shared)) : Optional.empty();
  }
}
