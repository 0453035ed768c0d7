package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.keys.FoundKey.Role;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Turns one ASN.1 structure into a key.
final class DerKeyReader {

  private final KeyPlace place;
  private final Unlocking unlocking;

  private DerKeyReader(KeyPlace place, Unlocking unlocking) {
    this.place = place;
    this.unlocking = unlocking;
  }

  /// The key in these bytes, which stay the caller's; they are of this shape.
  static FoundKey read(byte[] der, DerShape shape, KeyPlace place, Unlocking unlocking) {
    try {
      return new DerKeyReader(place, unlocking).read(der, shape);
    } catch (UnreadableKey unreadable) {
      return FoundKey.refused(shape.role(), unreadable.problem());
    } catch (IOException | GeneralSecurityException | RuntimeException notThatStructure) {
      return FoundKey.refused(shape.role(), place.damaged());
    }
  }

  private FoundKey read(byte[] der, DerShape shape)
      throws UnreadableKey, IOException, GeneralSecurityException {
    return switch (shape) {
      case PKCS8 ->
          PrivateKeyForm.read(PrivateKeyInfo.getInstance(der), place.container("PKCS#8"), place);
      case PKCS1_PRIVATE ->
          PrivateKeyForm.read(
              PrivateKeyForm.rsaInfo(ASN1Primitive.fromByteArray(der)),
              place.container("PKCS#1"),
              place);
      case SEC1 -> sec1(ECPrivateKey.getInstance(der));
      case ENCRYPTED_PKCS8 -> encrypted(EncryptedPrivateKeyInfo.getInstance(der));
      case SPKI -> PublicKeyForm.read(der, place.container("SPKI"), place, Role.PUBLIC);
      case PKCS1_PUBLIC ->
          PublicKeyForm.read(
              new SubjectPublicKeyInfo(PublicKeyForm.RSA, ASN1Primitive.fromByteArray(der)),
              place.container("PKCS#1"),
              place,
              Role.PUBLIC);
      case CERTIFICATE -> certificate(Certificate.getInstance(der), place);
      case REQUEST -> throw new UnreadableKey(KeyProblem.of(KeyProblemId.CERTIFICATE_REQUEST));
      case DSA -> throw KeyFaults.unsupported("DSA");
      case PKCS7 -> throw new UnreadableKey(KeyFaults.container("PKCS#7"));
      case PKCS12 -> throw new UnreadableKey(KeyFaults.container("PKCS#12"));
      case OTHER -> throw new UnreadableKey(place.damaged());
    };
  }

  private FoundKey sec1(ECPrivateKey key) throws UnreadableKey, IOException {
    ASN1Encodable parameters = key.getParametersObject();
    if (parameters == null) {
      throw KeyFaults.unsupported("EC without its curve");
    }
    var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, parameters);
    return PrivateKeyForm.read(new PrivateKeyInfo(algorithm, key), place.container("SEC1"), place);
  }

  private FoundKey encrypted(EncryptedPrivateKeyInfo key)
      throws UnreadableKey, GeneralSecurityException {
    byte[] plain =
        PasswordEncryption.open(key.getEncryptionAlgorithm(), key.getEncryptedData(), unlocking);
    try {
      // One wrong passphrase in 256 leaves the padding whole, and then it is not this structure.
      if (!DerShape.of(plain).equals(Optional.of(DerShape.PKCS8))) {
        throw Unlocking.wrong();
      }
      return PrivateKeyForm.read(
          PrivateKeyInfo.getInstance(plain), place.container("encrypted PKCS#8"), place);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /// The key of a certificate, of which nothing but its end is looked at.
  static FoundKey certificate(Certificate certificate, KeyPlace place) throws UnreadableKey {
    Instant end = certificate.getEndDate().getDate().toInstant();
    FoundKey key =
        PublicKeyForm.read(
            certificate.getSubjectPublicKeyInfo(),
            place.container("X.509"),
            place,
            Role.CERTIFICATE);
    return key.describedAs(key.description().map(known -> known.certifiedUntil(Optional.of(end))));
  }
}
