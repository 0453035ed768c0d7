package io.github.latchkey.engine.inspect;

/// Where a token stands in a pasted text, and what it is once its pieces are put together.
///
/// @param text as written, without the gaps
/// @param lineBreaks whether a gap with a line break was closed
/// @param blanks whether a gap without one was closed
record TokenSpan(int start, int end, String text, boolean lineBreaks, boolean blanks) {

  /// How many dots it has.
  int dots() {
    return (int) text.chars().filter(c -> c == '.').count();
  }
}
