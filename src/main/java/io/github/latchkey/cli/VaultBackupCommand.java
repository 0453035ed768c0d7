package io.github.latchkey.cli;

import io.github.latchkey.app.Backup;
import io.github.latchkey.app.Wording;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey vault backup`: writes the sealed vault to another place.
@Command(
    name = "backup",
    description = {
      "Write the sealed vault to another place, read it back and compare; needs no password.",
      "It opens with what opens the vault now."
    })
final class VaultBackupCommand extends CliCommand {

  @Parameters(
      paramLabel = "FILE|FOLDER",
      description = "Where to; in a folder it gets the vault's name and today's date.")
  Path place;

  @Option(
      names = "--force",
      description = "Replace a file that is no older backup of this vault, too.")
  boolean force;

  @Override
  int run(CommandContext context) throws Exception {
    Backup backup = context.parts().backups(context.vaultFile()).make(place, force);
    context.print(Wording.visible(backup.file().toString()));
    context.note(
        context.wording().text("cli.backup.made", Map.of("generation", backup.generation())));
    return ExitCode.DONE;
  }
}
