package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonString;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// When a value was written, without a clock: a counter one above all that its writer had seen, and
/// the writer (8 random bytes per unlocking), which decides between equal counters.
record Stamp(long counter, long writer) implements Comparable<Stamp> {

  private static final Comparator<Stamp> ORDER =
      Comparator.comparingLong(Stamp::counter).thenComparing(Stamp::writer, Long::compareUnsigned);

  /// The stamp that `[n,"writer"]` writes, if it writes one.
  static Optional<Stamp> of(Json json) {
    if (!(json instanceof JsonArray(var parts))
        || parts.size() != 2
        || !(parts.get(0) instanceof JsonNumber counter)
        || !(parts.get(1) instanceof JsonString(var writer))
        || !counter.text().matches("[1-9][0-9]{0,15}")
        || Long.parseLong(counter.text()) > HeaderReader.LARGEST_INTEGER) {
      return Optional.empty();
    }
    return Base64Url.exact(writer, Long.BYTES)
        .map(
            text ->
                new Stamp(
                    Long.parseLong(counter.text()),
                    ByteBuffer.wrap(Base64Url.decode(text)).getLong()));
  }

  Json json() {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(writer).array();
    return new JsonArray(List.of(JsonNumber.of(counter), new JsonString(Base64Url.encode(bytes))));
  }

  @Override
  public int compareTo(Stamp other) {
    return ORDER.compare(this, other);
  }
}
