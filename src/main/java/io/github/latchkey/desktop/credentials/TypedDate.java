package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.TimeText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A date as a person types it: `2027-11-03`, as Latchkey writes dates, or as the person's country
/// writes them, with the whole year.
public final class TypedDate {

  private TypedDate() {}

  /// The date; nothing for an empty text. A text that is no date is refused.
  public static Optional<LocalDate> read(String text, Locale locale) throws AppException {
    if (text.isBlank()) {
      return Optional.empty();
    }
    Optional<LocalDate> local =
        Stream.concat(
                Stream.of("d MMM uuuu"), Stream.of(FormatStyle.values()).map(s -> of(s, locale)))
            .flatMap(pattern -> parse(text.strip(), pattern, locale).stream())
            .findFirst();
    return local.isPresent() ? local : Optional.of(TimeText.date(text));
  }

  /// Days and months with or without a leading zero; a year of two digits could be any century.
  private static String of(FormatStyle style, Locale locale) {
    return DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            style, null, IsoChronology.INSTANCE, locale)
        .replaceAll("d+", "d")
        .replaceAll("\\bM{1,2}\\b", "M")
        .replaceAll("[yu]+", "uuuu");
  }

  private static Optional<LocalDate> parse(String text, String pattern, Locale locale) {
    try {
      return Optional.of(
          LocalDate.parse(
              text,
              new DateTimeFormatterBuilder()
                  .parseCaseInsensitive()
                  .append(DateTimeFormatter.ofPattern(pattern, locale))
                  .toFormatter(locale)
                  .withResolverStyle(ResolverStyle.STRICT)));
    } catch (DateTimeException another) {
      return Optional.empty();
    }
  }
}
