package io.github.latchkey.engine.keys;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// The curves of RFC 7518 section 6.2.1.1, and the arithmetic that tells a sound key: a point on
/// the curve, a private number in range, the one belonging to the other.
enum EcCurve {
  P256("P-256", "nistp256", 256, SECObjectIdentifiers.secp256r1),
  P384("P-384", "nistp384", 384, SECObjectIdentifiers.secp384r1),
  P521("P-521", "nistp521", 521, SECObjectIdentifiers.secp521r1);

  private final String jwkName;
  private final String sshName;
  private final int bits;
  private final ASN1ObjectIdentifier identifier;

  EcCurve(String jwkName, String sshName, int bits, ASN1ObjectIdentifier identifier) {
    this.jwkName = jwkName;
    this.sshName = sshName;
    this.bits = bits;
    this.identifier = identifier;
  }

  static Optional<EcCurve> ofJwk(String name) {
    return Arrays.stream(values()).filter(curve -> curve.jwkName.equals(name)).findFirst();
  }

  static Optional<EcCurve> ofSsh(String name) {
    return Arrays.stream(values()).filter(curve -> curve.sshName.equals(name)).findFirst();
  }

  /// The curve that these parameters (RFC 5480 section 2.1.1) name; one whose numbers are written
  /// out instead is none.
  static Optional<EcCurve> of(ASN1Encodable parameters) {
    return Arrays.stream(values()).filter(curve -> curve.identifier.equals(parameters)).findFirst();
  }

  /// `P-256`.
  String jwkName() {
    return jwkName;
  }

  int bits() {
    return bits;
  }

  /// Bytes of a coordinate.
  int width() {
    return (bits + 7) / 8;
  }

  /// RFC 5480 section 2.1.
  AlgorithmIdentifier algorithm() {
    return new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, identifier);
  }

  /// The point of these bytes (SEC 1 section 2.3.4); empty where it is not on the curve or the
  /// point at infinity.
  Optional<ECPoint> point(byte[] encoded) {
    try {
      ECPoint point = parameters().getCurve().decodePoint(encoded);
      return point.isInfinity() || !point.isValid()
          ? Optional.empty()
          : Optional.of(point.normalize());
    } catch (IllegalArgumentException | ArithmeticException notOnTheCurve) {
      return Optional.empty();
    }
  }

  /// The point of this private number; empty where the number is out of range.
  Optional<ECPoint> publicPoint(BigInteger number) {
    if (number.signum() <= 0 || number.compareTo(parameters().getN()) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new FixedPointCombMultiplier().multiply(parameters().getG(), number).normalize());
  }

  /// The point uncompressed (SEC 1 section 2.3.3).
  byte[] encoded(ECPoint point) {
    return point.getEncoded(false);
  }

  /// The key of a point, always the same bytes for the same key.
  SubjectPublicKeyInfo spki(ECPoint point) {
    return new SubjectPublicKeyInfo(algorithm(), new DERBitString(encoded(point)).getOctets());
  }

  private X9ECParameters parameters() {
    return CustomNamedCurves.getByOID(identifier);
  }
}
