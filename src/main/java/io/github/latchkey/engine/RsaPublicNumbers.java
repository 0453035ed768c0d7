package io.github.latchkey.engine;

import io.github.latchkey.engine.EngineException.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// Modulus and exponent of an RSA key (RFC 8017 section 3.1).
record RsaPublicNumbers(BigInteger n, BigInteger e) {

  /// What the JDK can still compute with.
  private static final int MOST_BITS = 16384;

  /// Longer exponents have no use and make checking a signature as slow as making one.
  private static final int MOST_EXPONENT_BITS = 256;

  private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(3);

  static RsaPublicNumbers parse(byte[] spki) throws EngineException {
    try {
      SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(spki);
      RsaNumbers.requireRsa(key.getAlgorithm().getAlgorithm());
      List<BigInteger> numbers = numbers(key.parsePublicKey());
      if (numbers.size() != 2) {
        throw RsaNumbers.unusable("malformed");
      }
      return new RsaPublicNumbers(numbers.get(0), numbers.get(1));
    } catch (IOException | RuntimeException notThatStructure) {
      throw RsaNumbers.unusable("malformed");
    }
  }

  /// The numbers of a sequence with their signs, which Bouncy Castle's key classes drop: they read
  /// an exponent of -3 as 253.
  static List<BigInteger> numbers(ASN1Encodable sequence) {
    return Arrays.stream(ASN1Sequence.getInstance(sequence).toArray())
        .map(element -> ASN1Integer.getInstance(element).getValue())
        .toList();
  }

  void require(int leastBits) throws EngineException {
    int bits = n.bitLength();
    if (bits > MOST_BITS) {
      throw RsaNumbers.unusable("too-large");
    }
    if (n.signum() <= 0 || !n.testBit(0)) {
      throw new EngineException(Kind.INCONSISTENT_KEY, Map.of("part", "modulus"));
    }
    if (!e.testBit(0)
        || e.compareTo(LEAST_EXPONENT) < 0
        || e.compareTo(n) >= 0
        || e.bitLength() > MOST_EXPONENT_BITS) {
      throw new EngineException(Kind.INCONSISTENT_KEY, Map.of("part", "exponent"));
    }
    if (bits < leastBits) {
      throw weak("size", leastBits);
    }
  }

  void requireNotRoca() throws EngineException {
    if (RocaFingerprint.matches(n)) {
      throw weak("roca", RsaNumbers.LEAST_BITS);
    }
  }

  private EngineException weak(String reason, int leastBits) {
    return new EngineException(
        Kind.WEAK_KEY, Map.of("reason", reason, "bits", n.bitLength(), "least", leastBits));
  }

  /// The SubjectPublicKeyInfo of these numbers (RFC 3279 section 2.3.1), always the same bytes for
  /// the same key.
  byte[] spki() {
    var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    try {
      return new SubjectPublicKeyInfo(algorithm, new RSAPublicKey(n, e)).getEncoded("DER");
    } catch (IOException impossibleInMemory) {
      throw new IllegalStateException("encoding two numbers failed");
    }
  }
}
