package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.BatchSigning;
import io.github.latchkey.app.ClaimInput;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.TokenPreview;
import io.github.latchkey.app.TokenRequest;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.batch.BatchLines;
import io.github.latchkey.app.batch.BatchLines.Form;
import io.github.latchkey.app.batch.BatchRow;
import io.github.latchkey.app.batch.BatchRows;
import io.github.latchkey.engine.TokenBatch.Result;
import io.github.latchkey.engine.TokenBatch.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/// `latchkey sign` with `--batch` or `--count`: many tokens from one credential, whose key leaves
/// the vault once.
final class BatchRun {

  private static final int MOST_JOBS = 64;

  /// What each token has in common, asked of an open vault.
  @FunctionalInterface
  interface CommonRequest {
    TokenRequest of(VaultSession session, List<ClaimInput> claims) throws AppException;
  }

  private final BatchOptions options;
  private final CommandContext context;
  private final BatchFiles files;
  private final boolean strict;
  private final boolean asJson;

  BatchRun(BatchOptions options, CommandContext context, boolean strict, boolean asJson) {
    this.options = options;
    this.context = context;
    this.files = new BatchFiles(options, context.terminal());
    this.strict = strict;
    this.asJson = asJson;
  }

  /// Signs, and gives the exit code.
  int sign(List<ClaimInput> claims, CommonRequest common) throws Exception {
    if (files.readStandardInput() && context.options().passwordStdin) {
      throw misuse(context, "cli.sign.batch-input");
    }
    if (options.rows.count.filter(count -> count < 0).isPresent()) {
      throw misuse(context, "cli.sign.count");
    }
    files.requireOutput();
    // Counted rows bring all claims along, so that these keep their order.
    boolean counted = options.rows.count.isPresent();
    try (BatchSigning signing = signing(counted ? List.of() : claims, common)) {
      return sign(signing, claims);
    }
  }

  private BatchSigning signing(List<ClaimInput> claims, CommonRequest common) throws Exception {
    try (VaultSession session = context.openVault()) {
      return context.parts().tokens().batch(session, common.of(session, claims), strict);
    }
  }

  private int sign(BatchSigning signing, List<ClaimInput> claims) throws AppException {
    BatchRows rows = files.rows(claims); // closed by the batch, which may still wait for a row
    try (var interruption = Interruption.listen();
        OutputStream output = output(rows);
        var lines = new BatchLines(output, isJson(rows) ? Form.JSON : Form.CSV)) {
      var report = new BatchReport(context);
      signing.run(rows, jobs(), sink(lines, report), interruption::isWished);
      lines.flush();
      if (output instanceof TokenFile file) {
        file.complete();
      }
      return report.end(interruption.isWished());
    } catch (IOException trouble) {
      throw AppException.aboutWriting(options.output.orElse(Path.of("-")), trouble);
    }
  }

  private OutputStream output(BatchRows rows) throws AppException, IOException {
    try {
      return files.output();
    } catch (AppException unwritable) {
      rows.close();
      throw unwritable;
    }
  }

  private int jobs() {
    int jobs = options.jobs.orElse(Runtime.getRuntime().availableProcessors());
    return Math.clamp(jobs, 1, MOST_JOBS);
  }

  private static Sink<BatchRow, TokenPreview> sink(BatchLines lines, BatchReport report) {
    return new Sink<>() {
      @Override
      public void take(Result<BatchRow, TokenPreview> result) throws IOException {
        lines.add(result);
        report.add(result);
      }

      @Override
      public void pause() throws IOException {
        lines.flush();
      }
    };
  }

  private boolean isJson(BatchRows rows) {
    return asJson || files.isJsonNamed() || options.output.isEmpty() && rows.isJson();
  }

  static CliException misuse(CommandContext context, String key) {
    return new CliException(
        ExitCode.USAGE,
        new Sentence(context.wording().text(key), context.wording().text(key + ".advice")));
  }
}
