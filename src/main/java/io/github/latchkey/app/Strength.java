package io.github.latchkey.app;

import com.nulabinc.zxcvbn.Feedback;
import com.nulabinc.zxcvbn.Zxcvbn;
import io.github.latchkey.secret.Passphrase;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How hard a password is to guess, with the reasons, by zxcvbn (USENIX Security 2016).
///
/// @param score 0 (guessed at once) to 4
/// @param reason what makes it weak and what would help; empty for a strong one
public record Strength(int score, String reason) {

  /// Below this a new vault is not made.
  public static final int LEAST = 2;

  /// The highest score.
  public static final int BEST = 4;

  /// Only so much is looked at: what follows makes no password weaker, and the time grows with the
  /// square of the length.
  private static final int LOOKED_AT = 64;

  private static final Zxcvbn ESTIMATOR = new Zxcvbn();

  /// Measures a password that was read, which stays the caller's.
  public static Strength of(Passphrase password) {
    return password.utf8().lend(Strength::measure);
  }

  private static Strength measure(byte[] utf8) {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
    char[] characters = Arrays.copyOf(decoded.array(), decoded.limit());
    Arrays.fill(decoded.array(), '\0');
    return of(characters);
  }

  /// Whether a new vault may have it.
  public boolean isEnough() {
    return score >= LEAST;
  }

  /// Measures a password; the array is wiped. The estimator works on copies of its own, which it
  /// wipes where it can.
  public static Strength of(char[] password) {
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
