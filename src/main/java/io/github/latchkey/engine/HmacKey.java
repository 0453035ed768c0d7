package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.secret.SecretBytes;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A shared secret for HMAC (RFC 7518 section 3.2).
///
/// Any length but none is taken, since vendors hand out short secrets; who shows it to a person
/// says what is wise. The bytes live off-heap in this object. For each operation java-jwt and the
/// JDK make copies on the heap that nobody can wipe; they die with the next garbage collection.
public final class HmacKey implements SigningKey, VerifyingKey {

  private final SecretBytes secret;
  private final Set<JwsAlgorithm> algorithms;

  private HmacKey(SecretBytes secret, Set<JwsAlgorithm> algorithms) {
    this.secret = secret;
    this.algorithms = algorithms;
  }

  /// A key of these bytes, which are copied. Refuses no bytes (EMPTY_SECRET) and the text or DER of
  /// a key (KEY_AS_SECRET).
  public static HmacKey of(SecretBytes key) throws EngineException {
    if (key.length() == 0) {
      throw new EngineException(Kind.EMPTY_SECRET, Map.of());
    }
    Optional<String> container = key.lend(KeyText::container);
    if (container.isPresent()) {
      throw new EngineException(Kind.KEY_AS_SECRET, Map.of("container", container.get()));
    }
    return new HmacKey(key.copy(), JwsAlgorithm.of(JwsAlgorithm.Family.HMAC));
  }

  /// Length in bytes.
  public int length() {
    return secret.length();
  }

  @Override
  public Set<JwsAlgorithm> algorithms() {
    return Collections.unmodifiableSet(algorithms);
  }

  @Override
  public HmacKey restrictedTo(JwsAlgorithm algorithm) throws EngineException {
    Set<JwsAlgorithm> one = algorithm.alone(algorithms);
    return new HmacKey(secret.copy(), one);
  }

  @Override
  public VerifyingKey verifyingKey() {
    return new HmacKey(secret.copy(), algorithms);
  }

  @Override
  public void close() {
    secret.close();
  }

  /// The library's algorithm with a copy of the secret that nobody can wipe.
  Algorithm library(JwsAlgorithm name) {
    return secret.lend(
        bytes ->
            switch (name) {
              case HS256 -> Algorithm.HMAC256(bytes);
              case HS384 -> Algorithm.HMAC384(bytes);
              case HS512 -> Algorithm.HMAC512(bytes);
              default -> throw new IllegalArgumentException("not an HMAC algorithm");
            });
  }
}
