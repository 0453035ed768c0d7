package io.github.latchkey.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/// A password as the bytes that key derivation takes: NFC, UTF-8, untrimmed, 1 to 1024 bytes.
///
/// Whoever creates one closes it. Characters outside ASCII go through [Normalizer], which builds a
/// String on its way; ASCII never does.
public final class Passphrase implements AutoCloseable {

  /// The longest password in bytes of UTF-8.
  public static final int LONGEST = 1024;

  private final SecretBytes utf8;

  private Passphrase(SecretBytes utf8) {
    this.utf8 = utf8;
  }

  /// Reads typed characters and wipes the array. Empty when there are none, too many, or half a
  /// surrogate pair.
  public static Optional<Passphrase> take(char[] characters) {
    CharBuffer composed = CharBuffer.allocate(0);
    // Three bytes hold any UTF-16 unit: the encoder never needs a second buffer.
    byte[] encoded = new byte[0];
    try {
      composed = composed(characters);
      encoded = new byte[Math.multiplyExact(3, composed.remaining())];
      ByteBuffer bytes = ByteBuffer.wrap(encoded);
      var encoder = StandardCharsets.UTF_8.newEncoder();
      if (encoder.encode(composed, bytes, true).isError()
          || bytes.position() == 0
          || bytes.position() > LONGEST) {
        return Optional.empty();
      }
      return Optional.of(new Passphrase(SecretBytes.copyOf(bytes.flip())));
    } finally {
      Arrays.fill(composed.array(), '\0');
      Arrays.fill(encoded, (byte) 0);
      Arrays.fill(characters, '\0');
    }
  }

  private static CharBuffer composed(char[] characters) {
    CharBuffer typed = CharBuffer.wrap(characters);
    return typed.chars().allMatch(c -> c < 0x80)
        ? typed
        : CharBuffer.wrap(Normalizer.normalize(typed, Normalizer.Form.NFC).toCharArray());
  }

  /// Reads the first line of a password file or of standard input as UTF-8 and wipes the array; the
  /// line's end (LF or CRLF) is not part of it. Empty where the bytes are not UTF-8 or the line is
  /// empty or too long.
  public static Optional<Passphrase> takeFirstLine(byte[] utf8) {
    boolean marked =
        utf8.length >= 3
            && utf8[0] == (byte) 0xEF
            && utf8[1] == (byte) 0xBB
            && utf8[2] == (byte) 0xBF;
    int start = marked ? 3 : 0;
    int end = start;
    while (end < utf8.length && utf8[end] != '\n') {
      end++;
    }
    if (end > start && end < utf8.length && utf8[end - 1] == '\r') {
      end--;
    }
    try {
      CharBuffer decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8, start, end - start));
      char[] characters = Arrays.copyOfRange(decoded.array(), 0, decoded.limit());
      Arrays.fill(decoded.array(), '\0');
      return take(characters);
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  /// The bytes for key derivation; they belong to this passphrase and die with it.
  public SecretBytes utf8() {
    return utf8;
  }

  /// Another passphrase with the same bytes and a life of its own.
  public Passphrase copy() {
    return new Passphrase(utf8.copy());
  }

  @Override
  public void close() {
    utf8.close();
  }

  @Override
  public String toString() {
    return "Passphrase";
  }
}
