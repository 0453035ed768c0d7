package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An Ed25519 public key (RFC 8032 section 5.1.5) of full order: with the few points of small order
/// one signature fits many texts.
public final class Ed25519VerifyingKey implements PublicVerifyingKey {

  private final byte[] point;
  private final PublicKey key;

  private Ed25519VerifyingKey(byte[] point, PublicKey key) {
    this.point = point;
    this.key = key;
  }

  /// A key of this SubjectPublicKeyInfo (RFC 8410 section 4); nothing of the array is kept. Refuses
  /// with INCONSISTENT_KEY (`public-point`), UNUSABLE_KEY.
  public static Ed25519VerifyingKey of(byte[] spki) throws EngineException {
    SubjectPublicKeyInfo info = KeyStructure.read(spki, SubjectPublicKeyInfo::getInstance);
    requireEd25519(info.getAlgorithm());
    return ofPoint(info.getPublicKeyData().getBytes());
  }

  /// A key of the 32 bytes of a point, of which a copy is kept.
  static Ed25519VerifyingKey ofPoint(byte[] point) throws EngineException {
    if (point.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyFull(point, 0)) {
      throw KeyStructure.inconsistent("public-point");
    }
    PublicKey key = KeyStructure.read(encoded(point), Ed25519VerifyingKey::load);
    return new Ed25519VerifyingKey(point.clone(), key);
  }

  static void requireEd25519(AlgorithmIdentifier algorithm) throws EngineException {
    if (!algorithm.getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
      throw KeyStructure.unusable("not-ed25519");
    }
    if (algorithm.getParameters() != null) {
      throw KeyStructure.unusable("malformed"); // RFC 8410 section 3: they must be absent
    }
  }

  private static PublicKey load(byte[] spki) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
  }

  private static byte[] encoded(byte[] point) {
    try {
      var algorithm = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
      return new SubjectPublicKeyInfo(algorithm, point).getEncoded("DER");
    } catch (IOException impossibleInMemory) {
      throw new IllegalStateException("encoding a point failed");
    }
  }

  /// The 32 bytes of the point, as a JWK has them (RFC 8037 section 2), in an array of the
  /// caller's.
  public byte[] point() {
    return point.clone();
  }

  PublicKey key() {
    return key;
  }

  @Override
  public byte[] spki() {
    return encoded(point);
  }

  @Override
  public Set<JwsAlgorithm> algorithms() {
    return Set.of(JwsAlgorithm.EdDSA);
  }

  @Override
  public Ed25519VerifyingKey restrictedTo(JwsAlgorithm algorithm) throws EngineException {
    algorithm.alone(algorithms()); // it has no other
    return this;
  }

  Algorithm library() {
    return new Ed25519Algorithm(key, Optional.empty());
  }
}
