package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Set;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.ECPoint;

/// A public key on P-256, P-384 or P-521: a point that lies on its curve.
public final class EcVerifyingKey implements PublicVerifyingKey {

  private final EcCurve curve;
  private final ECPoint point;
  private final ECPublicKey key;

  private EcVerifyingKey(EcCurve curve, ECPoint point, ECPublicKey key) {
    this.curve = curve;
    this.point = point;
    this.key = key;
  }

  /// A key of this SubjectPublicKeyInfo (RFC 5480), its point compressed or not; nothing of the
  /// array is kept. Refuses with INCONSISTENT_KEY (`public-point`), UNUSABLE_KEY.
  public static EcVerifyingKey of(byte[] spki) throws EngineException {
    SubjectPublicKeyInfo info = KeyStructure.read(spki, SubjectPublicKeyInfo::getInstance);
    if (!info.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      throw KeyStructure.unusable("not-ec");
    }
    EcCurve curve = EcCurve.of(info.getAlgorithm().getParameters());
    return of(curve, point(curve, info.getPublicKeyData().getBytes()));
  }

  /// A key of a point that was checked.
  static EcVerifyingKey of(EcCurve curve, ECPoint point) throws EngineException {
    byte[] spki = encoded(curve, point);
    return new EcVerifyingKey(curve, point, KeyStructure.read(spki, EcVerifyingKey::load));
  }

  /// The point of these bytes (SEC 1 section 2.3.4); INCONSISTENT_KEY where it is none of the
  /// curve's, or the neutral one, for which everybody knows the private key.
  static ECPoint point(EcCurve curve, byte[] encoded) throws EngineException {
    try {
      ECPoint point = curve.numbers().getCurve().decodePoint(encoded);
      if (!point.isInfinity()) {
        return point.normalize();
      }
    } catch (RuntimeException notOnTheCurve) {
      // Refused below, as the neutral point is.
    }
    throw KeyStructure.inconsistent("public-point");
  }

  private static ECPublicKey load(byte[] spki) throws GeneralSecurityException {
    return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
  }

  private static byte[] encoded(EcCurve curve, ECPoint point) {
    try {
      return new SubjectPublicKeyInfo(curve.identifier(), point.getEncoded(false))
          .getEncoded("DER");
    } catch (IOException impossibleInMemory) {
      throw new IllegalStateException("encoding a point failed");
    }
  }

  /// The curve.
  public EcCurve curve() {
    return curve;
  }

  /// The coordinates as a JWK has them (RFC 7518 section 6.2.1): x and y, each as long as the
  /// curve's field, in arrays of the caller's.
  public byte[] x() {
    return point.getAffineXCoord().getEncoded();
  }

  /// As [#x()].
  public byte[] y() {
    return point.getAffineYCoord().getEncoded();
  }

  ECPublicKey key() {
    return key;
  }

  @Override
  public byte[] spki() {
    return encoded(curve, point);
  }

  @Override
  public Set<JwsAlgorithm> algorithms() {
    return Set.of(curve.algorithm());
  }

  @Override
  public EcVerifyingKey restrictedTo(JwsAlgorithm algorithm) throws EngineException {
    algorithm.alone(algorithms()); // it has no other
    return this;
  }

  Algorithm library() {
    return EcSigningKey.library(curve, key, null);
  }
}
