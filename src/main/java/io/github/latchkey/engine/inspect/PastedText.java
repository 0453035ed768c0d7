package io.github.latchkey.engine.inspect;

import java.util.Arrays;
import java.util.HexFormat;

/// A pasted text with percent-encoding and escapes taken out, character by character, so that a
/// token in a URL in a JSON string in a log line stands there bare. Remembers which characters were
/// written in another way. Not final: a test counts what is read.
class PastedText implements CharSequence {

  /// The most characters that are looked at: 10 MB of ASCII.
  static final int LONGEST = 10 << 20;

  private static final byte PERCENT = 1;
  private static final byte INVISIBLE = 2;

  private static final String INVISIBLES = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad";

  private final char[] characters;
  private final byte[] marks;
  private int length;
  private byte pending;

  PastedText(String pasted) {
    String source = pasted.length() > LONGEST ? pasted.substring(0, LONGEST) : pasted;
    characters = new char[source.length()];
    marks = new byte[source.length() + 1];
    int i = 0;
    while (i < source.length()) {
      i = take(source, i);
    }
    marks[length] |= pending;
  }

  /// Whether a character from here to there was percent-encoded.
  boolean hasPercent(int from, int to) {
    return hasMark(PERCENT, from, to);
  }

  /// Whether an invisible character stood in front of one from here to there.
  boolean hasInvisible(int from, int to) {
    return hasMark(INVISIBLE, from, to);
  }

  private boolean hasMark(byte mark, int from, int to) {
    for (int i = Math.max(0, from); i < Math.min(to, marks.length); i++) {
      if ((marks[i] & mark) != 0) {
        return true;
      }
    }
    return false;
  }

  /// Takes over what stands at a position and returns the next one.
  private int take(String source, int i) {
    char c = source.charAt(i);
    if (c >= '0' && c <= 'z' && c != '\\') {
      put(c, (byte) 0);
      return i + 1;
    }
    if (c == '%') {
      return takePercent(source, i);
    }
    if (c == '\\') {
      return takeEscape(source, i);
    }
    if (INVISIBLES.indexOf(c) >= 0) {
      pending = INVISIBLE;
    } else {
      put(Character.isSpaceChar(c) ? ' ' : c, (byte) 0);
    }
    return i + 1;
  }

  private int takePercent(String source, int i) {
    int digits = i + 1;
    while (source.startsWith("25", digits) && hexAt(source, digits + 2, 2) >= 0) {
      digits += 2;
    }
    int code = hexAt(source, digits, 2);
    if (code < 0 || code >= 0x80) {
      put('%', (byte) 0);
      return i + 1;
    }
    put((char) code, PERCENT);
    return digits + 2;
  }

  private int takeEscape(String source, int i) {
    char next = i + 1 < source.length() ? source.charAt(i + 1) : ' ';
    switch (next) {
      case 'n', 'r' -> put('\n', (byte) 0);
      case 't' -> put(' ', (byte) 0);
      case 'u' -> {
        int code = hexAt(source, i + 2, 4);
        if (code >= 0) {
          put((char) code, (byte) 0);
          return i + 6;
        }
        put('\\', (byte) 0);
        return i + 1;
      }
      default -> {
        // The escaped character itself comes next: a slash, a quote, a line break of a shell.
        return i + 1;
      }
    }
    return i + 2;
  }

  private static int hexAt(String source, int from, int count) {
    if (from + count > source.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + count; i++) {
      if (!HexFormat.isHexDigit(source.charAt(i))) {
        return -1;
      }
      value = value << 4 | HexFormat.fromHexDigit(source.charAt(i));
    }
    return value;
  }

  private void put(char c, byte mark) {
    characters[length] = c;
    marks[length] = (byte) (mark | pending);
    pending = 0;
    length++;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return characters[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(characters, start, end - start);
  }

  /// The text as it now stands.
  @Override
  public String toString() {
    return new String(Arrays.copyOf(characters, length));
  }
}
