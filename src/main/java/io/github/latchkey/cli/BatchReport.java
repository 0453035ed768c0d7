package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.TokenPreview;
import io.github.latchkey.app.batch.BatchRow;
import io.github.latchkey.engine.TokenBatch.Result;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is to be said of a batch while it goes on and at its end; keeps little, however many rows
/// there are.
final class BatchReport {

  private static final int MOST_ROWS_TOLD = 100;
  private static final int MOST_FINDINGS_TOLD = 50;

  private record Seen(FindingId id, String about) {}

  private record Met(Finding finding, long row, long count) {}

  private final CommandContext context;
  private final Map<Seen, Met> findings = new LinkedHashMap<>();
  private long signed;
  private long failed;
  private boolean damaged;

  BatchReport(CommandContext context) {
    this.context = context;
  }

  void add(Result<BatchRow, TokenPreview> result) {
    long row = result.request().number();
    result.unsigned().ifPresent(unsigned -> unsigned.findings().forEach(f -> meet(f, row)));
    if (result.fault().isEmpty()) {
      signed++;
      return;
    }
    failed++;
    damaged |= result.fault().get().kind() == AppException.Kind.ROWS_DAMAGED;
    if (failed <= MOST_ROWS_TOLD) {
      String what = context.wording().error(result.fault().get()).whole();
      context.warn(context.wording().text("cli.sign.row", Map.of("row", row, "what", what)));
    }
  }

  private void meet(Finding finding, long row) {
    var seen = new Seen(finding.id(), finding.about());
    if (findings.containsKey(seen) || findings.size() < MOST_FINDINGS_TOLD) {
      findings.merge(
          seen,
          new Met(finding, row, 1),
          (first, again) -> new Met(first.finding, first.row, first.count + 1));
    }
  }

  /// Says what is to be said at the end, and the exit code.
  int end(boolean stopped) {
    if (failed > MOST_ROWS_TOLD) {
      context.warn(
          context.wording().text("cli.sign.rows-more", Map.of("count", failed - MOST_ROWS_TOLD)));
    }
    for (Met met : findings.values()) {
      String finding = context.wording().finding(met.finding).what();
      context.note(
          context
              .wording()
              .text(
                  "cli.sign.finding",
                  Map.of("count", met.count, "row", met.row, "finding", finding)));
    }
    context.note(
        context
            .wording()
            .text(
                stopped ? "cli.sign.stopped" : "cli.sign.done",
                Map.of("signed", signed, "failed", failed, "count", signed + failed)));
    return damaged ? ExitCode.DAMAGED : failed > 0 || stopped ? ExitCode.NO : ExitCode.DONE;
  }
}
