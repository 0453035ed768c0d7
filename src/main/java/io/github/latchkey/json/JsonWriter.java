package io.github.latchkey.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes JSON as ECMAScript's `JSON.stringify` does, as UTF-8: no white space, only what must be
/// escaped is escaped.
///
/// Piece by piece, for documents of many megabytes: whoever calls sees to it that what is begun is
/// ended and that names stand in objects; commas come by themselves. What it holds is overwritten
/// with zeros once it is given out. Not safe for several threads.
public final class JsonWriter {

  private static final int FIRST_SIZE = 256;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /// The most bytes that one UTF-16 unit becomes: an escape of six characters.
  private static final int WIDEST = 6;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;
  private boolean first = true;

  /// An empty document.
  public JsonWriter() {}

  /// The value's text as UTF-8.
  static byte[] compact(Json value) {
    return new JsonWriter().value(value).take();
  }

  /// Begins an object with `{` or an array with `[`.
  public JsonWriter begin(char bracket) {
    separate();
    put(bracket);
    first = true;
    return this;
  }

  /// Ends what was begun.
  public JsonWriter end(char bracket) {
    reserve(1);
    put(bracket);
    first = false;
    return this;
  }

  /// A member's name; its value comes next.
  public JsonWriter name(String name) {
    separate();
    quote(name);
    reserve(1);
    put(':');
    first = true;
    return this;
  }

  /// A string.
  public JsonWriter value(String text) {
    separate();
    quote(text);
    return this;
  }

  /// A whole number.
  public JsonWriter value(long number) {
    separate();
    plain(Long.toString(number));
    return this;
  }

  /// Any value.
  public JsonWriter value(Json value) {
    switch (value) {
      case JsonObject(var members) -> {
        begin('{');
        members.forEach(member -> name(member.name()).value(member.value()));
        end('}');
      }
      case JsonArray(var elements) -> {
        begin('[');
        elements.forEach(this::value);
        end(']');
      }
      case JsonString(var text) -> value(text);
      case JsonNumber(var text) -> literal(text);
      case JsonBoolean(var truth) -> literal(Boolean.toString(truth));
      case JsonNull() -> literal("null");
    }
    return this;
  }

  /// All that was written, in an array of the caller's; this writer is empty again.
  public byte[] take() {
    byte[] written = Arrays.copyOf(bytes, length);
    Arrays.fill(bytes, 0, length, (byte) 0);
    length = 0;
    first = true;
    return written;
  }

  private void literal(String text) {
    separate();
    plain(text);
  }

  private void separate() {
    reserve(2);
    if (!first) {
      put(',');
    }
    first = false;
  }

  /// Numbers and words, which are ASCII.
  private void plain(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  private void quote(String text) {
    reserve((long) text.length() + 2);
    put('"');
    int i = plainBeginning(text);
    if (i < text.length()) {
      reserve((text.length() - i) * (long) WIDEST + 1);
      while (i < text.length()) {
        i += character(text, i);
      }
    }
    put('"');
  }

  /// Writes all up to the first character that is more than one plain byte, and says how many: over
  /// variables of its own, as most of a document goes through here.
  private int plainBeginning(String text) {
    byte[] target = bytes;
    int at = length;
    int end = text.length();
    int i = 0;
    for (; i < end; i++) {
      char c = text.charAt(i);
      if (!isPlain(c)) {
        break;
      }
      target[at + i] = (byte) c;
    }
    length = at + i;
    return i;
  }

  /// Whether a character is written as the one byte that it is.
  private static boolean isPlain(char c) {
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
  }

  /// Writes the character at this place and says how many units it took.
  private int character(String text, int index) {
    char c = text.charAt(index);
    if (isPlain(c)) {
      put(c);
    } else if (c < 0x80) {
      escape(c);
    } else if (c < 0x800) {
      put(0xC0 | c >> 6);
      put(0x80 | c & 0x3F);
    } else if (!Character.isSurrogate(c)) {
      put(0xE0 | c >> 12);
      put(0x80 | c >> 6 & 0x3F);
      put(0x80 | c & 0x3F);
    } else if (isPair(text, index)) {
      int point = text.codePointAt(index);
      put(0xF0 | point >> 18);
      put(0x80 | point >> 12 & 0x3F);
      put(0x80 | point >> 6 & 0x3F);
      put(0x80 | point & 0x3F);
      return 2;
    } else {
      unicode(c); // half a pair has no UTF-8
    }
    return 1;
  }

  private static boolean isPair(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> plain("\\\"");
      case '\\' -> plain("\\\\");
      case '\b' -> plain("\\b");
      case '\f' -> plain("\\f");
      case '\n' -> plain("\\n");
      case '\r' -> plain("\\r");
      case '\t' -> plain("\\t");
      default -> unicode(c);
    }
  }

  private void unicode(char c) {
    plain("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      put(HEX[c >> shift & 0xF]);
    }
  }

  /// Without a look at the room there is: whoever calls has reserved it.
  private void put(int one) {
    bytes[length++] = (byte) one;
  }

  private void reserve(long more) {
    long needed = length + more;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new OutOfMemoryError("a JSON document of more than 2 GiB");
      }
      byte[] longer =
          new byte[(int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length))];
      System.arraycopy(bytes, 0, longer, 0, length);
      Arrays.fill(bytes, 0, length, (byte) 0);
      bytes = longer;
    }
  }
}
