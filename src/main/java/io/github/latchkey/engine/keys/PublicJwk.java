package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.EcVerifyingKey;
import io.github.latchkey.engine.EngineException;
import io.github.latchkey.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// The required members of a public key's JWK (RFC 7517, RFC 7518 section 6, RFC 8037 section 2) in
/// the order of its thumbprint.
///
/// @param kind of the public key
/// @param bits of the modulus or the curve
record PublicJwk(KeyKind kind, int bits, JsonObject members) {

  /// The JWK of a key in the form of [PublicKeyForm].
  static PublicJwk of(byte[] spki) {
    var info = SubjectPublicKeyInfo.getInstance(spki);
    var algorithm = info.getAlgorithm();
    byte[] bits = info.getPublicKeyData().getOctets();
    if (algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      EcVerifyingKey key = ec(spki);
      return new PublicJwk(
          KeyKind.EC_PUBLIC,
          key.curve().bits(),
          JsonObject.builder()
              .put("crv", key.curve().joseName())
              .put("kty", "EC")
              .put("x", base64Url(key.x()))
              .put("y", base64Url(key.y()))
              .build());
    }
    if (algorithm.equals(PublicKeyForm.ED25519)) {
      return new PublicJwk(
          KeyKind.ED25519_PUBLIC,
          8 * bits.length,
          JsonObject.builder()
              .put("crv", "Ed25519")
              .put("kty", "OKP")
              .put("x", base64Url(bits))
              .build());
    }
    RSAPublicKey key = RSAPublicKey.getInstance(parsed(bits));
    return new PublicJwk(
        KeyKind.RSA_PUBLIC,
        key.getModulus().bitLength(),
        JsonObject.builder()
            .put("e", base64Url(unsigned(key.getPublicExponent())))
            .put("kty", "RSA")
            .put("n", base64Url(unsigned(key.getModulus())))
            .build());
  }

  private static EcVerifyingKey ec(byte[] spki) {
    try {
      return EcVerifyingKey.of(spki);
    } catch (EngineException notInItsForm) {
      throw new IllegalArgumentException("a public key that was not checked");
    }
  }

  /// What is hashed for the thumbprint (RFC 7638 section 3).
  byte[] canonical() {
    return members.compact().getBytes(StandardCharsets.UTF_8);
  }

  /// Base64urlUInt of RFC 7518 section 2: no sign byte.
  static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static ASN1Primitive parsed(byte[] der) {
    try {
      return ASN1Primitive.fromByteArray(der);
    } catch (java.io.IOException notInItsForm) {
      throw new IllegalArgumentException("a public key that was not checked");
    }
  }
}
