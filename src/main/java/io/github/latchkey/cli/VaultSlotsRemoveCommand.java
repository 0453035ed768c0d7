package io.github.latchkey.cli;

import io.github.latchkey.app.VaultAccess;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.vault.RotationOutcome;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey vault slots remove`: ends a way in.
@Command(
    name = "remove",
    description = {
      "End a way in; the vault gets a new key.",
      "Never the last one that does not depend on a keyring."
    })
final class VaultSlotsRemoveCommand extends CliCommand {

  @Parameters(paramLabel = "ID", description = "Its id, as “vault slots” lists it.")
  String id;

  @Mixin OtherWaysOptions others;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  int run(CommandContext context) throws Exception {
    try (VaultSession.Confirmed opened = context.openVaultConfirmed()) {
      VaultAccess access = opened.session().access();
      try (OtherWaysOptions.Read read =
          others.read(context, access, opened.confirmation(), Set.of(id))) {
        RotationOutcome outcome = access.remove(opened.confirmation(), id, read.ways());
        AccessReport.ended(context, read.ways().dropped());
        AccessReport.tell(context, opened.session(), outcome, json);
      }
    }
    return ExitCode.DONE;
  }
}
