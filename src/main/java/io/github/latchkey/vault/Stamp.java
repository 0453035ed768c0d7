package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.json.JsonWriter;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// When a value was written, without a clock: a counter one above all that its writer had seen, and
/// the writer (8 random bytes per unlocking), which decides between equal counters. It names one
/// value of one vault for ever.
public record Stamp(long counter, long writer) implements Comparable<Stamp> {

  /// The stamp that `[n,"writer"]` writes, if it writes one.
  static Optional<Stamp> of(Json json) {
    if (!(json instanceof JsonArray(var parts))
        || parts.size() != 2
        || !(parts.get(0) instanceof JsonNumber(var digits))
        || !(parts.get(1) instanceof JsonString(var writer))) {
      return Optional.empty();
    }
    long counter = PlainInteger.read(digits).orElse(0);
    return counter == 0
        ? Optional.empty()
        : Base64Url.exact(writer, Long.BYTES)
            .map(text -> new Stamp(counter, ByteBuffer.wrap(Base64Url.decode(text)).getLong()));
  }

  /// The stamp that [#text()] wrote, if it is one.
  public static Optional<Stamp> parse(String text) {
    return text.matches("[1-9][0-9]{0,15}-[0-9a-f]{16}")
        ? Optional.of(
            new Stamp(
                Long.parseLong(text, 0, text.indexOf('-'), 10),
                Long.parseUnsignedLong(text, text.indexOf('-') + 1, text.length(), 16)))
        : Optional.empty();
  }

  /// One word for it: the counter and the writer in hex, `12-0f3a5c7e9b1d2f40`.
  public String text() {
    return counter + "-" + HexFormat.of().toHexDigits(writer);
  }

  Json json() {
    return new JsonArray(List.of(JsonNumber.of(counter), new JsonString(writerText())));
  }

  /// Writes `[n,"writer"]`.
  void write(JsonWriter out) {
    out.begin('[').value(counter).value(writerText()).end(']');
  }

  private String writerText() {
    return Base64Url.encode(ByteBuffer.allocate(Long.BYTES).putLong(writer).array());
  }

  @Override
  public int compareTo(Stamp other) {
    int order = Long.compare(counter, other.counter);
    return order == 0 ? Long.compareUnsigned(writer, other.writer) : order;
  }
}
