package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.engine.ProcessUse;
import io.github.latchkey.engine.PublishedFigures;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What reading a file costs the whole process: heap, which is asserted, and processor time, which
/// is only written down, as it is another on every machine.
final class HostileCost {

  private final long mostBytes;
  private final List<String> lines = new ArrayList<>();
  private final List<String> tooMuch = new ArrayList<>();

  HostileCost(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// Reads all of the files and publishes a line for each.
  static void measure(
      String name, Map<String, byte[]> files, boolean withPassphrase, long mostBytes)
      throws IOException {
    var costs = new HostileCost(mostBytes);
    for (var file : files.entrySet()) {
      costs.read(file.getKey(), file.getValue(), KeyRequest.anything(), withPassphrase);
      if (!withPassphrase) {
        costs.read(file.getKey(), file.getValue(), KeyRequest.of(ExpectedKey.SECRET), false);
      }
    }
    PublishedFigures.write(name, costs.lines);
    assertEquals(List.of(), costs.tooMuch);
  }

  private void read(String name, byte[] content, KeyRequest request, boolean withPassphrase) {
    try (SecretBytes passphrase = TestKeys.secret("x")) {
      long bytes = ProcessUse.allocatedBytes();
      long nanos = ProcessUse.processorNanos();
      String answer;
      try (KeyReading reading =
          KeyReader.read(content, withPassphrase ? request.withPassphrase(passphrase) : request)) {
        answer =
            reading.verdict().id()
                + reading.problem().map(problem -> " " + problem.id().id()).orElse("");
      }
      nanos = ProcessUse.processorNanos() - nanos;
      bytes = ProcessUse.allocatedBytes() - bytes;
      String line =
          "%s (%s expected, %d KiB): %d ms, %d KiB of heap, %s"
              .formatted(
                  name,
                  request.expected().id(),
                  content.length >> 10,
                  nanos / 1_000_000,
                  bytes >> 10,
                  answer);
      lines.add(line);
      if (bytes > mostBytes) {
        tooMuch.add(line);
      }
    }
  }
}
