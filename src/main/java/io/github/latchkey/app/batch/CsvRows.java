package io.github.latchkey.app.batch;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.latchkey.app.AppException;
import io.github.latchkey.app.ClaimInput;
import io.github.latchkey.platform.ClaimPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// CSV (RFC 4180) in UTF-8 whose heading names the claims. An empty cell leaves its claim out; the
/// platform's file gives the others their types.
final class CsvRows implements BatchRows {

  private static final int LONGEST_HEADING = 1 << 16;

  /// What stands for a byte that is not UTF-8: half of a pair, which no UTF-8 decodes to.
  private static final char NOT_UTF8 = '\udc80';

  private final CsvReader<List<String>> reader;
  private final Iterator<List<String>> records;
  private final CsvCells cells;
  private final Path name;
  private List<ClaimPath> headings = List.of();
  private Optional<BatchRow> next = Optional.empty();
  private long rows;
  private boolean ended;

  private CsvRows(CsvReader<List<String>> reader, CsvCells cells, Path name) {
    this.reader = reader;
    this.records = reader.iterator();
    this.cells = cells;
    this.name = name;
  }

  /// Reads the heading. Fails with ROWS_DAMAGED and HEADING_UNUSABLE.
  static CsvRows open(InputStream in, Path name) throws AppException, IOException {
    CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(NOT_UTF8));
    var text = new BufferedReader(new InputStreamReader(in, utf8), LONGEST_HEADING);
    var cells = new CsvCells();
    CsvReader<List<String>> reader =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // both are told with the row
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false) // else the rest of the file is one cell
            .maxBufferSize(2 * LONGEST_ROW)
            .build(cells, text);
    var rows = new CsvRows(reader, cells, name);
    rows.readHeadings();
    return rows;
  }

  /// A spreadsheet writes semicolons or tabs where the comma is the decimal sign.
  private static char separator(BufferedReader text) throws IOException {
    text.mark(LONGEST_HEADING);
    char found = ',';
    for (int i = 0; i < LONGEST_HEADING - 1; i++) {
      int c = text.read();
      if (c < 0 || c == '\n' || c == '\r' || c == ',') {
        found = c == ',' ? ',' : found;
        break;
      }
      found = c == ';' || c == '\t' ? (char) c : found;
    }
    text.reset();
    return found;
  }

  private void readHeadings() throws AppException {
    try {
      List<ClaimPath> found = new ArrayList<>();
      if (!records.hasNext()) {
        throw BatchRows.damaged(name, 1, "no-heading");
      }
      for (String heading : records.next()) {
        if (heading.indexOf(NOT_UTF8) >= 0) {
          throw BatchRows.damaged(name, cells.line(), "not-utf8");
        }
        ClaimPath path = heading(heading);
        if (found.contains(path)) {
          throw unusable(heading);
        }
        found.add(path);
      }
      headings = List.copyOf(found);
    } catch (CsvParseException | UncheckedIOException broken) {
      throw BatchRows.damaged(name, cells.line(), reason(broken));
    }
  }

  private ClaimPath heading(String text) throws AppException {
    try {
      return ClaimPath.of(text.strip());
    } catch (IllegalArgumentException notAPath) {
      throw unusable(text);
    }
  }

  private AppException unusable(String heading) {
    return new AppException(
        AppException.Kind.HEADING_UNUSABLE, Map.of("file", name, "heading", heading));
  }

  /// FastCSV catches what is not its own, too.
  private static String reason(RuntimeException broken) {
    if (broken.getCause() instanceof Error beyondUs) {
      throw beyondUs;
    }
    return broken instanceof CsvParseException ? "bad-csv" : "unreadable";
  }

  @Override
  public boolean isJson() {
    return false;
  }

  @Override
  public boolean hasNext() {
    if (next.isEmpty() && !ended) {
      next = read();
    }
    return next.isPresent();
  }

  @Override
  public BatchRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    BatchRow row = next.orElseThrow();
    next = Optional.empty();
    return row;
  }

  /// The next row. The reader is not asked again after a fault: it would go on within the row.
  private Optional<BatchRow> read() {
    try {
      ended = !records.hasNext();
      if (ended) {
        return Optional.empty();
      }
      List<String> row = records.next();
      rows++;
      return Optional.of(row(row));
    } catch (CsvParseException | UncheckedIOException broken) {
      ended = true;
      rows++;
      return Optional.of(
          BatchRow.unusable(rows, BatchRows.damaged(name, cells.line(), reason(broken))));
    }
  }

  private BatchRow row(List<String> row) {
    if (row.size() != headings.size()) {
      String place = row.size() + "/" + headings.size();
      return BatchRow.unusable(rows, BatchRows.unusable("columns", place));
    }
    List<ClaimInput> claims = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      if (cell.indexOf(NOT_UTF8) >= 0) {
        return BatchRow.unusable(rows, BatchRows.unusable("not-utf8", headings.get(i).toString()));
      }
      if (!cell.isEmpty()) {
        claims.add(new ClaimInput(headings.get(i), new ClaimInput.Typed(cell)));
      }
    }
    return BatchRow.of(rows, claims, 2L * cells.characters());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
