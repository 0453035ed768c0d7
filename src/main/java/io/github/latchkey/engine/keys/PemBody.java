package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.AsciiSearch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What stands between BEGIN and END: headers (RFC 1421 section 4.6), then base64. Its copy is
/// wiped on close.
final class PemBody implements AutoCloseable {

  private static final String ENCRYPTION_HEADER = "DEK-Info:";

  private final int offset;
  private final byte[] clean;
  private final byte[] base64;
  private final int length;
  private final int dataStart;
  private final Set<KeyOddity> oddities = EnumSet.noneOf(KeyOddity.class);
  private OptionalInt wrongAt = OptionalInt.empty();

  PemBody(byte[] text, int start, int end) {
    offset = start;
    clean = Arrays.copyOfRange(text, start, end);
    boolean broken = AsciiSearch.contains(clean, "\n") || AsciiSearch.contains(clean, "\r");
    boolean escaped = unescape();
    if (escaped) {
      oddities.add(KeyOddity.ESCAPED_NEWLINES);
    } else if (!broken) {
      oddities.add(KeyOddity.ONE_LINE);
    }
    dataStart = behindHeaders();
    base64 = new byte[clean.length];
    length = collect();
  }

  Set<KeyOddity> oddities() {
    return oddities;
  }

  /// Where in the whole text the first character stands that has no place in base64.
  OptionalInt wrongAt() {
    return wrongAt;
  }

  /// The DEK-Info header, where there is one.
  Optional<DekInfo> encryption() {
    int at = AsciiSearch.indexOf(clean, ENCRYPTION_HEADER, 0, dataStart);
    if (at < 0) {
      return Optional.empty();
    }
    int start = at + ENCRYPTION_HEADER.length();
    int end = Math.min(lineEnd(start), dataStart);
    return Optional.of(
        DekInfo.of(new String(clean, start, end - start, StandardCharsets.US_ASCII)));
  }

  /// The bytes, which the caller wipes; empty where the base64 is wrong. Padding may be missing.
  Optional<byte[]> decode() {
    if (wrongAt.isPresent() || length == 0 || length % 4 == 1) {
      return Optional.empty();
    }
    byte[] exact = Arrays.copyOf(base64, length);
    try {
      return Optional.of(Base64.getDecoder().decode(exact));
    } finally {
      Arrays.fill(exact, (byte) 0);
    }
  }

  /// Replaces escapes by what they stand for, in place so that positions stay. Says whether there
  /// were line breaks among them.
  private boolean unescape() {
    boolean newlines = false;
    for (int i = 0; i < clean.length; i++) {
      if (clean[i] == '\\') {
        boolean escape = i + 1 < clean.length && "nrt".indexOf(clean[i + 1]) >= 0;
        clean[i] = escape ? (byte) '\n' : (byte) ' ';
        if (escape) {
          newlines = true;
          clean[++i] = '\n';
        }
      }
    }
    return newlines;
  }

  private int behindHeaders() {
    int last = clean.length - 1;
    while (last >= 0 && clean[last] != ':') {
      last--;
    }
    return last < 0 ? 0 : lineEnd(last);
  }

  private int lineEnd(int from) {
    int i = from;
    while (i < clean.length && clean[i] != '\n' && clean[i] != '\r') {
      i++;
    }
    return i;
  }

  private int collect() {
    int count = 0;
    boolean padded = false;
    boolean lineStart = true;
    for (int i = dataStart; i < clean.length; i++) {
      byte c = clean[i];
      if (c == '\n' || c == '\r') {
        lineStart = true;
      } else if (c == ' ' || c == '\t') {
        if (lineStart && i > dataStart) {
          oddities.add(KeyOddity.INDENTED);
        }
      } else if (c == '"' || c == '\'') {
        oddities.add(KeyOddity.QUOTED);
      } else if (c == '>' && lineStart) {
        oddities.add(KeyOddity.SURROUNDING_TEXT);
      } else if (c == '=' && count > 0) {
        padded = true;
        lineStart = false;
      } else if (isBase64(c) && !padded) {
        base64[count++] = c;
        lineStart = false;
      } else {
        wrongAt = OptionalInt.of(offset + i);
        return count;
      }
    }
    return count;
  }

  private static boolean isBase64(byte c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || c == '+'
        || c == '/';
  }

  @Override
  public void close() {
    Arrays.fill(clean, (byte) 0);
    Arrays.fill(base64, (byte) 0);
  }
}
