package io.github.latchkey.engine;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// A public key: everybody may have it, and it can sign nothing.
public sealed interface PublicVerifyingKey extends VerifyingKey
    permits RsaVerifyingKey, EcVerifyingKey, Ed25519VerifyingKey {

  /// As [VerifyingKey#ofSpki(byte[])].
  static PublicVerifyingKey of(byte[] spki) throws EngineException {
    ASN1ObjectIdentifier algorithm = KeyStructure.read(spki, PublicVerifyingKey::algorithm);
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return EcVerifyingKey.of(spki);
    }
    return algorithm.equals(EdECObjectIdentifiers.id_Ed25519)
        ? Ed25519VerifyingKey.of(spki)
        : RsaVerifyingKey.of(spki);
  }

  private static ASN1ObjectIdentifier algorithm(byte[] spki) {
    return SubjectPublicKeyInfo.getInstance(spki).getAlgorithm().getAlgorithm();
  }

  /// The SubjectPublicKeyInfo in DER, in an array of the caller's; equal for equal keys.
  byte[] spki();

  @Override
  PublicVerifyingKey restrictedTo(JwsAlgorithm algorithm) throws EngineException;

  /// Does nothing: nothing here is secret.
  @Override
  default void close() {}
}
