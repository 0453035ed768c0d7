package io.github.latchkey.desktop.inspect;

import io.github.latchkey.app.InspectedToken;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.TimeMark;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.desktop.control.ValiditySpan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// A token's times as the picture shows them.
final class SpanText {

  private final Wording wording;
  private final Instant now;

  private SpanText(Wording wording, Instant now) {
    this.wording = wording;
    this.now = now;
  }

  static ValiditySpan of(InspectedToken token, Wording wording) {
    return new SpanText(wording, token.checkedAt()).span(token);
  }

  private ValiditySpan span(InspectedToken token) {
    Optional<Instant> issued = token.time("iat");
    Optional<Instant> from = token.time("nbf");
    Optional<Instant> until = token.time("exp");
    Optional<Instant> start = from.or(() -> issued);
    Optional<Tone> bar = bar(token);
    boolean proven = bar.equals(Optional.of(Tone.GOOD));
    String valid = proven ? "valid" : "unproven";
    String length =
        until
            .map(
                end ->
                    start
                        .filter(end::isAfter)
                        .map(begin -> text(valid, Map.of("amount", Duration.between(begin, end))))
                        .orElse(""))
            .orElseGet(() -> text(proven ? "endless" : "no-end", Map.of()));
    Optional<Instant> border = until.filter(now::isAfter).or(() -> start.filter(now::isBefore));
    return new ValiditySpan(
        mark("iat", issued.filter(at -> !Optional.of(at).equals(from))),
        mark("nbf", from),
        mark("exp", until),
        new TimeMark(now, text("now", Map.of("time", wording.timeOfDay(now)))),
        bar,
        length,
        border.map(at -> wording.amount(Duration.between(at, now))).orElse(""));
  }

  /// No bar for what cannot be read or whose end is no time; none that says “valid” for a token
  /// that is not what somebody signed.
  private static Optional<Tone> bar(InspectedToken token) {
    boolean readable =
        token.token().headerJson().isPresent() && token.token().payloadJson().isPresent();
    boolean endless = token.payload().get("exp").isEmpty();
    if (!readable || !endless && token.time("exp").isEmpty()) {
      return Optional.empty();
    }
    return switch (token.signature().status()) {
      case VALID, UNCHECKED -> Optional.of(Tone.GOOD);
      case MISMATCH, MISSING -> Optional.of(Tone.PLAIN);
    };
  }

  private Optional<TimeMark> mark(String name, Optional<Instant> moment) {
    return moment.map(at -> new TimeMark(at, name + " " + time(at)));
  }

  /// The time of day where the day is the one of looking, else with its date.
  private String time(Instant moment) {
    boolean sameDay = day(moment).equals(day(now));
    return sameDay
        ? wording.timeOfDay(moment)
        : wording.date(day(moment)) + " " + wording.timeOfDay(moment);
  }

  private LocalDate day(Instant moment) {
    ZoneId zone = wording.zone();
    return moment.atZone(zone).toLocalDate();
  }

  private String text(String key, Map<String, ?> facts) {
    return wording.text("inspect.timeline." + key, facts);
  }
}
