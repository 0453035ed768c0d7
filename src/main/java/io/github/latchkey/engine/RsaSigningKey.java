package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import io.github.latchkey.secret.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// An RSA private key of at least 2048 bits whose numbers belong together.
///
/// The PKCS#8 bytes live off-heap in this object. The JDK's own key object is made for one
/// operation and let go of: its copies cannot be wiped, only collected.
public final class RsaSigningKey implements SigningKey {

  private final SecretBytes pkcs8;
  private final RsaVerifyingKey verifyingKey;

  private RsaSigningKey(SecretBytes pkcs8, RsaVerifyingKey verifyingKey) {
    this.pkcs8 = pkcs8;
    this.verifyingKey = verifyingKey;
  }

  /// A key of these PKCS#8 bytes (RFC 5958, algorithm rsaEncryption), which are copied. Everything
  /// is checked by arithmetic before the JDK sees the key: WEAK_KEY, INCONSISTENT_KEY,
  /// UNUSABLE_KEY.
  public static RsaSigningKey of(SecretBytes pkcs8) throws EngineException {
    byte[] bytes = pkcs8.lend(byte[]::clone);
    try {
      RsaNumbers numbers = RsaNumbers.parse(bytes);
      numbers.require();
      numbers.known().requireNotRoca();
      RsaVerifyingKey verifyingKey = RsaVerifyingKey.of(numbers.known());
      return new RsaSigningKey(SecretBytes.copyOf(bytes), verifyingKey);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public Set<JwsAlgorithm> algorithms() {
    return verifyingKey.algorithms();
  }

  @Override
  public RsaVerifyingKey verifyingKey() {
    return verifyingKey;
  }

  @Override
  public void close() {
    pkcs8.close();
  }

  Algorithm algorithm(JwsAlgorithm name) throws EngineException {
    RSAPrivateKey key =
        pkcs8.lend(RsaSigningKey::load).orElseThrow(() -> RsaNumbers.unusable("malformed"));
    return switch (name) {
      case RS256 -> Algorithm.RSA256(null, key);
      case HS256 -> throw new IllegalArgumentException("not an RSA algorithm");
    };
  }

  private static Optional<RSAPrivateKey> load(byte[] pkcs8) {
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8))
              instanceof RSAPrivateKey key
          ? Optional.of(key)
          : Optional.empty();
    } catch (GeneralSecurityException | RuntimeException refusedByTheJdk) {
      return Optional.empty();
    }
  }
}
