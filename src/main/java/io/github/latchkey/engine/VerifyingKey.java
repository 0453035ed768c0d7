package io.github.latchkey.engine;

import java.util.Set;

/// A key that [TokenVerifier] checks signatures with. Whoever creates one closes it.
public sealed interface VerifyingKey extends AutoCloseable permits HmacKey, PublicVerifyingKey {

  /// The public key of this SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7): RSA, EC on P-256,
  /// P-384 or P-521, Ed25519; nothing of the array is kept. Refuses with WEAK_KEY,
  /// INCONSISTENT_KEY, UNUSABLE_KEY.
  static PublicVerifyingKey ofSpki(byte[] spki) throws EngineException {
    return PublicVerifyingKey.of(spki);
  }

  /// The algorithms that this key is bound to, in the order of the enum: what a token's header asks
  /// for never widens them (RFC 8725 section 3.1).
  Set<JwsAlgorithm> algorithms();

  /// The same key bound to this algorithm alone, as a JWK's `alg` asks for (RFC 7517 section 4.4),
  /// with a life of its own: the caller closes it. ALGORITHM_MISMATCH where it is none of the
  /// key's.
  VerifyingKey restrictedTo(JwsAlgorithm algorithm) throws EngineException;

  /// Wipes what is secret. A second call does nothing.
  @Override
  void close();
}
