package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.SecretBytes;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What one request may cost, to the last unit.
class UnlockingTest {

  private final Unlocking unlocking = new Unlocking(Optional.empty());

  private static void assertTooHigh(String what, long cost, long most, Executable spending) {
    KeyProblem problem = assertThrows(UnreadableKey.class, spending).problem();
    assertEquals(
        new KeyProblem(
            KeyProblemId.COST_TOO_HIGH, Map.of("what", what, "cost", cost, "most", most)),
        problem);
  }

  @Test
  void oneCostMayReachTheLimit() throws Exception {
    unlocking.spend("rounds", 256, 256);
    assertTooHigh("rounds", 257, 256, () -> new Unlocking(null).spend("rounds", 257, 256));
  }

  @Test
  void sharesOfAllLimitsAreAddedUp() throws Exception {
    unlocking.spend("rounds", 128, 256);
    unlocking.spend("passes", 250, 1000);
    unlocking.spend("passes", 250, 1000);
    assertTooHigh("rounds", 320, 256, () -> unlocking.spend("rounds", 64, 256));
  }

  @Test
  void whatIsALittleOverTheLimitIsSaidToBeOneOver() throws Exception {
    unlocking.spend("rounds", 256, 256);
    unlocking.spend("passes", 0, 1000);
    long most = 1 << 30;
    assertTooHigh("bytes", most + 1, most, () -> unlocking.spend("bytes", 1, most));
    assertTooHigh("rounds", 257, 256, () -> unlocking.spend("rounds", 0, 256));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "0, 5, 1", "2000000, 1, 2000000", "500000, 4, 500000"})
  void iterationsAreCountedForEachBlock(long iterations, int blocks, int counted) throws Exception {
    assertEquals(counted, unlocking.spendIterations(BigInteger.valueOf(iterations), blocks));
  }

  @Test
  void noNumberOfIterationsIsTooLargeToBeRefused() {
    long most = Unlocking.MOST_ITERATIONS;
    BigInteger largest = BigInteger.valueOf(Long.MAX_VALUE);
    assertTooHigh("iterations", most + 1, most, () -> spend(BigInteger.valueOf(most + 1), 1));
    assertTooHigh("iterations", most + 2, most, () -> spend(BigInteger.valueOf(most / 2 + 1), 2));
    assertTooHigh("iterations", Long.MAX_VALUE - 1, most, () -> spend(largest.shiftRight(1), 2));
    assertTooHigh("iterations", Long.MAX_VALUE, most, () -> spend(largest, 1));
    assertTooHigh("iterations", Long.MAX_VALUE, most, () -> spend(largest.add(BigInteger.ONE), 1));
    assertTooHigh("iterations", Long.MAX_VALUE, most, () -> spend(BigInteger.ONE.shiftLeft(70), 1));
    assertTooHigh("iterations", Long.MAX_VALUE, most, () -> spend(BigInteger.valueOf(-1), 1));
  }

  private int spend(BigInteger iterations, int blocks) throws UnreadableKey {
    return new Unlocking(Optional.empty()).spendIterations(iterations, blocks);
  }

  @Test
  void theTableOfAllObjectsIsTheSame() {
    int[] table = unlocking.table(10);
    assertEquals(10, table.length);
    assertSame(table, unlocking.table(10));
    assertSame(table, unlocking.table(3));
    assertEquals(11, unlocking.table(11).length);
  }

  @Test
  void anEmptyPassphraseIsTwoZerosUntilItIsNothing() throws Exception {
    assertArrayEquals(new byte[2], unlocking.pkcs12Password(new byte[0]));
    unlocking.takeEmptyAsNothing();
    assertEquals(0, unlocking.pkcs12Password(new byte[0]).length);
    assertArrayEquals(new byte[] {0, 'a', 0, 0}, unlocking.pkcs12Password(new byte[] {'a'}));
  }

  @Test
  void lendsThePassphraseOrAsksForIt() throws Exception {
    var asked = assertThrows(UnreadableKey.class, () -> unlocking.withPassphrase(utf8 -> 1));
    assertEquals(KeyProblemId.PASSPHRASE_NEEDED, asked.problem().id());
    byte[][] lent = new byte[1][];
    try (SecretBytes typed = SecretBytes.copyOf(new byte[] {1, 2})) {
      int length =
          new Unlocking(Optional.of(typed))
              .withPassphrase(
                  utf8 -> {
                    lent[0] = utf8;
                    return utf8.length;
                  });
      assertEquals(2, length);
      assertArrayEquals(new byte[2], lent[0], "wiped when it is back");
      assertEquals(2, typed.length(), "the owner's is not closed");
    }
  }

  @Test
  void remembersWhatWasOdd() {
    assertTrue(unlocking.oddities().isEmpty());
    unlocking.note(KeyOddity.NO_MAC);
    assertEquals(Set.of(KeyOddity.NO_MAC), unlocking.oddities());
  }

  /// RFC 7914: the table is 128·N·r bytes, the lanes 128·r·p.
  @ParameterizedTest
  @CsvSource({
    "16, 65536, 8, 16",
    "1024, 65536, 8, 16",
    "16, 2, 4096, 16",
    "16, 2, 1, 1",
    "16, 524288, 1, 1"
  })
  void scryptMayCostAsMuch(int salt, long cost, long blockSize, long lanes) throws Exception {
    Scrypt.spend(unlocking, salt, cost, blockSize, lanes);
  }

  @ParameterizedTest
  @CsvSource({
    "16, 2, 1, 17, lanes, 17, 16",
    "1025, 2, 1, 1, salt, 1025, 1024",
    "16, 1048576, 1, 1, bytes, 134217728, 67108864",
    "16, 134217728, 1, 1, bytes, 134217728, 67108864",
    "16, 2, 67108865, 1, bytes, 67108865, 67108864",
    "16, 2, 4097, 16, bytes, 67125248, 67108864",
    "16, 65536, 9, 1, bytes, 75497472, 67108864"
  })
  void scryptMayNotCostMore(
      int salt, long cost, long blockSize, long lanes, String what, long told, long most) {
    assertTooHigh(what, told, most, () -> Scrypt.spend(unlocking, salt, cost, blockSize, lanes));
  }

  @Test
  void theLanesOfSeveralScryptsAreAddedUp() throws Exception {
    Scrypt.spend(unlocking, 16, 1 << 16, 8, 8);
    Scrypt.spend(unlocking, 16, 1 << 16, 8, 8);
    assertTooHigh("bytes", (1 << 30) + 256, 1 << 30, () -> Scrypt.spend(unlocking, 16, 2, 1, 1));
  }

  @Test
  void theTableHasThirtyTwoWordsForEachBlockAndStep() {
    assertEquals(32 * 8 * 1024, Scrypt.words(1024, 8));
  }
}
