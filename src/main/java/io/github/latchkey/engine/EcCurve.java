package io.github.latchkey.engine;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/// The three curves of JSON Web Signatures, each bound to one algorithm (RFC 7518 section 3.4).
public enum EcCurve {
  /// secp256r1, for ES256.
  P_256("P-256", SECObjectIdentifiers.secp256r1, JwsAlgorithm.ES256),
  /// secp384r1, for ES384.
  P_384("P-384", SECObjectIdentifiers.secp384r1, JwsAlgorithm.ES384),
  /// secp521r1, for ES512.
  P_521("P-521", SECObjectIdentifiers.secp521r1, JwsAlgorithm.ES512);

  private final String joseName;
  private final ASN1ObjectIdentifier id;
  private final JwsAlgorithm algorithm;

  EcCurve(String joseName, ASN1ObjectIdentifier id, JwsAlgorithm algorithm) {
    this.joseName = joseName;
    this.id = id;
    this.algorithm = algorithm;
  }

  /// The curve that an AlgorithmIdentifier or the inside of a private key names (RFC 5480 section
  /// 2.1.1). Curves that are written out by their numbers are refused: such numbers may be chosen
  /// so that a forged key fits a real public one (CVE-2020-0601).
  static EcCurve of(ASN1Encodable parameters) throws EngineException {
    return Arrays.stream(values())
        .filter(curve -> curve.id.equals(parameters))
        .findFirst()
        .orElseThrow(() -> KeyStructure.unusable("unsupported-curve"));
  }

  /// Its name in a JWK: `P-256`, `P-384`, `P-521`.
  public String joseName() {
    return joseName;
  }

  /// The one algorithm that keys on it sign with.
  public JwsAlgorithm algorithm() {
    return algorithm;
  }

  /// Bits of the curve: 256, 384, 521.
  public int bits() {
    return numbers().getN().bitLength();
  }

  X9ECParameters numbers() {
    return CustomNamedCurves.getByOID(id);
  }

  AlgorithmIdentifier identifier() {
    return new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, id);
  }
}
