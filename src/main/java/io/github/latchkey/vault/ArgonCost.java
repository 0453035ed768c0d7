package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.util.function.LongSupplier;

/// What one key derivation with Argon2id costs (RFC 9106): memory in KiB, passes over it, lanes.
///
/// Outside the bounds that Latchkey writes and reads (64 MiB to 1 GiB, 3 to 16 passes, 1 to 8
/// lanes) the constructor throws IllegalArgumentException.
public record ArgonCost(int memoryKib, int passes, int lanes) {

  static final int LEAST_MEMORY = 64 << 10;
  static final int MOST_MEMORY = 1 << 20;
  static final int FEWEST_PASSES = 3;
  static final int MOST_PASSES = 16;
  static final int MOST_LANES = 8;

  /// More would ask a machine with fewer processors to wait, and gain little on others: memory is
  /// what they all share.
  private static final int MOST_USEFUL_LANES = 4;

  private static final int STANDARD_MEMORY = 128 << 10;
  private static final long SECOND = 1_000_000_000L;

  public ArgonCost {
    if (!isAllowed(memoryKib, passes, lanes)) {
      throw new IllegalArgumentException("Argon2id cost outside the bounds of the format");
    }
  }

  static boolean isAllowed(long memoryKib, long passes, long lanes) {
    return memoryKib >= LEAST_MEMORY
        && memoryKib <= MOST_MEMORY
        && passes >= FEWEST_PASSES
        && passes <= MOST_PASSES
        && lanes >= 1
        && lanes <= MOST_LANES;
  }

  /// The least that the format allows: 64 MiB, 3 passes. For tests.
  public static ArgonCost least() {
    return new ArgonCost(LEAST_MEMORY, FEWEST_PASSES, 1);
  }

  /// 128 MiB, 3 passes.
  public static ArgonCost standard() {
    return new ArgonCost(STANDARD_MEMORY, FEWEST_PASSES, 1);
  }

  /// What a new vault asks on this machine: 128 MiB, a lane for each processor but at most 4, and
  /// as many passes, from 3 to 16, as take about one second.
  ///
  /// Measures, so it takes some tenths of a second; not for the JavaFX thread. Where the machine
  /// has no 128 MiB to give, it is [#least()]; on an interrupted thread, which stays interrupted,
  /// it is too.
  public static ArgonCost calibrated() {
    int lanes = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_USEFUL_LANES);
    try (var password = SecretBytes.copyOf(new byte[8])) {
      return calibrated(
          lanes,
          System::nanoTime,
          () -> Argon2.raw(password, new byte[16], STANDARD_MEMORY, 1, lanes).close());
    } catch (OutOfMemoryError small) {
      return least();
    } catch (InterruptedException wanted) {
      Thread.currentThread().interrupt();
      return least();
    }
  }

  /// One pass over the memory.
  @FunctionalInterface
  interface Pass {
    void run() throws InterruptedException;
  }

  static ArgonCost calibrated(int lanes, LongSupplier nanoseconds, Pass pass)
      throws InterruptedException {
    pass.run(); // until it is compiled, a pass takes several times as long
    long start = nanoseconds.getAsLong();
    pass.run();
    long one = Math.max(1, nanoseconds.getAsLong() - start);
    long passes = Math.clamp(Math.round((double) SECOND / one), FEWEST_PASSES, MOST_PASSES);
    return new ArgonCost(STANDARD_MEMORY, (int) passes, lanes);
  }

  /// Memory in MiB.
  public int memoryMib() {
    return memoryKib >> 10;
  }

  /// Memory times passes, in KiB: what the derivation has to write.
  long work() {
    return (long) memoryKib * passes;
  }
}
