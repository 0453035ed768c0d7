package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.EngineException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/// The problems that keys of several forms share.
final class KeyFaults {

  /// The shortest RSA key that signs (RFC 7518 section 3.3).
  static final int SIGNING_BITS = 2048;

  private static final int MOST_BITS = 16384;

  private KeyFaults() {}

  /// What the engine has against a key.
  static KeyProblem problem(EngineException unfit, KeyPlace place) {
    return switch (unfit.kind()) {
      case WEAK_KEY ->
          weak((Integer) unfit.facts().get("bits"), (String) unfit.facts().get("reason"));
      case INCONSISTENT_KEY -> KeyProblem.of(KeyProblemId.INCONSISTENT_KEY, unfit.facts());
      case UNUSABLE_KEY ->
          switch ((String) unfit.facts().get("reason")) {
            case "pss-only" -> KeyProblem.of(KeyProblemId.PSS_ONLY);
            case "too-large" -> type("RSA over 16384 bits");
            case "multi-prime" -> type("multi-prime RSA");
            default -> place.damaged();
          };
      default -> place.damaged();
    };
  }

  static void requireRsa(ASN1ObjectIdentifier algorithm) throws UnreadableKey {
    if (algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      throw new UnreadableKey(KeyProblem.of(KeyProblemId.PSS_ONLY));
    }
    if (!algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      throw unsupported(ObjectNames.of(algorithm));
    }
  }

  /// Refuses RSA numbers that would take long to divide, before anything is computed with them.
  static void requireBounded(List<BigInteger> numbers) throws UnreadableKey {
    if (numbers.stream().anyMatch(number -> number.bitLength() > MOST_BITS)) {
      throw unsupported("RSA over 16384 bits");
    }
  }

  static KeyProblem weak(int bits, String reason) {
    return KeyProblem.of(
        KeyProblemId.WEAK_KEY,
        Map.of("bits", (long) bits, "least", (long) SIGNING_BITS, "reason", reason));
  }

  static UnreadableKey inconsistent(String part) {
    return new UnreadableKey(KeyProblem.of(KeyProblemId.INCONSISTENT_KEY, Map.of("part", part)));
  }

  /// A key of a type that the engine does not know.
  static UnreadableKey unsupported(String type) {
    return new UnreadableKey(type(type));
  }

  static KeyProblem type(String type) {
    return KeyProblem.of(KeyProblemId.UNSUPPORTED_KEY_TYPE, Map.of("type", type));
  }

  /// Another curve than the three, or one that is not named.
  static UnreadableKey unsupportedCurve(AlgorithmIdentifier algorithm) {
    return unsupported(
        algorithm.getParameters() instanceof ASN1ObjectIdentifier curve
            ? "EC " + ObjectNames.of(curve)
            : "EC with a curve of its own");
  }

  static UnreadableKey encryption(String scheme) {
    return new UnreadableKey(
        KeyProblem.of(KeyProblemId.UNSUPPORTED_ENCRYPTION, Map.of("scheme", scheme)));
  }

  static KeyProblem container(String name) {
    return KeyProblem.of(KeyProblemId.UNSUPPORTED_CONTAINER, Map.of("container", name));
  }
}
