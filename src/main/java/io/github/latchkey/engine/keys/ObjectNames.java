package io.github.latchkey.engine.keys;

import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/// The usual names of the algorithms that turn up in key files.
final class ObjectNames {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("1.2.840.10045.2.1", "EC"),
          Map.entry("1.2.840.10040.4.1", "DSA"),
          Map.entry("1.2.840.113549.1.3.1", "DH"),
          Map.entry("1.3.101.110", "X25519"),
          Map.entry("1.3.101.111", "X448"),
          Map.entry("1.3.101.112", "Ed25519"),
          Map.entry("1.3.101.113", "Ed448"),
          Map.entry("1.3.132.0.10", "secp256k1"),
          Map.entry("1.3.132.0.33", "secp224r1"),
          Map.entry("1.2.840.10045.3.1.1", "secp192r1"),
          Map.entry("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
          Map.entry("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"),
          Map.entry("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"),
          Map.entry("2.16.840.1.101.3.4.1.6", "AES-128-GCM"),
          Map.entry("2.16.840.1.101.3.4.1.46", "AES-256-GCM"),
          Map.entry("1.2.392.200011.61.1.1.1.2", "Camellia-128"),
          Map.entry("1.2.392.200011.61.1.1.1.3", "Camellia-192"),
          Map.entry("1.2.392.200011.61.1.1.1.4", "Camellia-256"),
          Map.entry("1.2.410.200046.1.1.2", "ARIA-128"),
          Map.entry("1.2.410.200046.1.1.7", "ARIA-192"),
          Map.entry("1.2.410.200046.1.1.12", "ARIA-256"),
          Map.entry("1.2.840.113549.1.12.1.1", "RC4"),
          Map.entry("1.2.840.113549.1.12.1.2", "RC4"),
          Map.entry("1.2.840.113549.1.5.14", "PBMAC1"),
          Map.entry("1.2.840.113549.1.5.13", "PBES2"),
          Map.entry("1.2.840.113549.1.12.1.3", "PBE-SHA1-3DES"),
          Map.entry("1.2.840.113549.1.5.3", "PBES1"));

  private ObjectNames() {}

  /// The name; where none is known the identifier itself, in dots.
  static String of(ASN1ObjectIdentifier identifier) {
    return NAMES.getOrDefault(identifier.getId(), identifier.getId());
  }
}
