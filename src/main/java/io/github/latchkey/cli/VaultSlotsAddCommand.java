package io.github.latchkey.cli;

import io.github.latchkey.app.VaultAccess;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.AddedSlot;
import io.github.latchkey.vault.Confirmation;
import io.github.latchkey.vault.KeyFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `latchkey vault slots add`: one more way in.
@Command(name = "add", description = "Add a way in. “vault recovery-key” makes a recovery key.")
final class VaultSlotsAddCommand extends CliCommand {

  /// What can be added.
  enum Type {
    PASSWORD,
    KEY_FILE,
    KEYRING
  }

  @Parameters(
      paramLabel = "WHAT",
      description = "password, key-file (a password together with a key file), or keyring.")
  Type type;

  @Option(
      names = "--new-password-file",
      paramLabel = "FILE",
      description = "Read the new password from the first line of this file.")
  Optional<Path> newPassword = Optional.empty();

  @Option(
      names = "--new-key-file",
      paramLabel = "FILE",
      description = "The key file that goes with it; “vault key-file” makes one.")
  Optional<Path> newKeyFile = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Spec CommandSpec spec;

  @Override
  int run(CommandContext context) throws Exception {
    if (type == Type.KEY_FILE && newKeyFile.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--new-key-file is missing");
    }
    try (VaultSession.Confirmed opened = context.openVaultConfirmed()) {
      VaultAccess access = opened.session().access();
      AddedSlot added = add(context, access, opened.confirmation());
      new SaveReport(opened.session(), context).tell(added.save());
      if (json) {
        context.print(AccessReport.json(added.slot()).build());
      } else {
        context.print(AccessReport.line(added.slot(), context.wording()));
      }
    }
    return ExitCode.DONE;
  }

  private AddedSlot add(CommandContext context, VaultAccess access, Confirmation confirmation)
      throws Exception {
    return switch (type) {
      case KEYRING -> access.addQuickUnlock(confirmation);
      case PASSWORD -> {
        try (Passphrase password = context.newPassword(newPassword)) {
          yield access.addPassword(confirmation, password);
        }
      }
      case KEY_FILE -> {
        try (KeyFile keyFile = KeyFile.read(newKeyFile.orElseThrow());
            Passphrase password = context.newPassword(newPassword)) {
          yield access.addPasswordAndKeyFile(confirmation, password, keyFile);
        }
      }
    };
  }
}
