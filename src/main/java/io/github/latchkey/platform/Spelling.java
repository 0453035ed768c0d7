package io.github.latchkey.platform;

import java.util.Locale;

/// Whether a name is another one misspelt.
final class Spelling {

  private static final int LONGEST = 40;

  private Spelling() {}

  /// Whether the names differ only in case, dashes and underscores, or (from four letters on) in
  /// one letter: added, left out, changed, or swapped with its neighbour.
  static boolean isNear(String name, String wanted) {
    if (name.equals(wanted) || name.length() > LONGEST) {
      return false;
    }
    String a = plain(name);
    String b = plain(wanted);
    return a.equals(b) || (Math.min(a.length(), b.length()) >= 4 && differInOneLetter(a, b));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "");
  }

  private static boolean differInOneLetter(String a, String b) {
    int front = 0;
    while (front < a.length() && front < b.length() && a.charAt(front) == b.charAt(front)) {
      front++;
    }
    int back = 0;
    while (back < Math.min(a.length(), b.length()) - front
        && a.charAt(a.length() - 1 - back) == b.charAt(b.length() - 1 - back)) {
      back++;
    }
    int restA = a.length() - front - back;
    int restB = b.length() - front - back;
    boolean swapped =
        restA == 2
            && restB == 2
            && a.charAt(front) == b.charAt(front + 1)
            && a.charAt(front + 1) == b.charAt(front);
    return Math.max(restA, restB) <= 1 || swapped;
  }
}
