package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.EcSigningKey;
import io.github.latchkey.engine.EcVerifyingKey;
import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.util.BigIntegers;

/// Writes the JWK of a private key or a secret, byte by byte: no part of it becomes a String.
final class PrivateJwk {

  private final WipedText text;

  private PrivateJwk(WipedText text) {
    this.text = text;
  }

  /// The JWK of a key in the form of [PrivateKeyForm], whose bytes stay the caller's.
  static SecretBytes of(byte[] pkcs8, Optional<JwsAlgorithm> only) {
    try (var text = new WipedText(4 * pkcs8.length)) {
      var jwk = new PrivateJwk(text);
      jwk.write(PrivateKeyInfo.getInstance(pkcs8));
      jwk.restrict(only);
      return text.append("}").secret();
    } catch (IOException notInItsForm) {
      throw new IllegalArgumentException("a private key that was not checked");
    }
  }

  static SecretBytes ofSecret(byte[] secret, Optional<JwsAlgorithm> only) {
    try (var text = new WipedText(2 * secret.length + 50)) {
      var jwk = new PrivateJwk(text);
      text.append("{\"kty\":\"oct\"");
      jwk.member("k", secret.clone());
      jwk.restrict(only);
      return text.append("}").secret();
    }
  }

  private void write(PrivateKeyInfo key) throws IOException {
    var algorithm = key.getPrivateKeyAlgorithm();
    if (algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      writeEc(key);
    } else if (algorithm.getAlgorithm().equals(EdECObjectIdentifiers.id_Ed25519)) {
      byte[] seed = ASN1OctetString.getInstance(key.parsePrivateKey()).getOctets();
      byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
      Ed25519.generatePublicKey(seed, 0, publicKey, 0);
      text.append("{\"kty\":\"OKP\",\"crv\":\"Ed25519\"");
      member("x", publicKey);
      member("d", seed);
    } else {
      write(RSAPrivateKey.getInstance(key.parsePrivateKey()));
    }
  }

  private void writeEc(PrivateKeyInfo key) throws IOException {
    try (SecretBytes pkcs8 = SecretBytes.take(key.getEncoded("DER"));
        EcSigningKey checked = EcSigningKey.of(pkcs8)) {
      EcVerifyingKey half = checked.verifyingKey();
      BigInteger number = ECPrivateKey.getInstance(key.parsePrivateKey()).getKey();
      text.append("{\"kty\":\"EC\",\"crv\":\"" + half.curve().joseName() + "\"");
      member("x", half.x());
      member("y", half.y());
      member("d", BigIntegers.asUnsignedByteArray(CurveNames.width(half.curve()), number));
    } catch (EngineException unfit) {
      throw new IOException("not the key that was checked");
    }
  }

  private void write(RSAPrivateKey key) {
    text.append("{\"kty\":\"RSA\"");
    member("n", key.getModulus());
    member("e", key.getPublicExponent());
    member("d", key.getPrivateExponent());
    member("p", key.getPrime1());
    member("q", key.getPrime2());
    member("dp", key.getExponent1());
    member("dq", key.getExponent2());
    member("qi", key.getCoefficient());
  }

  private void restrict(Optional<JwsAlgorithm> only) {
    only.ifPresent(algorithm -> text.append(",\"alg\":\"" + algorithm.name() + "\""));
  }

  private void member(String name, BigInteger number) {
    member(name, PublicJwk.unsigned(number));
  }

  /// A member in base64url; the bytes are wiped.
  private void member(String name, byte[] bytes) {
    byte[] base64 = Base64.getUrlEncoder().withoutPadding().encode(bytes);
    text.append(",\"" + name + "\":\"").append(base64).append("\"");
    Arrays.fill(base64, (byte) 0);
    Arrays.fill(bytes, (byte) 0);
  }
}
