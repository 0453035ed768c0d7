package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import io.github.latchkey.secret.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
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
  public RsaSigningKey restrictedTo(JwsAlgorithm algorithm) throws EngineException {
    RsaVerifyingKey half = verifyingKey.restrictedTo(algorithm);
    return new RsaSigningKey(pkcs8.copy(), half);
  }

  @Override
  public void close() {
    pkcs8.close();
  }

  Algorithm library(JwsAlgorithm name) throws EngineException {
    return library(name, verifyingKey.key(), KeyStructure.read(pkcs8, RsaSigningKey::load));
  }

  /// What signs by OpenSSL and verifies as `jdk` does; empty where there is none.
  Optional<OpenSslRsa> openSsl(JwsAlgorithm name, Algorithm jdk) throws EngineException {
    RsaNumbers numbers = KeyStructure.read(pkcs8, RsaNumbers::parse);
    return OpenSslRsa.of(numbers, name, jdk);
  }

  private static RSAPrivateKey load(byte[] pkcs8) throws GeneralSecurityException {
    return (RSAPrivateKey)
        KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  static Algorithm library(JwsAlgorithm name, RSAPublicKey publicKey, RSAPrivateKey privateKey) {
    return switch (name) {
      case RS256 -> Algorithm.RSA256(publicKey, privateKey);
      case RS384 -> Algorithm.RSA384(publicKey, privateKey);
      case RS512 -> Algorithm.RSA512(publicKey, privateKey);
      case PS256 -> Algorithm.RSA256PSS(publicKey, privateKey);
      case PS384 -> Algorithm.RSA384PSS(publicKey, privateKey);
      case PS512 -> Algorithm.RSA512PSS(publicKey, privateKey);
      default -> throw new IllegalArgumentException("not an RSA algorithm");
    };
  }
}
