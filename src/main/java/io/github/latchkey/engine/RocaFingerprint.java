package io.github.latchkey.engine;

import java.math.BigInteger;
import java.util.stream.IntStream;

/// Recognises moduli of the Infineon library whose keys can be factored (CVE-2017-15361).
///
/// Its primes are powers of 65537 modulo a product of small primes, so the modulus is one modulo
/// each of them. A sound key passes all of them once in about 2^28.
final class RocaFingerprint {

  private static final int GENERATOR = 65537;
  private static final int LARGEST_PRIME = 167;

  private static final int[] PRIMES =
      IntStream.rangeClosed(3, LARGEST_PRIME)
          .filter(i -> IntStream.range(2, i).allMatch(divisor -> i % divisor != 0))
          .toArray();

  private RocaFingerprint() {}

  static boolean matches(BigInteger modulus) {
    return IntStream.of(PRIMES)
        .allMatch(prime -> isPower(modulus.mod(BigInteger.valueOf(prime)).intValueExact(), prime));
  }

  private static boolean isPower(int residue, int prime) {
    int power = 1;
    do {
      if (power == residue) {
        return true;
      }
      power = (int) ((long) power * GENERATOR % prime);
    } while (power != 1);
    return false;
  }
}
