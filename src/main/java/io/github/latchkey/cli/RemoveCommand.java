package io.github.latchkey.cli;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.VaultSession;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `latchkey remove`: moves a credential to the trash.
@Command(name = "remove", description = "Move a credential to the trash; restore takes it out.")
final class RemoveCommand extends CliCommand {

  @Parameters(paramLabel = "NAME")
  String name;

  @Override
  int run(CommandContext context) throws Exception {
    try (VaultSession session = context.openVault()) {
      Credential credential = session.named(name);
      new SaveReport(session, context).tell(session.trash().move(credential).saved());
      context.note(context.wording().text("cli.remove.done", Map.of("name", credential.name())));
    }
    return ExitCode.DONE;
  }
}
