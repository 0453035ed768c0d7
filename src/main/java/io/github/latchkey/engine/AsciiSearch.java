package io.github.latchkey.engine;

/// Finds ASCII words in bytes without making a String of them, since the bytes may be a secret.
public final class AsciiSearch {

  private AsciiSearch() {}

  /// Whether the word stands at this position.
  public static boolean isAt(byte[] content, int position, String word) {
    if (position < 0 || position + word.length() > content.length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (content[position + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// The first position at or after `from` where the word stands and ends at or before `until`; -1
  /// where there is none.
  public static int indexOf(byte[] content, String word, int from, int until) {
    for (int i = Math.max(0, from); i + word.length() <= until; i++) {
      if (isAt(content, i, word)) {
        return i;
      }
    }
    return -1;
  }

  /// Whether the word stands anywhere.
  public static boolean contains(byte[] content, String word) {
    return indexOf(content, word, 0, content.length) >= 0;
  }

  /// The position of the first byte that is no ASCII white space; the length where there is none.
  public static int skipBlanks(byte[] content) {
    return skipBlanks(content, 0);
  }

  /// The position of the first byte at or after `from` that is no ASCII white space; the length
  /// where there is none.
  public static int skipBlanks(byte[] content, int from) {
    int i = from;
    while (i < content.length && (content[i] == ' ' || content[i] >= 9 && content[i] <= 13)) {
      i++;
    }
    return i;
  }
}
