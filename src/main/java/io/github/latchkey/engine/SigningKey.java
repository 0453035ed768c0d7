package io.github.latchkey.engine;

import io.github.latchkey.secret.SecretBytes;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// A key that [TokenSigner] signs with. Whoever creates one closes it; a closed one fails with
/// IllegalStateException.
public sealed interface SigningKey extends AutoCloseable
    permits HmacKey, RsaSigningKey, EcSigningKey, Ed25519SigningKey {

  /// The private key of these PKCS#8 bytes (RFC 5958), which are copied: RSA, EC on P-256, P-384 or
  /// P-521, Ed25519. Everything is checked by arithmetic before the JDK sees the key: WEAK_KEY,
  /// INCONSISTENT_KEY, UNUSABLE_KEY.
  static SigningKey ofPkcs8(SecretBytes pkcs8) throws EngineException {
    ASN1ObjectIdentifier algorithm = KeyStructure.read(pkcs8, SigningKey::algorithm);
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return EcSigningKey.of(pkcs8);
    }
    return algorithm.equals(EdECObjectIdentifiers.id_Ed25519)
        ? Ed25519SigningKey.of(pkcs8)
        : RsaSigningKey.of(pkcs8);
  }

  private static ASN1ObjectIdentifier algorithm(byte[] pkcs8) {
    return PrivateKeyInfo.getInstance(pkcs8).getPrivateKeyAlgorithm().getAlgorithm();
  }

  /// The algorithms that this key is bound to, in the order of the enum; a token that names another
  /// one is never signed.
  Set<JwsAlgorithm> algorithms();

  /// The same key bound to this algorithm alone, as a JWK's `alg` asks for (RFC 7517 section 4.4),
  /// with a life of its own: the caller closes it. ALGORITHM_MISMATCH where it is none of the
  /// key's.
  SigningKey restrictedTo(JwsAlgorithm algorithm) throws EngineException;

  /// The key that verifies what this one signs, with a life of its own: the caller closes it.
  VerifyingKey verifyingKey();

  /// Wipes what is secret. A second call does nothing.
  @Override
  void close();
}
