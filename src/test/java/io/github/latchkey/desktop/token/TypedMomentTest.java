package io.github.latchkey.desktop.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.latchkey.app.AppException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedMomentTest {

  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
  private static final Instant NOON = Instant.parse("2026-11-21T06:34:00Z"); // 12:04 in India

  @ParameterizedTest
  @CsvSource({
    "17:30, 2026-11-21T12:00:00Z",
    "9:15, 2026-11-22T03:45:00Z",
    "2026-11-25 17:30, 2026-11-25T12:00:00Z",
    "2026-11-25T17:30:20, 2026-11-25T12:00:20Z",
    "2026-11-25T17:30:00Z, 2026-11-25T17:30:00Z",
    "now+10m, 2026-11-21T06:44:00Z",
    "1795262400, 2026-11-21T12:00:00Z"
  })
  void readsWhatPeopleType(String text, Instant wanted) throws Exception {
    assertEquals(wanted, TypedMoment.read(text, NOON, INDIA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"25:00", "teatime", "2026-02-31 10:00", "12:4"})
  void refusesWhatIsNoTime(String text) {
    assertThrows(AppException.class, () -> TypedMoment.read(text, NOON, INDIA));
  }

  @Test
  void aTimeThatIsPastTodayMeansTomorrow() throws Exception {
    assertEquals(Instant.parse("2026-11-22T06:33:00Z"), TypedMoment.read("12:03", NOON, INDIA));
    assertEquals(NOON, TypedMoment.read("12:04", NOON, INDIA));
  }
}
