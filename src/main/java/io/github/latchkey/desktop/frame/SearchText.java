package io.github.latchkey.desktop.frame;

/// What the search field takes: one short line. A key that is pasted by mistake must not stay there
/// in clear text.
final class SearchText {

  private static final int LONGEST = 200;

  private SearchText() {}

  /// Whether `added` may be put into the field, which then holds `whole`.
  static boolean takes(String added, String whole) {
    return whole.length() <= LONGEST
        && added.strip().lines().count() <= 1
        && !whole.contains("-----")
        && !whole.contains("PRIVATE KEY");
  }
}
