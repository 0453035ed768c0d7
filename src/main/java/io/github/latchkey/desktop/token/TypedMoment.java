package io.github.latchkey.desktop.token;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.TimeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// A moment as a person types it: the time of day (today, or tomorrow once it is past), date and
/// time of this zone, or any form of [TimeText].
final class TypedMoment {

  private TypedMoment() {}

  static Instant read(String text, Instant now, ZoneId zone) throws AppException {
    String plain = text.strip().replace(' ', 'T');
    try {
      if (plain.matches("[0-9]{1,2}:[0-9]{2}")) {
        LocalTime time = LocalTime.parse(plain.length() == 4 ? "0" + plain : plain);
        ZonedDateTime today = now.atZone(zone).with(time);
        return (today.toInstant().isBefore(now) ? today.plusDays(1) : today).toInstant();
      }
      if (plain.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?")) {
        return LocalDateTime.parse(plain).atZone(zone).toInstant();
      }
    } catch (DateTimeException noSuchTime) {
      // 25:00 is for TimeText to refuse in its words
    }
    return TimeText.moment(text, now);
  }
}
