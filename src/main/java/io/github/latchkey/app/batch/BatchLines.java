package io.github.latchkey.app.batch;

import io.github.latchkey.app.TokenPreview;
import io.github.latchkey.engine.SignedToken;
import io.github.latchkey.engine.TokenBatch.Result;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonNull;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// The output of a batch: one line for each row, given on in whole lines only, so that whatever
/// stops the program leaves no half token.
///
/// Nothing that somebody typed is in it: the row's number, a token, a time and an id. So no cell
/// can begin with what a spreadsheet takes for a formula.
public final class BatchLines implements Closeable {

  /// How lines are written.
  public enum Form {
    /// Comma-separated, with a heading.
    CSV,
    /// One JSON object on each line.
    JSON
  }

  private static final int PORTION = 1 << 16;
  private static final String HEADING = "row,token,expiresAt,error";

  private final OutputStream out;
  private final Form form;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(2 * PORTION);
  private Instant lastEnd = Instant.MIN;
  private String lastEndText = "";

  /// Lines to this stream, which is closed with them.
  public BatchLines(OutputStream out, Form form) {
    this.out = out;
    this.form = form;
    if (form == Form.CSV) {
      put(HEADING);
    }
  }

  /// Adds the line of a result.
  public void add(Result<BatchRow, TokenPreview> result) throws IOException {
    Optional<String> token = result.token().map(SignedToken::compact);
    Optional<String> end =
        result.unsigned().filter(u -> token.isPresent()).flatMap(TokenPreview::end).map(this::text);
    Optional<String> error =
        result.fault().map(f -> f.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    long row = result.request().number();
    put(
        switch (form) {
          case CSV -> row + "," + token.orElse("") + "," + end.orElse("") + "," + error.orElse("");
          case JSON ->
              JsonObject.builder()
                  .put("row", row)
                  .put("token", json(token))
                  .put("expiresAt", json(end))
                  .put("error", json(error))
                  .build()
                  .compact();
        });
    if (waiting.size() >= PORTION) {
      flush();
    }
  }

  /// A batch is made at one moment, so that most of its tokens end at one, too.
  private String text(Instant end) {
    if (!end.equals(lastEnd)) {
      lastEnd = end;
      lastEndText = end.toString();
    }
    return lastEndText;
  }

  private static Json json(Optional<String> text) {
    return text.<Json>map(JsonString::new).orElse(new JsonNull());
  }

  private void put(String line) {
    waiting.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
    waiting.write('\n');
  }

  /// Gives on what waits, in one piece and once: what could not be written is not tried again.
  public void flush() throws IOException {
    if (waiting.size() > 0) {
      try {
        waiting.writeTo(out);
      } finally {
        waiting.reset();
      }
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
