package io.github.latchkey.engine.inspect;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonBoolean;
import io.github.latchkey.json.JsonNull;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A NumericDate (RFC 7519 section 2): the moment, where the value names a believable one, and what
/// is odd about how it is written.
record TimeClaim(Optional<Instant> instant, List<Finding> findings) {

  /// Whoever writes more seconds than these (the year 5138) meant milliseconds.
  private static final BigDecimal FIRST_MILLISECONDS = new BigDecimal("1e11");

  /// The end of the year 9999 in seconds.
  private static final BigDecimal LAST_SECOND = new BigDecimal("253402300799");

  private static final BigDecimal THOUSAND = new BigDecimal(1000);
  private static final BigDecimal NANOS = new BigDecimal(1_000_000_000);
  private static final int NANO_DIGITS = 9;

  static TimeClaim read(String claim, Json value) {
    return switch (value) {
      case JsonNumber number -> read(claim, number);
      case JsonString(var text) -> notANumber(claim, text, "string");
      case JsonBoolean(var truth) -> notANumber(claim, String.valueOf(truth), "boolean");
      case JsonNull() -> notANumber(claim, "null", "null");
      case JsonObject object -> notANumber(claim, "{…}", "object");
      case JsonArray array -> notANumber(claim, "[…]", "array");
    };
  }

  private static TimeClaim read(String claim, JsonNumber number) {
    Map<String, Object> text = Map.of("text", Finding.excerpt(number.text()));
    Optional<BigDecimal> seconds = number.value().filter(value -> value.signum() >= 0);
    if (seconds.isEmpty() || seconds.get().compareTo(LAST_SECOND.multiply(THOUSAND)) > 0) {
      return unread(Finding.of(FindingId.TIME_OUT_OF_RANGE, claim, text));
    }
    BigDecimal value = seconds.get();
    if (value.compareTo(FIRST_MILLISECONDS) >= 0) {
      Instant meant = instant(value.divide(THOUSAND, NANO_DIGITS, RoundingMode.FLOOR));
      return unread(
          Finding.of(
              FindingId.TIME_IN_MILLISECONDS,
              claim,
              Map.of("text", text.get("text"), "at", meant)));
    }
    List<Finding> findings = new ArrayList<>();
    if (!number.isPlainInteger()) {
      findings.add(Finding.of(FindingId.TIME_NOT_INTEGER, claim, text));
    }
    return new TimeClaim(Optional.of(instant(value)), findings);
  }

  private static TimeClaim notANumber(String claim, String text, String type) {
    return unread(
        Finding.of(
            FindingId.TIME_NOT_A_NUMBER,
            claim,
            Map.of("text", Finding.excerpt(text), "type", type)));
  }

  private static TimeClaim unread(Finding finding) {
    return new TimeClaim(Optional.empty(), List.of(finding));
  }

  private static Instant instant(BigDecimal seconds) {
    BigDecimal fine = seconds.setScale(NANO_DIGITS, RoundingMode.FLOOR);
    long whole = fine.longValue();
    long nanos = fine.subtract(BigDecimal.valueOf(whole)).multiply(NANOS).longValue();
    return Instant.ofEpochSecond(whole, nanos);
  }
}
