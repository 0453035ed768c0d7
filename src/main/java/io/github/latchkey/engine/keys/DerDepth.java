package io.github.latchkey.engine.keys;

import java.util.Arrays;

/// Looks how deep ASN.1 structures nest, without building them, before a parser that calls itself
/// is let at them (X.690 section 8.1).
final class DerDepth {

  /// A PKCS#12 file with a certificate needs about 20.
  private static final int DEEPEST = 48;

  private static final int CONSTRUCTED = 0x20;
  private static final int LONG_TAG = 0x1f;

  private final byte[] der;
  private final int[] ends = new int[DEEPEST];
  private int depth;
  private int at;

  private DerDepth(byte[] der) {
    this.der = der;
  }

  /// Whether the bytes nest no deeper than a key file does, and no length leads out of what is
  /// around it. What the bytes mean is left to the parser.
  static boolean isBounded(byte[] der) {
    return new DerDepth(der).walk();
  }

  private boolean walk() {
    while (at < der.length) {
      while (depth > 0 && at == ends[depth - 1]) {
        depth--;
      }
      if (depth > 0 && ends[depth - 1] < 0 && isEndOfContents()) {
        at += 2;
        depth--;
      } else if (!step()) {
        return false;
      }
    }
    return true;
  }

  private boolean isEndOfContents() {
    return at + 1 < der.length && der[at] == 0 && der[at + 1] == 0;
  }

  /// Goes into a constructed element and over a primitive one.
  private boolean step() {
    boolean constructed = (der[at] & CONSTRUCTED) != 0;
    boolean longTag = (der[at++] & LONG_TAG) == LONG_TAG;
    while (longTag && at < der.length && der[at++] < 0) {
      // the tag's number goes on
    }
    int length = length();
    int limit = limit();
    if (length == Integer.MIN_VALUE || length > limit - at || !constructed && length < 0) {
      return false;
    }
    if (!constructed) {
      at += length;
      return true;
    }
    if (depth == DEEPEST) {
      return false;
    }
    ends[depth++] = length < 0 ? -1 : at + length;
    return true;
  }

  /// The length that stands here: -1 where it is indefinite, the least number where it is none.
  private int length() {
    if (at >= der.length) {
      return Integer.MIN_VALUE;
    }
    int first = der[at++] & 0xff;
    if (first <= 0x80) {
      return first == 0x80 ? -1 : first;
    }
    int count = first & 0x7f;
    long length = 0;
    for (int i = 0; i < count; i++) {
      if (at >= der.length || length > der.length) {
        return Integer.MIN_VALUE;
      }
      length = length << 8 | der[at++] & 0xff;
    }
    return length > der.length ? Integer.MIN_VALUE : (int) length;
  }

  /// Where the innermost element of known length ends.
  private int limit() {
    return Arrays.stream(ends, 0, depth)
        .filter(end -> end >= 0)
        .reduce((a, b) -> b)
        .orElse(der.length);
  }
}
