package io.github.latchkey.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// A signature algorithm that this engine signs and verifies with (RFC 7518 section 3.1).
///
/// Names are compared exactly: `hs256` is none of them, and `none` never will be.
public enum JwsAlgorithm {
  /// HMAC with SHA-256; signer and verifier share the key.
  HS256,
  /// RSASSA-PKCS1-v1_5 with SHA-256; a private key signs, its public key verifies.
  RS256;

  private static final Set<String> REGISTERED =
      Set.of(
          "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256",
          "ES384", "ES512", "EdDSA");

  /// The algorithm of a header's `alg`; empty where the engine cannot use it.
  public static Optional<JwsAlgorithm> named(String alg) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.name().equals(alg)).findFirst();
  }

  /// Whether some platform signs with an algorithm of this name, even if the engine does not read
  /// it: the names of RFC 7518 section 3.1 but `none`, and `EdDSA` (RFC 8037).
  public static boolean isRegistered(String alg) {
    return REGISTERED.contains(alg);
  }

  /// Whether one key both signs and verifies.
  public boolean isSymmetric() {
    return this == HS256;
  }
}
