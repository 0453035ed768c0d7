package io.github.latchkey.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What `latchkey sign` takes for many tokens at once.
final class BatchOptions {

  /// Where the rows come from.
  static final class Rows {
    @Option(
        names = "--batch",
        paramLabel = "FILE",
        description = "One token for each row of a CSV file (headings are claims) or JSON lines.")
    Optional<Path> file = Optional.empty();

    @Option(
        names = "--count",
        paramLabel = "N",
        description = "N tokens; {n} in a --claim is their number, from 1.")
    Optional<Long> count = Optional.empty();
  }

  @ArgGroup Rows rows = new Rows();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the tokens of a batch go; .jsonl makes JSON lines.")
  Optional<Path> output = Optional.empty();

  @Option(names = "--force", description = "Replace the output file where it exists.")
  boolean force;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Threads that sign; as many as there are processors otherwise.")
  Optional<Integer> jobs = Optional.empty();

  boolean areGiven() {
    return rows.file.isPresent() || rows.count.isPresent();
  }

  /// The first option that means nothing without a batch.
  Optional<String> stray() {
    if (areGiven()) {
      return Optional.empty();
    }
    if (output.isPresent()) {
      return Optional.of("--output");
    }
    return force
        ? Optional.of("--force")
        : jobs.isPresent() ? Optional.of("--jobs") : Optional.empty();
  }
}
