package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.HmacKey;
import io.github.latchkey.engine.keys.FoundKey.Role;
import io.github.latchkey.secret.SecretBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads an HMAC secret from text.
final class SecretTextReader {

  /// The hash length of HS256, in bits (RFC 7518 section 3.2).
  private static final long LEAST_BITS = 256;

  private final KeyRequest request;

  SecretTextReader(KeyRequest request) {
    this.request = request;
  }

  /// A secret of this text, which stays the caller's; it is not empty.
  KeyReading read(byte[] text) {
    int end = text.length;
    while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
      end--;
    }
    long lines = 1;
    for (int i = 0; i < end; i++) {
      lines += text[i] == '\n' ? 1 : 0;
    }
    if (hasControlCharacter(text, end)) {
      return KeyReading.refused(
          KeyProblem.of(
              KeyProblemId.NOT_A_KEY, Map.of("expected", request.expected().id(), "lines", lines)));
    }
    SecretEncoding encoding = request.encoding().orElse(SecretEncoding.UTF8);
    boolean keep = request.keepFinalNewline() && encoding == SecretEncoding.UTF8;
    byte[] kept = Arrays.copyOf(text, keep ? text.length : end);
    KeyReading reading = read(kept, "text");
    return end < text.length
        ? reading.with(List.of(KeyOddity.TRAILING_NEWLINE_IN_SECRET))
        : reading;
  }

  /// A secret of exactly this text, which is wiped.
  KeyReading read(byte[] text, String container) {
    SecretEncoding encoding = request.encoding().orElse(SecretEncoding.UTF8);
    return KeyChoice.of(List.of(found(text, encoding, container)), request);
  }

  private static boolean hasControlCharacter(byte[] text, int end) {
    for (int i = 0; i < end; i++) {
      boolean secondSet = text[i] == (byte) 0xc2 && i + 1 < end && (text[i + 1] & 0xff) < 0xa0;
      if (text[i] >= 0 && text[i] < 0x20 || text[i] == 0x7f || secondSet) {
        return true;
      }
    }
    return false;
  }

  /// A secret of exactly this text, which is wiped.
  static FoundKey found(byte[] bytes, SecretEncoding encoding, String container) {
    SecretBytes text = SecretBytes.take(bytes);
    try (SecretBytes decoded = encoding.decode(text);
        HmacKey key = HmacKey.of(decoded)) {
      KeyDescription description = KeyDescription.ofSecret(key.length(), encoding, container);
      boolean isShort = description.bits() < LEAST_BITS;
      return new FoundKey(
          Role.SECRET,
          Optional.of(new KeyMaterial.SecretText(text, encoding)),
          Optional.empty(),
          Optional.of(description),
          isShort ? Optional.of(shortSecret(description.bits())) : Optional.empty());
    } catch (EngineException unfit) {
      text.close();
      return FoundKey.refused(Role.SECRET, problem(unfit));
    }
  }

  private static KeyProblem shortSecret(long bits) {
    return KeyProblem.of(KeyProblemId.SHORT_SECRET, Map.of("bits", bits, "least", LEAST_BITS));
  }

  private static KeyProblem problem(EngineException unfit) {
    return switch (unfit.kind()) {
      case EMPTY_SECRET -> KeyProblem.of(KeyProblemId.EMPTY_FILE);
      case KEY_AS_SECRET -> KeyProblem.of(KeyProblemId.KEY_AS_SECRET, unfit.facts());
      default ->
          KeyProblem.of(
              KeyProblemId.DAMAGED,
              Map.of(
                  "line",
                  1L,
                  "label",
                  "",
                  "encoding",
                  unfit.facts().get("encoding"),
                  "position",
                  ((Integer) unfit.facts().get("position")).longValue()));
    };
  }
}
