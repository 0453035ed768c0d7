package io.github.latchkey.json;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// A JSON number as its source text, so that no digit is lost and `1e1000000000` costs nothing.
public record JsonNumber(String text) implements Json {

  private static final int LONGEST_EXPONENT = 4;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  /// Refuses text that is not a JSON number with IllegalArgumentException.
  public JsonNumber {
    if (!isShortInteger(text) && !NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("not a JSON number");
    }
  }

  /// Most numbers, told without the pattern's cost: digits, the first of them not zero.
  private static boolean isShortInteger(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.charAt(0) != '0';
  }

  /// The number of a whole value.
  public static JsonNumber of(long value) {
    return new JsonNumber(Long.toString(value));
  }

  /// Whether the text has neither fraction nor exponent.
  public boolean isPlainInteger() {
    return text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
  }

  /// The value where it is a whole number that fits a long, however it is written (`1e3`, `5.0`).
  public OptionalLong wholeValue() {
    return value()
        .map(
            decimal -> {
              try {
                return OptionalLong.of(decimal.longValueExact());
              } catch (ArithmeticException fractionOrTooLarge) {
                return OptionalLong.empty();
              }
            })
        .orElseGet(OptionalLong::empty);
  }

  /// The exact value; empty where the exponent has more than four digits, since such a number has
  /// no use and a cost.
  public Optional<BigDecimal> value() {
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (exponent >= 0 && text.length() - exponent - 1 > LONGEST_EXPONENT + 1) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text));
  }
}
