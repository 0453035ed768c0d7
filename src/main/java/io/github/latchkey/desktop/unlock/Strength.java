package io.github.latchkey.desktop.unlock;

import com.nulabinc.zxcvbn.Feedback;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How hard a password is to guess, with the reasons, by zxcvbn (USENIX Security 2016).
///
/// @param score 0 (guessed at once) to 4
/// @param reason what makes it weak and what would help; empty for a strong one
record Strength(int score, String reason) {

  /// Below this a new vault is not made.
  static final int LEAST = 2;

  /// Only so much is looked at: what follows makes no password weaker, and the time grows with the
  /// square of the length.
  private static final int LOOKED_AT = 64;

  private static final Zxcvbn ESTIMATOR = new Zxcvbn();

  /// Measures a password; the array is wiped. The estimator works on copies of its own, which it
  /// wipes where it can.
  static Strength of(char[] password) {
    try {
      var looked = CharBuffer.wrap(password, 0, Math.min(password.length, LOOKED_AT));
      var measured = ESTIMATOR.measure(looked);
      Feedback feedback = measured.getFeedback();
      String reason =
          Stream.concat(Stream.of(feedback.getWarning()), feedback.getSuggestions().stream())
              .filter(text -> !text.isBlank())
              .map(text -> text.endsWith(".") ? text : text + ".")
              .collect(Collectors.joining(" "));
      measured.wipe();
      return new Strength(measured.getScore(), reason);
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
