package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  @ParameterizedTest
  @CsvSource({
    "90s,PT90S",
    "15m,PT15M",
    "1h30m,PT1H30M",
    "2d,P2D",
    "1d12h,P1DT12H",
    "PT5M,PT5M",
    "1H 30M,PT1H30M",
    "0s,PT0S"
  })
  void readsDurationsAsPeopleTypeThem(String typed, Duration expected) throws Exception {
    assertEquals(expected, TimeText.duration(typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "15", "soon", "-5m", "1h-30m", "5m5h", "99999999999d", "1e3s", "m", "P"})
  void refusesWhatIsNoDuration(String typed) {
    AppException refused = assertThrows(AppException.class, () -> TimeText.duration(typed));
    assertEquals(AppException.Kind.DURATION_UNUSABLE, refused.kind());
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000,1700000000", "now,1700000000", "now+10m,1700000600", "now-1h,1699996400",
    "2023-11-14T22:13:20Z,1700000000", "2023-11-15T03:43:20+05:30,1700000000",
        "2023-11-14 22:13:20Z,1700000000", "0,0"
  })
  void readsMoments(String typed, long seconds) throws Exception {
    assertEquals(Instant.ofEpochSecond(seconds), TimeText.moment(typed, NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2023-11-14",
        "2023-11-14T22:13:20",
        "1700000000000",
        "now+",
        "now+x",
        "-5",
        "+1000000000-01-01T00:00:00Z"
      })
  void refusesWhatIsNoMoment(String typed) {
    AppException refused = assertThrows(AppException.class, () -> TimeText.moment(typed, NOW));
    assertTrue(
        refused.kind() == AppException.Kind.TIME_UNUSABLE
            || refused.kind() == AppException.Kind.DURATION_UNUSABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3 Nov", "2027-13-01", "2027-02-30"})
  void refusesWhatIsNoDate(String typed) {
    assertEquals(
        AppException.Kind.DATE_UNUSABLE,
        assertThrows(AppException.class, () -> TimeText.date(typed)).kind());
  }
}
