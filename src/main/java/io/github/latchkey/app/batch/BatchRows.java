package io.github.latchkey.app.batch;

import io.github.latchkey.app.AppException;
import io.github.latchkey.engine.TokenBatch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

/// The rows of a batch, read one after the other.
///
/// A row that cannot be used is there with its problem. Where the input cannot be read on, the last
/// row's problem is ROWS_DAMAGED: nothing thrown by `next` has to do with what stands in the file.
public interface BatchRows extends TokenBatch.Requests<BatchRow> {

  /// The longest row that is read, in bytes of JSON or characters of CSV.
  int LONGEST_ROW = 1 << 20;

  /// The most claims of a row: what is made of it compares each with each.
  int MOST_CLAIMS = 256;

  /// Whether the rows are JSON lines.
  boolean isJson();

  @Override
  default long bytes(BatchRow row) {
    return row.bytes();
  }

  @Override
  default void close() throws IOException {}

  /// The rows of a stream, which is closed with them: JSON lines where its first character is `{`,
  /// else CSV with a heading. What is in it decides, not its name.
  ///
  /// @param name for the messages
  static BatchRows open(InputStream in, Path name) throws AppException {
    var buffered = new BufferedInputStream(in, 1 << 16);
    try {
      skipByteOrderMark(buffered);
      return firstCharacter(buffered) == '{'
          ? new JsonLineRows(buffered, name)
          : CsvRows.open(buffered, name);
    } catch (IOException trouble) {
      throw AppException.about(name, trouble);
    }
  }

  private static void skipByteOrderMark(BufferedInputStream in) throws IOException {
    in.mark(3);
    if (in.read() != 0xef || in.read() != 0xbb || in.read() != 0xbf) {
      in.reset();
    }
  }

  private static int firstCharacter(BufferedInputStream in) throws IOException {
    in.mark(1 << 12);
    for (int i = 0; i < 1 << 12; i++) {
      int c = in.read();
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        in.reset();
        return c;
      }
    }
    in.reset();
    return -1;
  }

  /// Why a file cannot be read on.
  static AppException damaged(Path file, long line, String reason) {
    return new AppException(
        AppException.Kind.ROWS_DAMAGED, Map.of("file", file, "line", line, "reason", reason));
  }

  /// Why one row cannot be used.
  static AppException unusable(String reason, String place) {
    return new AppException(
        AppException.Kind.ROW_UNUSABLE, Map.of("reason", reason, "place", place));
  }
}
