package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.BatchSigning;
import io.github.latchkey.app.ClaimInput;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.TokenRequest;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.batch.BatchLines;
import io.github.latchkey.app.batch.BatchRows;
import java.io.IOException;
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
    int jobs = options.jobs.orElse(Runtime.getRuntime().availableProcessors());
    var report = new BatchReport(context);
    try (var interruption = Interruption.listen();
        BatchRows rows = files.rows(claims);
        BatchLines lines = files.lines(isJson(rows))) {
      signing.run(
          rows,
          Math.clamp(jobs, 1, MOST_JOBS),
          result -> {
            lines.add(result);
            report.add(result);
          },
          interruption::isWished);
      lines.flush();
      return report.end(interruption.isWished());
    } catch (IOException trouble) {
      throw AppException.about(options.output.orElse(Path.of("-")), trouble);
    }
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
