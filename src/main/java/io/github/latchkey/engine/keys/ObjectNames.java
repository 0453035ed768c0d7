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
          Map.entry("1.2.840.113549.1.5.13", "PBES2"),
          Map.entry("1.2.840.113549.1.12.1.3", "PBE-SHA1-3DES"),
          Map.entry("1.2.840.113549.1.5.3", "PBES1"));

  private ObjectNames() {}

  /// The name; where none is known the identifier itself, in dots.
  static String of(ASN1ObjectIdentifier identifier) {
    return NAMES.getOrDefault(identifier.getId(), identifier.getId());
  }
}
