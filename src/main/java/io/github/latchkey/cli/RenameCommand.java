package io.github.latchkey.cli;

import io.github.latchkey.app.Edited;
import io.github.latchkey.app.VaultSession;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `latchkey rename`: gives a credential another name.
@Command(name = "rename", description = "Give a credential another name.")
final class RenameCommand extends CliCommand {

  @Parameters(index = "0", paramLabel = "OLD")
  String old;

  @Parameters(index = "1", paramLabel = "NEW")
  String name;

  @Override
  int run(CommandContext context) throws Exception {
    try (VaultSession session = context.openVault()) {
      Edited edited = session.editing().rename(session.named(old), name);
      new SaveReport(session, context).tell(edited.saved());
      context.note(
          context.wording().text("cli.edit.saved", Map.of("name", edited.credential().name())));
    }
    return ExitCode.DONE;
  }
}
