package io.github.latchkey.engine;

import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Test keys of `src/test/resources/keys` and of the vectors, decoded without the code under test.
public final class TestKeys {

  private static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

  private TestKeys() {}

  /// The bytes of a file in `keys/`.
  public static byte[] file(String name) {
    return resource("/keys/" + name);
  }

  /// The bytes of a test resource.
  public static byte[] resource(String path) {
    try (InputStream in = TestKeys.class.getResourceAsStream(path)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new IllegalStateException(path, unreadable);
    }
  }

  /// What stands between the BEGIN and END of a PEM.
  public static byte[] der(String pem) {
    String body = pem.replaceAll("-----[^-]+-----", "");
    return Base64.getMimeDecoder().decode(body);
  }

  /// The DER in a file of `keys/`.
  public static byte[] derOf(String name) {
    return der(new String(file(name), StandardCharsets.US_ASCII));
  }

  /// A secret of this text.
  public static SecretBytes secret(String text) {
    return SecretBytes.take(text.getBytes(StandardCharsets.UTF_8));
  }

  /// An HMAC key of this text.
  public static HmacKey hmac(String text) throws EngineException {
    try (SecretBytes secret = secret(text)) {
      return HmacKey.of(secret);
    }
  }

  /// The signing key of a PKCS#8 file in `keys/`.
  public static RsaSigningKey signing(String name) throws EngineException {
    try (SecretBytes pkcs8 = SecretBytes.take(derOf(name))) {
      return RsaSigningKey.of(pkcs8);
    }
  }

  /// The verifying key of an SPKI file in `keys/`.
  public static RsaVerifyingKey verifying(String name) throws EngineException {
    return RsaVerifyingKey.of(derOf(name));
  }

  /// The private key of a JWK as PKCS#8.
  public static byte[] pkcs8(JsonObject jwk) throws IOException {
    return switch (jwk.text("kty").orElseThrow()) {
      case "EC" -> ecPkcs8(jwk.text("crv").orElseThrow(), number(jwk, "d"));
      case "OKP" -> {
        var algorithm = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
        var seed = new DEROctetString(Base64.getUrlDecoder().decode(jwk.text("d").orElseThrow()));
        yield new PrivateKeyInfo(algorithm, seed).getEncoded("DER");
      }
      default -> rsaPkcs8(jwk);
    };
  }

  /// PKCS#8 of a number on a curve, without its public half, sound or not.
  static byte[] ecPkcs8(String curve, BigInteger scalar) throws IOException {
    return new PrivateKeyInfo(
            new AlgorithmIdentifier(
                X9ObjectIdentifiers.id_ecPublicKey, ECNamedCurveTable.getOID(curve)),
            new ECPrivateKey(ECNamedCurveTable.getByName(curve).getN().bitLength(), scalar))
        .getEncoded("DER");
  }

  private static byte[] rsaPkcs8(JsonObject jwk) throws IOException {
    return pkcs8(
        new RSAPrivateKey(
            number(jwk, "n"),
            number(jwk, "e"),
            number(jwk, "d"),
            number(jwk, "p"),
            number(jwk, "q"),
            number(jwk, "dp"),
            number(jwk, "dq"),
            number(jwk, "qi")));
  }

  /// PKCS#8 of any numbers, sound or not.
  static byte[] pkcs8(RSAPrivateKey key) throws IOException {
    return new PrivateKeyInfo(RSA, key).getEncoded("DER");
  }

  /// SubjectPublicKeyInfo of any numbers, sound or not.
  public static byte[] spki(BigInteger modulus, BigInteger exponent) throws IOException {
    return new SubjectPublicKeyInfo(RSA, new RSAPublicKey(modulus, exponent)).getEncoded("DER");
  }

  /// The numbers of the sound test key.
  static RSAPrivateKey numbers() {
    return RSAPrivateKey.getInstance(derOf("rsa2048.pkcs1.pem"));
  }

  private static BigInteger number(JsonObject jwk, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.text(name).orElseThrow()));
  }
}
