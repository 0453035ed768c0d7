package io.github.latchkey.engine;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A signature algorithm that this engine signs and verifies with (RFC 7518 section 3.1, RFC 8037
/// section 3.1). Each constant is called as it stands in a header's `alg`.
///
/// Names are compared exactly: `hs256` is none of them, and `none` never will be.
public enum JwsAlgorithm {
  /// HMAC with SHA-256; signer and verifier share the key.
  HS256(Family.HMAC, 256),
  /// HMAC with SHA-384.
  HS384(Family.HMAC, 384),
  /// HMAC with SHA-512.
  HS512(Family.HMAC, 512),
  /// RSASSA-PKCS1-v1_5 with SHA-256; a private key signs, its public key verifies.
  RS256(Family.RSA, 256),
  /// RSASSA-PKCS1-v1_5 with SHA-384.
  RS384(Family.RSA, 384),
  /// RSASSA-PKCS1-v1_5 with SHA-512.
  RS512(Family.RSA, 512),
  /// RSASSA-PSS with SHA-256, MGF1 with the same, and a salt as long as the hash.
  PS256(Family.RSA, 256),
  /// RSASSA-PSS with SHA-384.
  PS384(Family.RSA, 384),
  /// RSASSA-PSS with SHA-512.
  PS512(Family.RSA, 512),
  /// ECDSA on P-256 with SHA-256.
  ES256(Family.EC, 256),
  /// ECDSA on P-384 with SHA-384.
  ES384(Family.EC, 384),
  /// ECDSA on P-521 with SHA-512.
  ES512(Family.EC, 512),
  /// Ed25519.
  EdDSA(Family.ED25519, 512);

  /// The kind of key that an algorithm takes.
  public enum Family {
    /// A shared secret.
    HMAC,
    /// An RSA key pair.
    RSA,
    /// A key pair on one of three curves; the curve decides the algorithm.
    EC,
    /// An Ed25519 key pair.
    ED25519
  }

  /// Names that stand in the registry of RFC 7518 section 7.1 and that this engine does not read.
  private static final Set<String> UNREAD = Set.of("ES256K", "Ed25519", "Ed448");

  /// What is said of the name that somebody wrote.
  private static final int LONGEST_SHOWN = 40;

  private final Family family;
  private final int hashBits;

  JwsAlgorithm(Family family, int hashBits) {
    this.family = family;
    this.hashBits = hashBits;
  }

  /// The algorithm of a header's `alg`; empty where the engine cannot use it.
  public static Optional<JwsAlgorithm> named(String alg) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.name().equals(alg)).findFirst();
  }

  /// Those of a family, in the order of the constants.
  public static Set<JwsAlgorithm> of(Family family) {
    EnumSet<JwsAlgorithm> all = EnumSet.allOf(JwsAlgorithm.class);
    all.removeIf(algorithm -> algorithm.family != family);
    return all;
  }

  /// Whether somebody signs with an algorithm of this name, even if the engine does not read it.
  public static boolean isRegistered(String alg) {
    return named(alg).isPresent() || UNREAD.contains(alg);
  }

  /// The kind of key that it takes.
  public Family family() {
    return family;
  }

  /// Bits of its hash; an HMAC key should have as many (RFC 7518 section 3.2).
  public int hashBits() {
    return hashBits;
  }

  /// This one alone, out of those that a key is bound to; ALGORITHM_MISMATCH where it is none.
  Set<JwsAlgorithm> alone(Set<JwsAlgorithm> bound) throws EngineException {
    if (!bound.contains(this)) {
      throw mismatch(name(), bound);
    }
    return Set.of(this);
  }

  /// That a key signs with none but its own.
  static EngineException mismatch(String alg, Set<JwsAlgorithm> bound) {
    String shown = alg.substring(0, Math.min(alg.length(), LONGEST_SHOWN));
    String allowed = bound.stream().map(JwsAlgorithm::name).collect(Collectors.joining(", "));
    return new EngineException(
        EngineException.Kind.ALGORITHM_MISMATCH, Map.of("alg", shown, "allowed", allowed));
  }

  /// Whether one key both signs and verifies.
  public boolean isSymmetric() {
    return family == Family.HMAC;
  }
}
