package io.github.latchkey.app.batch;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.ArrayList;
import java.util.List;

/// The cells of one row after the other, within limits, and the line where the row begins, which is
/// known of a damaged row too.
final class CsvCells extends AbstractBaseCsvCallbackHandler<List<String>> {

  private static final int MOST_CELLS = 256;

  private List<String> cells = List.of();
  private int characters;
  private long line = 1;

  /// The line in which the row begins, from 1.
  long line() {
    return line;
  }

  /// How many characters its cells have.
  int characters() {
    return characters;
  }

  @Override
  protected void handleBegin(long startingLine) {
    line = startingLine;
    cells = new ArrayList<>(cells.size());
    characters = 0;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    characters += length;
    if (index >= MOST_CELLS || characters > BatchRows.LONGEST_ROW) {
      throw new CsvParseException("over the limits");
    }
    cells.add(new String(buffer, offset, length));
  }

  @Override
  protected List<String> buildRecord() {
    return cells;
  }
}
