package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// A private key on P-256, P-384 or P-521, whose public half was computed here: a file that brings
/// another one is refused.
///
/// The number lives off-heap in this object; the JDK's key object is made for an operation and let
/// go of.
public final class EcSigningKey implements SigningKey {

  private static final int VERSION = 1;

  private final SecretBytes scalar;
  private final EcVerifyingKey verifyingKey;

  private EcSigningKey(SecretBytes scalar, EcVerifyingKey verifyingKey) {
    this.scalar = scalar;
    this.verifyingKey = verifyingKey;
  }

  /// A key of these PKCS#8 bytes (RFC 5958, RFC 5915), which are copied: INCONSISTENT_KEY
  /// (`private-scalar`, `public-point`), UNUSABLE_KEY.
  public static EcSigningKey of(SecretBytes pkcs8) throws EngineException {
    return KeyStructure.read(pkcs8, EcSigningKey::read);
  }

  private static EcSigningKey read(byte[] pkcs8) throws EngineException, IOException {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(pkcs8);
    if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      throw KeyStructure.unusable("not-ec");
    }
    EcCurve curve = EcCurve.of(info.getPrivateKeyAlgorithm().getParameters());
    ASN1Sequence sequence = ASN1Sequence.getInstance(info.parsePrivateKey());
    if (!ASN1Integer.getInstance(sequence.getObjectAt(0)).hasValue(VERSION)) {
      throw KeyStructure.unusable("malformed");
    }
    var inside = org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(sequence);
    ASN1Encodable again = inside.getParametersObject();
    if (again != null && EcCurve.of(again) != curve) {
      throw KeyStructure.unusable("unsupported-curve");
    }
    BigInteger scalar = inside.getKey();
    if (scalar.signum() <= 0 || scalar.compareTo(curve.numbers().getN()) >= 0) {
      throw KeyStructure.inconsistent("private-scalar");
    }
    ECPoint point =
        new FixedPointCombMultiplier().multiply(curve.numbers().getG(), scalar).normalize();
    requireSame(curve, point, inside.getPublicKey());
    requireSame(curve, point, info.getPublicKeyData());
    EcVerifyingKey verifyingKey = EcVerifyingKey.of(curve, point);
    return new EcSigningKey(SecretBytes.take(scalar.toByteArray()), verifyingKey);
  }

  /// Of a pair that does not match, signatures would verify with neither half.
  private static void requireSame(EcCurve curve, ECPoint point, ASN1BitString written)
      throws EngineException {
    if (written != null && !EcVerifyingKey.point(curve, written.getBytes()).equals(point)) {
      throw KeyStructure.inconsistent("public-point");
    }
  }

  @Override
  public Set<JwsAlgorithm> algorithms() {
    return verifyingKey.algorithms();
  }

  @Override
  public EcVerifyingKey verifyingKey() {
    return verifyingKey;
  }

  @Override
  public EcSigningKey restrictedTo(JwsAlgorithm algorithm) throws EngineException {
    algorithm.alone(algorithms()); // it has no other
    return new EcSigningKey(scalar.copy(), verifyingKey);
  }

  @Override
  public void close() {
    scalar.close();
  }

  Algorithm library() throws EngineException {
    return library(verifyingKey.curve(), verifyingKey.key(), KeyStructure.read(scalar, this::load));
  }

  private ECPrivateKey load(byte[] number) throws GeneralSecurityException {
    var spec = new ECPrivateKeySpec(new BigInteger(1, number), verifyingKey.key().getParams());
    return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
  }

  static Algorithm library(EcCurve curve, ECPublicKey publicKey, ECPrivateKey privateKey) {
    return switch (curve) {
      case P_256 -> Algorithm.ECDSA256(publicKey, privateKey);
      case P_384 -> Algorithm.ECDSA384(publicKey, privateKey);
      case P_521 -> Algorithm.ECDSA512(publicKey, privateKey);
    };
  }
}
