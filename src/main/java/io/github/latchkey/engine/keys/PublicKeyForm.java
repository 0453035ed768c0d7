package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.EcVerifyingKey;
import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.PublicVerifyingKey;
import io.github.latchkey.engine.RsaVerifyingKey;
import io.github.latchkey.engine.keys.FoundKey.Role;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// Checks a public key and brings it into the one form that is handed on: SubjectPublicKeyInfo in
/// DER, the same bytes for the same key.
final class PublicKeyForm {

  static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
  static final AlgorithmIdentifier ED25519 =
      new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);

  private PublicKeyForm() {}

  /// The key of these bytes with its description; refused ones as an exception.
  static FoundKey read(byte[] spki, String container, KeyPlace place, Role role)
      throws UnreadableKey {
    return read(SubjectPublicKeyInfo.getInstance(spki), container, place, role);
  }

  static FoundKey read(SubjectPublicKeyInfo given, String container, KeyPlace place, Role role)
      throws UnreadableKey {
    try {
      byte[] spki = checked(given, place);
      KeyDescription description = KeyDescription.ofPublic(container, spki);
      boolean weak =
          description.kind() == KeyKind.RSA_PUBLIC && description.bits() < KeyFaults.SIGNING_BITS;
      return new FoundKey(
          role,
          Optional.of(new KeyMaterial.PublicKey(spki)),
          Optional.of(spki),
          Optional.of(description),
          weak ? Optional.of(KeyFaults.weak(description.bits(), "size")) : Optional.empty());
    } catch (IOException | RuntimeException notThatStructure) {
      throw new UnreadableKey(place.damaged());
    }
  }

  /// The key in its one form, after the arithmetic that its kind allows.
  static byte[] checked(SubjectPublicKeyInfo given, KeyPlace place)
      throws UnreadableKey, IOException {
    ASN1ObjectIdentifier algorithm = given.getAlgorithm().getAlgorithm();
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      if (CurveNames.of(given.getAlgorithm().getParameters()).isEmpty()) {
        throw KeyFaults.unsupportedCurve(given.getAlgorithm());
      }
      return checked(given, place, EcVerifyingKey::of);
    }
    if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
      return ed25519(given.getPublicKeyData().getOctets()).getEncoded("DER");
    }
    KeyFaults.requireRsa(algorithm);
    if (!DerBounds.mayBeInAKey(given.getPublicKeyData().getOctets())) {
      throw new UnreadableKey(place.damaged());
    }
    return checked(given, place, RsaVerifyingKey::of);
  }

  /// What the engine makes of the bytes of a key.
  private interface Check {
    PublicVerifyingKey of(byte[] spki) throws EngineException;
  }

  private static byte[] checked(SubjectPublicKeyInfo given, KeyPlace place, Check check)
      throws UnreadableKey, IOException {
    try {
      return check.of(given.getEncoded("DER")).spki();
    } catch (EngineException unfit) {
      throw new UnreadableKey(KeyFaults.problem(unfit, place));
    }
  }

  /// RFC 8410 section 4.
  static SubjectPublicKeyInfo ed25519(byte[] key) throws UnreadableKey {
    if (key.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyFull(key, 0)) {
      throw KeyFaults.inconsistent("public-point");
    }
    return new SubjectPublicKeyInfo(ED25519, key);
  }

  /// What is refused where a private key is wanted, with its size.
  static KeyProblem publicKeyOnly(FoundKey key) {
    long bits = key.description().map(KeyDescription::bits).orElse(0);
    return KeyProblem.of(KeyProblemId.PUBLIC_KEY_ONLY, Map.of("bits", bits));
  }
}
