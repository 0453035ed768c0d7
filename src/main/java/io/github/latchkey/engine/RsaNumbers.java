package io.github.latchkey.engine;

import static java.math.BigInteger.ONE;

import io.github.latchkey.engine.EngineException.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/// The eight numbers of an RSA private key (RFC 8017 section 3.2), and whether they belong
/// together.
///
/// The JDK remembers blinding values by modulus: a copy of a good key with one altered number, used
/// once, breaks the good key for the rest of the process. So this arithmetic runs before JCA sees a
/// key, and neither Bouncy Castle nor the JDK does it.
record RsaNumbers(RsaPublicNumbers known, BigInteger d, BigInteger p, BigInteger q, Crt crt) {

  /// The values of the Chinese remainder theorem that follow from the others.
  record Crt(BigInteger dP, BigInteger dQ, BigInteger coefficient) {}

  /// Below it nothing is signed (RFC 7518 section 3.3).
  static final int LEAST_BITS = 2048;

  /// The version and the eight numbers (RFC 8017 appendix A.1.2).
  private static final int NUMBERS = 9;

  static RsaNumbers parse(byte[] pkcs8) throws EngineException {
    try {
      PrivateKeyInfo key = PrivateKeyInfo.getInstance(pkcs8);
      requireRsa(key.getPrivateKeyAlgorithm().getAlgorithm());
      ASN1Sequence body = ASN1Sequence.getInstance(key.parsePrivateKey());
      if (ASN1Integer.getInstance(body.getObjectAt(0)).hasValue(1)) {
        throw unusable("multi-prime");
      }
      List<BigInteger> numbers = RsaPublicNumbers.numbers(body);
      if (numbers.size() != NUMBERS || numbers.get(0).signum() != 0) {
        throw unusable("malformed");
      }
      return new RsaNumbers(
          new RsaPublicNumbers(numbers.get(1), numbers.get(2)),
          numbers.get(3),
          numbers.get(4),
          numbers.get(5),
          new Crt(numbers.get(6), numbers.get(7), numbers.get(8)));
    } catch (IOException | RuntimeException notThatStructure) {
      throw unusable("malformed");
    }
  }

  static void requireRsa(ASN1ObjectIdentifier algorithm) throws EngineException {
    if (algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      throw unusable("pss-only");
    }
    if (!algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      throw unusable("not-rsa");
    }
  }

  /// Refuses what must not sign: WEAK_KEY, INCONSISTENT_KEY, UNUSABLE_KEY. Sizes come first, so
  /// that numbers of a hostile file cost little.
  void require() throws EngineException {
    known.require(LEAST_BITS);
    BigInteger n = known.n();
    holds(isBelow(p, n) && isBelow(q, n) && !p.equals(q), "modulus");
    holds(p.multiply(q).equals(n), "modulus");
    holds(isBelow(d, n), "private-exponent");
    BigInteger p1 = p.subtract(ONE);
    BigInteger q1 = q.subtract(ONE);
    BigInteger dP = d.mod(p1);
    BigInteger dQ = d.mod(q1);
    holds(isInverse(dP, p1) && isInverse(dQ, q1), "private-exponent");
    holds(crt.dP.equals(dP) && crt.dQ.equals(dQ), "crt-exponent");
    holds(
        isBelow(crt.coefficient, p) && crt.coefficient.multiply(q).mod(p).equals(ONE),
        "crt-coefficient");
  }

  private boolean isInverse(BigInteger exponent, BigInteger modulus) {
    return known.e().multiply(exponent).mod(modulus).equals(ONE);
  }

  private static boolean isBelow(BigInteger number, BigInteger limit) {
    return number.signum() > 0 && number.compareTo(limit) < 0;
  }

  private static void holds(boolean condition, String part) throws EngineException {
    if (!condition) {
      throw new EngineException(Kind.INCONSISTENT_KEY, Map.of("part", part));
    }
  }

  static EngineException unusable(String reason) {
    return new EngineException(Kind.UNUSABLE_KEY, Map.of("reason", reason));
  }

  /// Says nothing about the numbers.
  @Override
  public String toString() {
    return "RsaNumbers[" + known.n().bitLength() + " bits]";
  }
}
