package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.PublishedFigures;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyOddity;
import io.github.latchkey.engine.keys.KeyReader;
import io.github.latchkey.engine.keys.KeyReading;
import io.github.latchkey.engine.keys.KeyRequest;
import io.github.latchkey.engine.keys.KeyVerdict;
import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every file of the corpus is read or refused as its row says, with the very sentence. Writes what
/// it counted to `target/figures`.
@Tag("interop")
class KeyCorpusTest {

  private static final int FEWEST = 300;

  private final Wording wording = new Wording(Locale.ENGLISH, ZoneOffset.UTC);

  @Test
  void readsAndRefusesWhatItShould(@TempDir Path folder) throws Exception {
    List<KeyShelf.Row> rows = KeyCorpus.in(folder);
    List<String> wrong = new ArrayList<>();
    int accepted = 0;
    for (KeyShelf.Row row : rows) {
      String expected = expected(row);
      String actual = actual(row);
      if (!expected.equals(actual)) {
        wrong.add(row.name() + "\n  expected " + expected + "\n  but was  " + actual);
      }
      accepted += row.verdict().equals("refused") ? 0 : 1;
    }
    String counts =
        "%d files: %d to be read, %d to be refused; %d not as their row says"
            .formatted(rows.size(), accepted, rows.size() - accepted, wrong.size());
    PublishedFigures.write("key-corpus", counts);
    assertEquals("", String.join("\n", wrong), counts);
    assertTrue(rows.size() >= FEWEST, counts);
  }

  private static String expected(KeyShelf.Row row) {
    return line(
        row.verdict(),
        row.kind().map(Enum::name).orElse("-"),
        row.verdict().equals("refused") ? "-" : row.container(),
        row.oddities(),
        row.problem(),
        row.sentence());
  }

  private String actual(KeyShelf.Row row) {
    try (SecretBytes passphrase =
            SecretBytes.take(row.passphrase().orElse("").getBytes(StandardCharsets.UTF_8));
        KeyReading reading =
            KeyReader.read(
                row.content(),
                row.passphrase().isPresent()
                    ? KeyRequest.anything().withPassphrase(passphrase)
                    : KeyRequest.anything())) {
      return line(
          reading.verdict().id(),
          reading.description().map(key -> key.kind().name()).orElse("-"),
          reading.verdict() == KeyVerdict.REFUSED
              ? "-"
              : reading.description().map(KeyDescription::container).orElse(""),
          reading.oddities().stream().map(KeyOddity::id).collect(Collectors.joining(" ")),
          reading.problem().map(problem -> problem.id().id()).orElse(""),
          reading.problem().map(problem -> wording.keyProblem(problem).what()).orElse(""));
    }
  }

  private static String line(String... parts) {
    return String.join(" | ", parts);
  }
}
