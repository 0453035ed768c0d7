package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An Ed25519 private key (RFC 8032 section 5.1.5), whose public half was computed here: a file
/// that brings another one is refused, since signing with a foreign public half gives the private
/// one away.
///
/// The 32 bytes live off-heap in this object; the JDK's key object is made for an operation and let
/// go of.
public final class Ed25519SigningKey implements SigningKey {

  private final SecretBytes seed;
  private final Ed25519VerifyingKey verifyingKey;

  private Ed25519SigningKey(SecretBytes seed, Ed25519VerifyingKey verifyingKey) {
    this.seed = seed;
    this.verifyingKey = verifyingKey;
  }

  /// A key of these PKCS#8 bytes (RFC 8410 section 7), which are copied: INCONSISTENT_KEY
  /// (`public-point`), UNUSABLE_KEY.
  public static Ed25519SigningKey of(SecretBytes pkcs8) throws EngineException {
    return KeyStructure.read(pkcs8, Ed25519SigningKey::read);
  }

  private static Ed25519SigningKey read(byte[] pkcs8) throws EngineException, IOException {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(pkcs8);
    Ed25519VerifyingKey.requireEd25519(info.getPrivateKeyAlgorithm());
    byte[] seed = ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
    try {
      if (seed.length != Ed25519.SECRET_KEY_SIZE) {
        throw KeyStructure.unusable("malformed");
      }
      byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
      Ed25519.generatePublicKey(seed, 0, point, 0);
      if (info.hasPublicKey() && !Arrays.equals(point, info.getPublicKeyData().getBytes())) {
        throw KeyStructure.inconsistent("public-point");
      }
      Ed25519VerifyingKey verifyingKey = Ed25519VerifyingKey.ofPoint(point);
      return new Ed25519SigningKey(SecretBytes.copyOf(seed), verifyingKey);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  @Override
  public Set<JwsAlgorithm> algorithms() {
    return verifyingKey.algorithms();
  }

  @Override
  public Ed25519VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  @Override
  public Ed25519SigningKey restrictedTo(JwsAlgorithm algorithm) throws EngineException {
    algorithm.alone(algorithms()); // it has no other
    return new Ed25519SigningKey(seed.copy(), verifyingKey);
  }

  @Override
  public void close() {
    seed.close();
  }

  Algorithm library() throws EngineException {
    PrivateKey key = KeyStructure.read(seed, Ed25519SigningKey::load);
    return new Ed25519Algorithm(verifyingKey.key(), Optional.of(key));
  }

  private static PrivateKey load(byte[] seed) throws GeneralSecurityException {
    var spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed);
    return KeyFactory.getInstance("Ed25519").generatePrivate(spec);
  }
}
