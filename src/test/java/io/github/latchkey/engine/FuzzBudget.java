package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Random;
import java.util.function.Consumer;

/// How long a fuzz test goes on: a fixed number of tries in every build, so that the build is the
/// same each time, and minutes of new ones at night.
///
///     FuzzBudget.everyBuild(20_000, random -> …);   // in a test without a tag
///     FuzzBudget.nightly(random -> …);              // in one with @Tag("nightly")
///
/// `-Dlatchkey.fuzz.seconds=300` says how long a night is. A failure names the seed of its try;
/// `-Dlatchkey.fuzz.seed=N` runs that one again.
public final class FuzzBudget {

  /// What one try may allocate (`engine.md`).
  private static final long MOST_BYTES = 256L << 20;

  private static final int NIGHT_SECONDS = 300;

  private FuzzBudget() {}

  /// Runs this many tries, always the same.
  public static void everyBuild(int tries, Consumer<Random> test) {
    if (ranOne(test)) {
      return;
    }
    for (int seed = 0; seed < tries; seed++) {
      run(seed, test);
    }
  }

  /// Runs until the time is used, beginning where no build has been; says how many tries it were.
  public static long nightly(Consumer<Random> test) {
    if (ranOne(test)) {
      return 1;
    }
    long end =
        System.nanoTime()
            + Integer.getInteger("latchkey.fuzz.seconds", NIGHT_SECONDS) * 1_000_000_000L;
    long first = System.currentTimeMillis() << 20;
    long tries = 0;
    while (System.nanoTime() < end) {
      run(first + tries++, test);
    }
    return tries;
  }

  private static boolean ranOne(Consumer<Random> test) {
    Long seed = Long.getLong("latchkey.fuzz.seed");
    if (seed != null) {
      run(seed, test);
    }
    return seed != null;
  }

  private static void run(long seed, Consumer<Random> test) {
    long before = allocatedBytes();
    try {
      test.accept(new Random(seed));
    } catch (Exception | Error failed) {
      throw new AssertionError("seed " + seed + ": " + failed, failed);
    }
    long allocated = allocatedBytes() - before;
    assertTrue(allocated < MOST_BYTES, "seed " + seed + " allocated " + allocated + " bytes");
  }

  /// What this thread has allocated so far. By reflection, since the program's module has no need
  /// of the one that tells.
  private static long allocatedBytes() {
    try {
      Object bean =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      Method method =
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getCurrentThreadAllocatedBytes");
      return (Long) method.invoke(bean);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this JDK does not tell what a thread allocates", missing);
    }
  }
}
