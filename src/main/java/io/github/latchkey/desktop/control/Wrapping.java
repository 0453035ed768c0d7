package io.github.latchkey.desktop.control;

/// Breaks a monospaced text into lines of equal length: a token has no words, and JavaFX would
/// break it raggedly at its hyphens. What goes beyond the last line is left out with an ellipsis.
final class Wrapping {

  private final int columns;
  private final int rows;
  private int column;
  private int row = 1;

  Wrapping(int columns, int rows) {
    this.columns = Math.max(1, columns);
    this.rows = Math.max(1, rows);
  }

  /// The next part of the text with line breaks where a line is full; goes on where the last part
  /// ended.
  String wrap(String part) {
    var wrapped = new StringBuilder();
    for (int i = 0; i < part.length() && row <= rows; i++) {
      char c = part.charAt(i);
      boolean lastPlace = row == rows && (column == columns - 1 || c == '\n');
      if (lastPlace) {
        wrapped.append('…');
        row++;
      } else if (c == '\n') {
        newLine(wrapped);
      } else {
        if (column == columns) {
          newLine(wrapped);
        }
        wrapped.append(c);
        column++;
      }
    }
    return wrapped.toString();
  }

  private void newLine(StringBuilder wrapped) {
    wrapped.append('\n');
    row++;
    column = 0;
  }
}
