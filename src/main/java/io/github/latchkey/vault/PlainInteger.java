package io.github.latchkey.vault;

import java.util.OptionalLong;

/// A number as the format writes it: plain decimal digits, 0..2^53-1, the first of them zero only
/// alone.
///
/// Read without a pattern: a vault has two for every value.
final class PlainInteger {

  private static final int LONGEST = 16;

  private PlainInteger() {}

  /// The number that this text writes; empty where it writes none.
  static OptionalLong read(String text) {
    int length = text.length();
    if (length == 0 || length > LONGEST || length > 1 && text.charAt(0) == '0') {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalLong.empty();
      }
      number = 10 * number + digit;
    }
    return number <= HeaderReader.LARGEST_INTEGER ? OptionalLong.of(number) : OptionalLong.empty();
  }
}
