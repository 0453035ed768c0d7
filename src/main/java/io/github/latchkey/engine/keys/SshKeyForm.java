package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.EcCurve;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// The keys inside SSH's files: RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4.
final class SshKeyForm {

  private static final String ECDSA = "ecdsa-sha2-";

  private SshKeyForm() {}

  /// The public key of a blob, of which nothing is checked yet.
  static SubjectPublicKeyInfo publicKey(byte[] blob) throws UnreadableKey, IOException {
    var fields = new SshFields(blob);
    String type = fields.name();
    SubjectPublicKeyInfo key;
    if (type.equals("ssh-rsa")) {
      BigInteger exponent = fields.integer();
      key =
          new SubjectPublicKeyInfo(PublicKeyForm.RSA, new RSAPublicKey(fields.integer(), exponent));
    } else if (type.equals("ssh-ed25519")) {
      key = PublicKeyForm.ed25519(fields.string());
    } else {
      EcCurve curve = curve(type);
      requireSame(type, ECDSA + fields.name());
      key = new SubjectPublicKeyInfo(CurveNames.algorithm(curve), fields.string());
    }
    if (fields.remaining() > 0) {
      throw new IOException("something follows the key");
    }
    return key;
  }

  /// The curve of a key's type; a type of no key that signs tokens is refused by its name.
  static EcCurve curve(String type) throws UnreadableKey {
    return Optional.of(type)
        .filter(name -> name.startsWith(ECDSA))
        .flatMap(name -> CurveNames.ofSsh(name.substring(ECDSA.length())))
        .orElseThrow(() -> KeyFaults.unsupported(usual(type)));
  }

  private static String usual(String type) {
    return type.equals("ssh-dss") ? "DSA" : type;
  }

  private static void requireSame(String type, String other) throws IOException {
    if (!type.equals(other)) {
      throw new IOException("two types of one key");
    }
  }

  /// The numbers of a private key in an OpenSSH file (PROTOCOL.key), in that order.
  static PrivateKeyInfo openSsh(SshFields fields) throws UnreadableKey, IOException {
    String type = fields.name();
    if (type.equals("ssh-rsa")) {
      BigInteger n = fields.integer();
      BigInteger e = fields.integer();
      BigInteger d = fields.integer();
      BigInteger coefficient = fields.integer();
      return rsa(n, e, d, fields.integer(), fields.integer(), coefficient);
    }
    if (type.equals("ssh-ed25519")) {
      byte[] publicKey = fields.string();
      return ed25519(fields.string(), publicKey);
    }
    EcCurve curve = curve(type);
    requireSame(type, ECDSA + fields.name());
    byte[] point = fields.string();
    return PrivateKeyForm.ecInfo(curve, bounded(curve, fields.integer()), Optional.of(point));
  }

  /// The private numbers of a PuTTY file, whose public half is this blob.
  static PrivateKeyInfo putty(byte[] publicBlob, SshFields fields)
      throws UnreadableKey, IOException {
    var half = new SshFields(publicBlob);
    String type = half.name();
    if (type.equals("ssh-rsa")) {
      BigInteger e = half.integer();
      BigInteger n = half.integer();
      BigInteger d = fields.integer();
      BigInteger p = fields.integer();
      return rsa(n, e, d, p, fields.integer(), fields.integer());
    }
    if (type.equals("ssh-ed25519")) {
      byte[] seed = fields.string();
      byte[] whole = Arrays.copyOf(seed, 64);
      byte[] publicKey = half.string();
      if (seed.length != 32 || publicKey.length != 32) {
        throw new IOException("an Ed25519 key of another length");
      }
      System.arraycopy(publicKey, 0, whole, 32, 32);
      return ed25519(whole, publicKey);
    }
    EcCurve curve = curve(type);
    requireSame(type, ECDSA + half.name());
    return PrivateKeyForm.ecInfo(
        curve, bounded(curve, fields.integer()), Optional.of(half.string()));
  }

  /// A number that the encoding can hold; its range is checked with the key.
  private static BigInteger bounded(EcCurve curve, BigInteger number) throws UnreadableKey {
    if (number.signum() <= 0 || number.bitLength() > curve.bits()) {
      throw KeyFaults.inconsistent("private-scalar");
    }
    return number;
  }

  private static PrivateKeyInfo ed25519(byte[] seedAndKey, byte[] publicKey)
      throws UnreadableKey, IOException {
    if (seedAndKey.length != 64 || publicKey.length != 32) {
      throw new IOException("an Ed25519 key of another length");
    }
    if (!Arrays.equals(Arrays.copyOfRange(seedAndKey, 32, 64), publicKey)) {
      throw KeyFaults.inconsistent("public-point");
    }
    byte[] seed = Arrays.copyOf(seedAndKey, 32);
    Arrays.fill(seedAndKey, (byte) 0);
    return PrivateKeyForm.ed25519Info(seed, Optional.of(publicKey));
  }

  /// SSH leaves out the two exponents of the Chinese remainder theorem. Primes that are none are
  /// told by the check of the key, so they must only not stop the division here.
  private static PrivateKeyInfo rsa(
      BigInteger n, BigInteger e, BigInteger d, BigInteger p, BigInteger q, BigInteger coefficient)
      throws UnreadableKey, IOException {
    KeyFaults.requireBounded(List.of(n, e, d, p, q, coefficient));
    if (p.compareTo(BigInteger.TWO) < 0 || q.compareTo(BigInteger.TWO) < 0) {
      throw KeyFaults.inconsistent("modulus");
    }
    BigInteger dP = d.mod(p.subtract(BigInteger.ONE).max(BigInteger.ONE));
    BigInteger dQ = d.mod(q.subtract(BigInteger.ONE).max(BigInteger.ONE));
    return PrivateKeyForm.rsaInfo(
        new RSAPrivateKey(n, e, d, p, q, dP, dQ, coefficient).toASN1Primitive());
  }
}
