package io.github.latchkey.cli;

import io.github.latchkey.app.VaultAccess;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `latchkey vault slots`: the ways into the vault, and which copies open with earlier ones.
@Command(
    name = "slots",
    description = {
      "List the ways into the vault, with their ids; opens it, to name also the copies that"
          + " open with earlier ones."
    },
    subcommands = {VaultSlotsAddCommand.class, VaultSlotsRemoveCommand.class})
final class VaultSlotsCommand extends CliCommand {

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  int run(CommandContext context) throws Exception {
    try (VaultSession session = context.openVault()) {
      VaultAccess access = session.access();
      if (json) {
        context.print(AccessReport.json(access).build());
        return ExitCode.DONE;
      }
      Wording wording = context.wording();
      access
          .ways()
          .forEach(
              way ->
                  context.print(
                      AccessReport.line(way.slot(), wording)
                          + (way.isInUse() ? wording.text("cli.slots.in-use") : "")));
      AccessReport.earlierCopies(context, access.earlierCopies());
      AccessReport.rivalCopies(context, access.rivalCopies());
    }
    return ExitCode.DONE;
  }
}
