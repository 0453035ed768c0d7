package io.github.latchkey.cli;

import io.github.latchkey.app.Backups;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.VaultCopy;
import io.github.latchkey.vault.VaultCopy.Soundness;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `latchkey vault check`: whether the vault, its copies and its backups are sound and open.
@Command(
    name = "check",
    description = {
      "Read the vault, every copy beside it and every backup made from this computer, and say which"
          + " are sound and open.",
      "Where the vault itself is damaged, its copies are read without a password."
    })
final class VaultCheckCommand extends CliCommand {

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  int run(CommandContext context) throws Exception {
    Path file = context.vaultFile();
    Backups backups = context.parts().backups(file);
    try {
      LockedVault.read(file);
    } catch (VaultException unusable) {
      return withoutKey(unusable, backups, context);
    }
    try (VaultSession session = context.openVault()) {
      var report =
          new CopyReport(opened(backups.copies(), session), opened(backups.look(), session));
      if (json) {
        context.print(document("sound", report));
      } else {
        context.print(
            context
                .wording()
                .text(
                    "cli.check.opens",
                    Map.of("file", file, "generation", session.summary().generation())));
        report.print(context, false);
      }
      return code(report);
    }
  }

  /// Copies under the present key are decrypted, not only read.
  private static List<VaultCopy> opened(List<VaultCopy> copies, VaultSession session) {
    return copies.stream()
        .map(copy -> copy.soundness() == Soundness.SOUND ? session.check(copy.file()) : copy)
        .toList();
  }

  private int withoutKey(VaultException unusable, Backups backups, CommandContext context)
      throws VaultException {
    var report = new CopyReport(backups.copies(), backups.look());
    Sentence sentence = context.wording().error(unusable);
    if (json) {
      context.print(document("damaged", report));
    } else {
      report.print(context, false);
    }
    context.warn("latchkey: " + sentence.whole());
    return ExitCode.of(unusable);
  }

  private static JsonObject document(String state, CopyReport report) {
    return JsonObject.builder().put("vault", state).put("files", report.toJson()).build();
  }

  private static int code(CopyReport report) {
    return Stream.concat(report.copies().stream(), report.backups().stream())
            .anyMatch(copy -> copy.soundness() == Soundness.DAMAGED)
        ? ExitCode.DAMAGED
        : ExitCode.DONE;
  }
}
