package io.github.latchkey.engine.keys;

import io.github.latchkey.secret.SecretBytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The passphrase of one request, what opening one file with it may still cost, and what was odd
/// about how the file is encrypted.
///
/// A file may ask for one derivation at its limit or for several that come to the same: the shares
/// of all limits are added up. Costs are counted before the passphrase is asked for, so that a
/// hostile file is refused without one.
final class Unlocking {

  /// PBKDF2 and the older derivations of PKCS#5 and PKCS#12.
  static final long MOST_ITERATIONS = 2_000_000;

  private final Optional<SecretBytes> passphrase;
  private final Set<KeyOddity> oddities = EnumSet.noneOf(KeyOddity.class);
  private double spent;
  private boolean emptyIsNothing;
  private int[] table = {};

  Unlocking(Optional<SecretBytes> passphrase) {
    this.passphrase = passphrase;
  }

  /// Counts a cost, of which `what` names the unit in the bundle; COST_TOO_HIGH where it, or all of
  /// them together, are more than may be.
  void spend(String what, long cost, long most) throws UnreadableKey {
    require(what, cost, most);
    spent += (double) cost / most;
    require(what, spent > 1 ? Math.max(most + 1, (long) (spent * most)) : cost, most);
  }

  /// Refuses a cost that is not added up with others.
  static void require(String what, long cost, long most) throws UnreadableKey {
    if (cost > most) {
      throw new UnreadableKey(
          KeyProblem.of(
              KeyProblemId.COST_TOO_HIGH, Map.of("what", what, "cost", cost, "most", most)));
    }
  }

  /// Counts iterations of PBKDF2 or one of its forerunners, which are gone through for each block
  /// of output, and gives them back as a number that can be counted to.
  int spendIterations(BigInteger iterations, int blocks) throws UnreadableKey {
    BigInteger work = iterations.multiply(BigInteger.valueOf(blocks));
    boolean countable = work.signum() >= 0 && work.bitLength() < Long.SIZE;
    spend("iterations", countable ? work.longValue() : Long.MAX_VALUE, MOST_ITERATIONS);
    return Math.max(1, iterations.intValue());
  }

  /// Working memory for scrypt of at least so many words, the same for all objects of the file.
  int[] table(int words) {
    if (table.length < words) {
      table = new int[words];
    }
    return table;
  }

  /// Something done with the bytes of the passphrase.
  interface Use<R> {
    R with(byte[] utf8) throws UnreadableKey, GeneralSecurityException;
  }

  /// Lends the passphrase as UTF-8, which may be empty; PASSPHRASE_NEEDED where there is none.
  <R> R withPassphrase(Use<R> use) throws UnreadableKey, GeneralSecurityException {
    byte[] utf8 = passphrase.orElseThrow(Unlocking::needed).lend(byte[]::clone);
    try {
      return use.with(utf8);
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  /// The passphrase as PKCS#12 has it. An empty one is two zeros to some programs and nothing to
  /// others.
  byte[] pkcs12Password(byte[] utf8) throws UnreadableKey {
    return emptyIsNothing && utf8.length == 0 ? utf8 : OlderDerivation.bmp(utf8);
  }

  /// From now on an empty passphrase of PKCS#12 is no byte at all.
  void takeEmptyAsNothing() {
    emptyIsNothing = true;
  }

  private static UnreadableKey needed() {
    return new UnreadableKey(KeyProblem.of(KeyProblemId.PASSPHRASE_NEEDED));
  }

  static UnreadableKey wrong() {
    return new UnreadableKey(KeyProblem.of(KeyProblemId.WRONG_PASSPHRASE));
  }

  /// Ends a derivation whose thread was interrupted; [KeyReader] sees the interruption and throws
  /// away whatever comes of it.
  static void requireNotCancelled() throws UnreadableKey {
    if (Thread.currentThread().isInterrupted()) {
      throw cancelled();
    }
  }

  /// What ends such a derivation.
  static UnreadableKey cancelled() {
    return needed();
  }

  void note(KeyOddity oddity) {
    oddities.add(oddity);
  }

  Set<KeyOddity> oddities() {
    return oddities;
  }
}
