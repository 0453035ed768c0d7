package io.github.latchkey.cli;

import io.github.latchkey.app.Backups;
import io.github.latchkey.app.VaultSession;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey vault restore`: lists what can be restored, or puts one in the vault's place.
@Command(
    name = "restore",
    description = {
      "Without FILE: list the vault's copies and the backups made from this computer.",
      "With FILE: make that copy or backup the vault again. It is opened with its own password;"
          + " what lies in the vault's place is kept as a copy."
    })
final class VaultRestoreCommand extends CliCommand {

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "A copy or a backup.")
  Optional<Path> file = Optional.empty();

  @Option(names = "--json", description = "Print the list as JSON.")
  boolean json;

  @Override
  int run(CommandContext context) throws Exception {
    return file.isPresent() ? restore(file.get(), context) : list(context);
  }

  private int list(CommandContext context) throws Exception {
    Backups backups = context.parts().backups(context.vaultFile());
    var report = new CopyReport(backups.copies(), backups.look());
    report.print(context, json);
    if (report.copies().isEmpty() && report.backups().isEmpty()) {
      context.note(context.wording().text("cli.copies.none"));
    }
    return ExitCode.DONE;
  }

  private static int restore(Path copy, CommandContext context) throws Exception {
    Path vault = context.vaultFile();
    boolean replaced = Files.exists(vault, LinkOption.NOFOLLOW_LINKS);
    try (VaultSession opened = context.open(copy);
        VaultSession restored = opened.restore(opened.file(), vault)) {
      context.note(
          context
              .wording()
              .text(
                  "cli.restore.done",
                  Map.of("file", restored.file(), "generation", restored.summary().generation())));
      if (replaced) {
        context.note(context.wording().text("cli.restore.kept"));
      }
    }
    return ExitCode.DONE;
  }
}
