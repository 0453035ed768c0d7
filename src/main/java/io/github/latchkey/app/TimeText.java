package io.github.latchkey.app;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;

/// Times and durations as people type them.
public final class TimeText {

  /// The years 1970 to 9999: what a NumericDate can say and a person can read.
  private static final long LAST = 253_402_300_799L;

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private TimeText() {}

  /// Reads `90s`, `15m`, `1h30m`, `2d` or ISO 8601 (`PT15M`); not negative, at most a hundred
  /// years.
  public static Duration duration(String text) throws AppException {
    String compact = text.strip().toUpperCase(Locale.ROOT).replace(" ", "");
    try {
      Duration duration = Duration.parse(compact.startsWith("P") ? compact : iso(compact));
      if (compact.indexOf('-') < 0 && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeException | ArithmeticException notADuration) {
      // said below, as for a duration out of range
    }
    throw new AppException(AppException.Kind.DURATION_UNUSABLE, Map.of("text", text));
  }

  private static String iso(String compact) {
    int day = compact.indexOf('D');
    String days = compact.substring(0, day + 1);
    String rest = compact.substring(day + 1);
    return "P" + days + (rest.isEmpty() ? "" : "T" + rest);
  }

  /// Reads RFC 3339 (`2026-11-21T10:00:00Z`), a Unix time in seconds, `now`, `now+10m` or
  /// `now-10m`.
  public static Instant moment(String text, Instant now) throws AppException {
    String plain = text.strip();
    try {
      Instant moment;
      if (plain.matches("[0-9]{1,12}")) {
        moment = Instant.ofEpochSecond(Long.parseLong(plain));
      } else if (plain.equals("now")) {
        moment = now;
      } else if (plain.startsWith("now+")) {
        moment = now.plus(duration(plain.substring(4)));
      } else if (plain.startsWith("now-")) {
        moment = now.minus(duration(plain.substring(4)));
      } else {
        moment = OffsetDateTime.parse(plain.replace(' ', 'T')).toInstant();
      }
      if (moment.getEpochSecond() >= 0 && moment.getEpochSecond() <= LAST) {
        return moment;
      }
    } catch (DateTimeException notATime) {
      // said below, as for a time out of range
    }
    throw new AppException(AppException.Kind.TIME_UNUSABLE, Map.of("text", text));
  }

  /// Reads a date as `2027-11-03`.
  public static LocalDate date(String text) throws AppException {
    try {
      LocalDate date = LocalDate.parse(text.strip());
      if (date.getYear() >= 1970 && date.getYear() <= 9999) {
        return date;
      }
    } catch (DateTimeException notADate) {
      // said below, as for a date out of range
    }
    throw new AppException(AppException.Kind.DATE_UNUSABLE, Map.of("text", text));
  }
}
