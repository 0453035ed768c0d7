package io.github.latchkey.engine.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.JsonNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeClaimTest {

  private static TimeClaim read(String number) {
    return TimeClaim.read("exp", new JsonNumber(number));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00Z",
    "1700000000, 2023-11-14T22:13:20Z",
    "1.7e9, 2023-11-14T22:13:20Z",
    "1700000000.5, 2023-11-14T22:13:20.500Z",
    "1700000000.1234567891, 2023-11-14T22:13:20.123456789Z",
    "1e-9999, 1970-01-01T00:00:00Z",
    "99999999999, 5138-11-16T09:46:39Z"
  })
  void readsSecondsWithTheirFractions(String number, Instant instant) {
    assertEquals(Optional.of(instant), read(number).instant());
  }

  @Property(tries = 300)
  void wholeSecondsHaveNoFindings(@ForAll @LongRange(min = 0, max = 99_999_999_999L) long s) {
    TimeClaim time = read(String.valueOf(s));
    assertEquals(Optional.of(Instant.ofEpochSecond(s)), time.instant());
    assertEquals(List.of(), time.findings());
  }

  @Property(tries = 300)
  void fractionsAreExactToTheNanosecond(
      @ForAll @LongRange(min = 0, max = 99_999_999_998L) long s,
      @ForAll @IntRange(min = 1, max = 999_999_999) int nanos) {
    TimeClaim time = read(BigDecimal.valueOf(s).add(BigDecimal.valueOf(nanos, 9)).toPlainString());
    assertEquals(Optional.of(Instant.ofEpochSecond(s, nanos)), time.instant());
    assertEquals(List.of(FindingId.TIME_NOT_INTEGER), Findings.ids(time.findings()));
  }

  @Property(tries = 300)
  void fromTheYear5138OnItIsMilliseconds(
      @ForAll @LongRange(min = 100_000_000_000L, max = 253_402_300_799_000L) long ms) {
    TimeClaim time = read(String.valueOf(ms));
    assertTrue(time.instant().isEmpty());
    assertEquals(List.of(FindingId.TIME_IN_MILLISECONDS), Findings.ids(time.findings()));
    assertEquals(Instant.ofEpochMilli(ms), time.findings().getFirst().facts().get("at"));
  }

  @Property(tries = 300)
  void beyondIsNoTime(@ForAll @LongRange(min = 253_402_300_799_001L) long value) {
    TimeClaim time = read(String.valueOf(value));
    assertTrue(time.instant().isEmpty());
    assertEquals(List.of(FindingId.TIME_OUT_OF_RANGE), Findings.ids(time.findings()));
  }
}
