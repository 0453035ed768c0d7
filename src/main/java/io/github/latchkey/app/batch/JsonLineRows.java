package io.github.latchkey.app.batch;

import io.github.latchkey.app.ClaimInput;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.platform.ClaimPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// JSON lines: every line an object whose members are claims as they stand. A name is a name here
/// and no path, since names such as `https://example.com/role` have dots.
final class JsonLineRows implements BatchRows {

  private final InputStream in;
  private final Path name;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Optional<BatchRow> next = Optional.empty();
  private long lines;
  private long rows;
  private boolean ended;

  JsonLineRows(InputStream in, Path name) {
    this.in = in;
    this.name = name;
  }

  @Override
  public boolean isJson() {
    return true;
  }

  @Override
  public boolean hasNext() {
    while (next.isEmpty() && !ended) {
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

  /// The row of the next line; empty for a blank one and at the end.
  private Optional<BatchRow> read() {
    try {
      boolean fits = readLine();
      lines++;
      byte[] bytes = line.toByteArray();
      if (fits && isBlank(bytes)) {
        return Optional.empty();
      }
      rows++;
      return Optional.of(
          fits ? row(bytes) : BatchRow.unusable(rows, BatchRows.unusable("too-large", "")));
    } catch (IOException unreadable) {
      ended = true;
      rows++;
      return Optional.of(BatchRow.unusable(rows, BatchRows.damaged(name, lines + 1, "unreadable")));
    }
  }

  /// Reads up to the line's end; of a line that is too long only its end is looked for.
  private boolean readLine() throws IOException {
    line.reset();
    boolean fits = true;
    int c = in.read();
    while (c >= 0 && c != '\n') {
      fits &= line.size() < LONGEST_ROW;
      if (fits) {
        line.write(c);
      }
      c = in.read();
    }
    ended = c < 0;
    return fits;
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte c : bytes) {
      if (c != ' ' && c != '\t' && c != '\r') {
        return false;
      }
    }
    return true;
  }

  private BatchRow row(byte[] bytes) {
    try {
      return Json.parse(bytes, JsonLimits.own(LONGEST_ROW)) instanceof JsonObject object
          ? row(object, bytes.length)
          : BatchRow.unusable(rows, BatchRows.unusable("not-an-object", ""));
    } catch (JsonException notJson) {
      String place = String.valueOf(notJson.facts().getOrDefault("column", ""));
      String reason =
          switch (notJson.kind()) {
            case JSON_MALFORMED -> "malformed";
            case JSON_TRAILING -> "trailing";
            case JSON_NOT_UTF8 -> "not-utf8";
            case JSON_TOO_LARGE -> "too-large";
            case JSON_DUPLICATE -> "duplicate-name";
          };
      return BatchRow.unusable(rows, BatchRows.unusable(reason, place));
    }
  }

  private BatchRow row(JsonObject object, int bytes) {
    if (object.members().size() > BatchRows.MOST_CLAIMS) {
      return BatchRow.unusable(rows, BatchRows.unusable("too-many-names", ""));
    }
    List<ClaimInput> claims = new ArrayList<>();
    for (JsonMember member : object.members()) {
      if (member.name().isEmpty()) {
        return BatchRow.unusable(rows, BatchRows.unusable("empty-name", ""));
      }
      claims.add(
          new ClaimInput(
              new ClaimPath(List.of(member.name())), new ClaimInput.Exact(member.value())));
    }
    return BatchRow.of(rows, claims, 2L * bytes);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
