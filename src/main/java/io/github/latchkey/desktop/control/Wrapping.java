package io.github.latchkey.desktop.control;

/// Breaks a monospaced text into lines of equal length: a token has no words, and JavaFX would
/// break it raggedly at its hyphens.
final class Wrapping {

  private final int columns;
  private int column;

  Wrapping(int columns) {
    this.columns = Math.max(1, columns);
  }

  /// The next part of the text with line breaks where a line is full; goes on where the last part
  /// ended.
  String wrap(String part) {
    var wrapped = new StringBuilder(part.length() + part.length() / columns + 1);
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (column == columns && c != '\n') {
        wrapped.append('\n');
        column = 0;
      }
      wrapped.append(c);
      column = c == '\n' ? 0 : column + 1;
    }
    return wrapped.toString();
  }
}
