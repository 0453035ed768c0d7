package io.github.latchkey.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `latchkey`: holds the options that all commands share.
@Command(
    name = "latchkey",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Keeps the signing keys of meeting platforms in an encrypted vault, makes tokens from them,"
          + " and says what is wrong with a token. Works offline only.",
      "Without a command it opens the desktop app."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      InitCommand.class,
      AddCommand.class,
      ListCommand.class,
      ShowCommand.class,
      EditCommand.class,
      RenameCommand.class,
      RemoveCommand.class,
      RestoreCommand.class,
      TrashCommand.class,
      ForgetCommand.class,
      ExportCommand.class,
      HealthCommand.class,
      SignCommand.class,
      InspectCommand.class,
      KeyCommand.class,
      PlatformsCommand.class,
      VaultCommand.class
    })
final class RootCommand implements Runnable {

  @Mixin GlobalOptions options;

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
