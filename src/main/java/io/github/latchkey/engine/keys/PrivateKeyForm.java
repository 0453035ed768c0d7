package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.EcCurve;
import io.github.latchkey.engine.EcSigningKey;
import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.RsaSigningKey;
import io.github.latchkey.engine.keys.FoundKey.Role;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// Checks a private key by arithmetic and brings it into the one form that is handed on: PKCS#8
/// (RFC 5958) in DER, the same bytes for the same key.
///
/// What Bouncy Castle's ASN.1 classes copy out of a private key stays on the heap until it is
/// collected; the arrays made here are wiped.
final class PrivateKeyForm {

  private final String container;
  private final KeyPlace place;

  private PrivateKeyForm(String container, KeyPlace place) {
    this.container = container;
    this.place = place;
  }

  /// The key in this structure; one that must not be used is refused with its description.
  static FoundKey read(PrivateKeyInfo key, String container, KeyPlace place) throws UnreadableKey {
    var form = new PrivateKeyForm(container, place);
    if (!DerBounds.mayBeInAKey(key.getPrivateKey().getOctets())) {
      throw new UnreadableKey(place.damaged());
    }
    try {
      return form.read(key);
    } catch (IOException | RuntimeException notThatStructure) {
      throw new UnreadableKey(place.damaged());
    }
  }

  private FoundKey read(PrivateKeyInfo key) throws UnreadableKey, IOException {
    ASN1ObjectIdentifier algorithm = key.getPrivateKeyAlgorithm().getAlgorithm();
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      EcCurve curve =
          CurveNames.of(key.getPrivateKeyAlgorithm().getParameters())
              .orElseThrow(() -> KeyFaults.unsupportedCurve(key.getPrivateKeyAlgorithm()));
      return ec(curve, key);
    }
    if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
      byte[] seed = ASN1OctetString.getInstance(key.parsePrivateKey()).getOctets();
      return ed25519(
          seed, Optional.ofNullable(key.getPublicKeyData()).map(bits -> bits.getOctets()));
    }
    KeyFaults.requireRsa(algorithm);
    return rsa(key.parsePrivateKey().toASN1Primitive());
  }

  /// PKCS#8 of the sequence of an RSA key (RFC 8017 appendix A.1.2), of which nothing is checked.
  static PrivateKeyInfo rsaInfo(ASN1Primitive body) throws IOException {
    return new PrivateKeyInfo(PublicKeyForm.RSA, body);
  }

  /// PKCS#8 of an elliptic curve's private number and, where it is stated, its point.
  static PrivateKeyInfo ecInfo(EcCurve curve, BigInteger number, Optional<byte[]> point)
      throws IOException {
    var body =
        new ECPrivateKey(curve.bits(), number, point.map(DERBitString::new).orElse(null), null);
    return new PrivateKeyInfo(CurveNames.algorithm(curve), body);
  }

  /// PKCS#8 of an Ed25519 seed and, where it is stated, its public key (RFC 8410 section 7).
  static PrivateKeyInfo ed25519Info(byte[] seed, Optional<byte[]> publicKey) throws IOException {
    return new PrivateKeyInfo(
        PublicKeyForm.ED25519, new DEROctetString(seed), null, publicKey.orElse(null));
  }

  private FoundKey rsa(ASN1Primitive body) throws UnreadableKey, IOException {
    // Kept as it is: the key class reads negative numbers as positive ones and would hide them.
    RSAPrivateKey key = RSAPrivateKey.getInstance(body);
    if (key.getVersion().signum() != 0) {
      throw KeyFaults.unsupported("multi-prime RSA");
    }
    byte[] spki =
        PublicKeyForm.checked(
            new SubjectPublicKeyInfo(
                PublicKeyForm.RSA, new RSAPublicKey(key.getModulus(), key.getPublicExponent())),
            place);
    KeyDescription description = KeyDescription.ofPrivate(container, spki);
    SecretBytes pkcs8 = SecretBytes.take(rsaInfo(body).getEncoded("DER"));
    // The arithmetic of RsaSigningKey, before anything is done with the key.
    try (RsaSigningKey sound = RsaSigningKey.of(pkcs8)) {
      return found(pkcs8, sound.verifyingKey().spki(), description);
    } catch (EngineException unfit) {
      pkcs8.close();
      return FoundKey.refused(
          Role.PRIVATE, KeyFaults.problem(unfit, place), Optional.of(description));
    }
  }

  private FoundKey ec(EcCurve curve, PrivateKeyInfo key) throws UnreadableKey, IOException {
    try (SecretBytes given = SecretBytes.take(key.getEncoded("DER"));
        EcSigningKey sound = EcSigningKey.of(given)) {
      byte[] spki = sound.verifyingKey().spki();
      byte[] point = SubjectPublicKeyInfo.getInstance(spki).getPublicKeyData().getOctets();
      BigInteger number = ECPrivateKey.getInstance(key.parsePrivateKey()).getKey();
      PrivateKeyInfo info = ecInfo(curve, number, Optional.of(point));
      return found(
          SecretBytes.take(info.getEncoded("DER")),
          spki,
          KeyDescription.ofPrivate(container, spki));
    } catch (EngineException unfit) {
      throw new UnreadableKey(KeyFaults.problem(unfit, place));
    }
  }

  private FoundKey ed25519(byte[] seed, Optional<byte[]> stated) throws UnreadableKey, IOException {
    if (seed.length != Ed25519.SECRET_KEY_SIZE) {
      throw new UnreadableKey(place.damaged());
    }
    byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, key, 0);
    if (stated.isPresent() && !Arrays.equals(stated.get(), key)) {
      throw KeyFaults.inconsistent("public-point");
    }
    byte[] spki = PublicKeyForm.ed25519(key).getEncoded("DER");
    PrivateKeyInfo info = ed25519Info(seed, Optional.empty());
    Arrays.fill(seed, (byte) 0);
    return found(
        SecretBytes.take(info.getEncoded("DER")), spki, KeyDescription.ofPrivate(container, spki));
  }

  private static FoundKey found(SecretBytes pkcs8, byte[] spki, KeyDescription description) {
    return new FoundKey(
        Role.PRIVATE,
        Optional.of(new KeyMaterial.PrivateKey(pkcs8, spki)),
        Optional.of(spki),
        Optional.of(description),
        Optional.empty());
  }
}
