package io.github.latchkey.engine.keys;

import java.util.OptionalInt;

/// Looks how deep ASN.1 structures nest and how many there are, without building them, before a
/// parser is let at them that calls itself and takes a hundred times their memory (X.690 section
/// 8.1).
final class DerBounds {

  /// What all structures of a file may come to: a bundle of 256 certificates has half of it.
  static final int MOST_ELEMENTS = 1 << 16;

  /// What is inside of a key: nine numbers are the most.
  private static final int MOST_IN_A_KEY = 64;

  /// A PKCS#12 file with a certificate needs about 20.
  private static final int DEEPEST = 48;

  /// Bytes of an object identifier: the longest that anybody uses have 30, and writing one down as
  /// text costs the square of its length.
  private static final int LONGEST_NAME = 128;

  private static final int NAME = 6;
  private static final int CONSTRUCTED = 0x20;
  private static final int LONG_TAG = 0x1f;

  private final byte[] der;
  private final int[] ends = new int[DEEPEST];
  private int depth;
  private int at;
  private int elements;

  private DerBounds(byte[] der) {
    this.der = der;
  }

  /// How many elements there are; empty where they nest deeper than those of a key file, are more
  /// than a file may have, a name is too long, or a length leads out of what is around it. What the
  /// bytes mean is left to the parser.
  static OptionalInt elements(byte[] der) {
    var bounds = new DerBounds(der);
    return bounds.walk() ? OptionalInt.of(bounds.elements) : OptionalInt.empty();
  }

  /// Whether these may be the inside of a key.
  static boolean mayBeInAKey(byte[] der) {
    return elements(der).orElse(Integer.MAX_VALUE) <= MOST_IN_A_KEY;
  }

  private boolean walk() {
    while (at < der.length && elements <= MOST_ELEMENTS) {
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
    return elements <= MOST_ELEMENTS;
  }

  private boolean isEndOfContents() {
    return at + 1 < der.length && der[at] == 0 && der[at + 1] == 0;
  }

  /// Goes into a constructed element and over a primitive one.
  private boolean step() {
    elements++;
    boolean name = der[at] == NAME;
    boolean constructed = (der[at] & CONSTRUCTED) != 0;
    boolean longTag = (der[at++] & LONG_TAG) == LONG_TAG;
    while (longTag && at < der.length && der[at++] < 0) {
      // the tag's number goes on
    }
    int length = length();
    int limit = limit();
    if (length == Integer.MIN_VALUE
        || length > limit - at
        || !constructed && length < 0
        || name && length > LONGEST_NAME) {
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
    for (int level = depth - 1; level >= 0; level--) {
      if (ends[level] >= 0) {
        return ends[level];
      }
    }
    return der.length;
  }
}
