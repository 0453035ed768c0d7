package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgonCostTest {

  @ParameterizedTest
  @CsvSource({
    "65535, 3, 1",
    "1048577, 3, 1",
    "65536, 2, 1",
    "65536, 17, 1",
    "65536, 3, 0",
    "65536, 3, 9",
    "-1, 3, 1",
    "65536, -3, 1"
  })
  void refusesWhatTheFormatDoesNotAllow(int memory, int passes, int lanes) {
    assertThrows(IllegalArgumentException.class, () -> new ArgonCost(memory, passes, lanes));
  }

  @ParameterizedTest
  @CsvSource({"65536, 3, 1", "1048576, 16, 8"})
  void takesTheBoundsThemselves(int memory, int passes, int lanes) {
    assertEquals(memory >> 10, new ArgonCost(memory, passes, lanes).memoryMib());
  }

  @ParameterizedTest
  @CsvSource({"100000000, 10", "1, 16", "62500000, 16", "400000000, 3", "5000000000, 3"})
  void calibratesToAboutASecondWithinTheBounds(long nanosecondsOfAPass, int passes)
      throws Exception {
    var now = new AtomicLong();
    ArgonCost cost = ArgonCost.calibrated(3, now::get, () -> now.addAndGet(nanosecondsOfAPass));
    assertEquals(new ArgonCost(128 << 10, passes, 3), cost);
  }

  @Test
  void doesNotMeasureTheFirstPassWhichIsNotYetCompiled() throws Exception {
    var now = new AtomicLong();
    var passes = new AtomicLong();
    ArgonCost cost =
        ArgonCost.calibrated(
            1,
            now::get,
            () -> now.addAndGet(passes.getAndIncrement() == 0 ? 900_000_000L : 200_000_000L));
    assertEquals(5, cost.passes());
  }

  @Test
  void paysForNoMoreLanesThanThereAreProcessorsAndForFourAtMost() {
    int processors = Runtime.getRuntime().availableProcessors();
    assertEquals(Math.min(4, processors), ArgonCost.calibrated().lanes());
  }

  @Test
  void leavesAnInterruptedThreadInterruptedSoThatWhatFollowsEndsToo() {
    Thread.currentThread().interrupt();
    assertEquals(ArgonCost.least(), ArgonCost.calibrated());
    assertTrue(Thread.interrupted());
  }

  @Test
  void knowsTheStandardAndTheLeast() {
    assertEquals(new ArgonCost(131072, 3, 1), ArgonCost.standard());
    assertEquals(new ArgonCost(65536, 3, 1), ArgonCost.least());
    assertEquals(128, ArgonCost.calibrated().memoryMib());
  }
}
