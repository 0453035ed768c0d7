package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Collections;
import java.util.Set;

/// An RSA public key of 512 to 16384 bits. Small ones are taken for checking old tokens; what signs
/// needs 2048.
public final class RsaVerifyingKey implements PublicVerifyingKey {

  private static final int LEAST_BITS = 512;

  private final RsaPublicNumbers numbers;
  private final RSAPublicKey key;
  private final Set<JwsAlgorithm> algorithms;

  private RsaVerifyingKey(
      RsaPublicNumbers numbers, RSAPublicKey key, Set<JwsAlgorithm> algorithms) {
    this.numbers = numbers;
    this.key = key;
    this.algorithms = algorithms;
  }

  /// A key of this SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7, algorithm rsaEncryption);
  /// nothing of the array is kept. Refuses with WEAK_KEY, INCONSISTENT_KEY, UNUSABLE_KEY.
  public static RsaVerifyingKey of(byte[] spki) throws EngineException {
    return of(RsaPublicNumbers.parse(spki));
  }

  static RsaVerifyingKey of(RsaPublicNumbers numbers) throws EngineException {
    numbers.require(LEAST_BITS);
    try {
      var spec = new RSAPublicKeySpec(numbers.n(), numbers.e());
      return KeyFactory.getInstance("RSA").generatePublic(spec) instanceof RSAPublicKey key
          ? new RsaVerifyingKey(numbers, key, JwsAlgorithm.of(JwsAlgorithm.Family.RSA))
          : refused();
    } catch (GeneralSecurityException | RuntimeException refusedByTheJdk) {
      return refused();
    }
  }

  private static RsaVerifyingKey refused() throws EngineException {
    throw RsaNumbers.unusable("malformed");
  }

  /// Length of the modulus in bits.
  public int bits() {
    return numbers.n().bitLength();
  }

  /// The modulus.
  public BigInteger modulus() {
    return numbers.n();
  }

  /// The public exponent.
  public BigInteger exponent() {
    return numbers.e();
  }

  @Override
  public byte[] spki() {
    return numbers.spki();
  }

  @Override
  public Set<JwsAlgorithm> algorithms() {
    return Collections.unmodifiableSet(algorithms);
  }

  @Override
  public RsaVerifyingKey restrictedTo(JwsAlgorithm algorithm) throws EngineException {
    return new RsaVerifyingKey(numbers, key, algorithm.alone(algorithms));
  }

  RSAPublicKey key() {
    return key;
  }

  Algorithm library(JwsAlgorithm name) {
    return RsaSigningKey.library(name, key, null);
  }
}
