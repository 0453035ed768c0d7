package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.EcCurve;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// What key files call the curves of the engine.
final class CurveNames {

  private CurveNames() {}

  /// `P-256` (RFC 7518 section 6.2.1.1).
  static Optional<EcCurve> ofJwk(String name) {
    return curves().filter(curve -> curve.joseName().equals(name)).findFirst();
  }

  /// `nistp256` (RFC 5656 section 10.1).
  static Optional<EcCurve> ofSsh(String name) {
    return curves().filter(curve -> name.equals("nistp" + curve.bits())).findFirst();
  }

  /// The curve that these parameters (RFC 5480 section 2.1.1) name; one whose numbers are written
  /// out instead is none.
  static Optional<EcCurve> of(ASN1Encodable parameters) {
    return curves()
        .filter(curve -> algorithm(curve).getParameters().equals(parameters))
        .findFirst();
  }

  private static java.util.stream.Stream<EcCurve> curves() {
    return Arrays.stream(EcCurve.values());
  }

  /// RFC 5480 section 2.1.
  static AlgorithmIdentifier algorithm(EcCurve curve) {
    return new AlgorithmIdentifier(
        X9ObjectIdentifiers.id_ecPublicKey, ECNamedCurveTable.getOID(curve.joseName()));
  }

  /// Bytes of a coordinate.
  static int width(EcCurve curve) {
    return Math.ceilDiv(curve.bits(), Byte.SIZE);
  }
}
