package io.github.latchkey.engine;

import java.util.Set;

/// A key that [TokenVerifier] checks signatures with. Whoever creates one closes it.
public sealed interface VerifyingKey extends AutoCloseable permits HmacKey, RsaVerifyingKey {

  /// The algorithms that this key is bound to: what a token's header asks for never widens them
  /// (RFC 8725 section 3.1).
  Set<JwsAlgorithm> algorithms();

  /// Wipes what is secret. A second call does nothing.
  @Override
  void close();
}
