package io.github.latchkey.engine;

import java.util.Set;

/// A key that [TokenSigner] signs with. Whoever creates one closes it; a closed one fails with
/// IllegalStateException.
public sealed interface SigningKey extends AutoCloseable permits HmacKey, RsaSigningKey {

  /// The algorithms that this key is bound to; a token that names another one is never signed.
  Set<JwsAlgorithm> algorithms();

  /// The key that verifies what this one signs, with a life of its own: the caller closes it.
  VerifyingKey verifyingKey();

  /// Wipes what is secret. A second call does nothing.
  @Override
  void close();
}
