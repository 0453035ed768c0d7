package io.github.latchkey.cli;

import io.github.latchkey.app.VaultMerging.Merged;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey vault merge`: takes in what another file of this vault holds.
@Command(
    name = "merge",
    description =
        "Take in what another file of this vault holds: a copy, a backup, a save that went apart."
            + " Passwords stay as they are here.")
final class VaultMergeCommand extends CliCommand {

  @Parameters(paramLabel = "FILE")
  Path file;

  @ArgGroup Key key = new Key();

  /// What opens the file where its password is another.
  static final class Key {
    @Option(
        names = "--merge-password-file",
        paramLabel = "F",
        description = "Its password, where it is another: the first line of this file.")
    Optional<Path> passwordFile = Optional.empty();

    @Option(
        names = "--merge-recovery-key-file",
        paramLabel = "F",
        description = "Its recovery key.")
    Optional<Path> recoveryKeyFile = Optional.empty();
  }

  @Option(
      names = "--merge-unlock-key-file",
      paramLabel = "F",
      description = "The key file that belongs to its password.")
  Optional<Path> unlockKeyFile = Optional.empty();

  @Override
  int run(CommandContext context) throws Exception {
    LockedVault.read(file); // what the file has against it is said before anybody types a password
    try (VaultSession session = context.openVault()) {
      Merged merged = merge(session, context);
      SaveReport report = new SaveReport(session, context);
      report.tell(merged.notice());
      report.tell(merged.saved());
      String done = merged.saved().isPresent() ? "cli.merge.done" : "cli.merge.nothing";
      context.note(context.wording().text(done, Map.of("file", file)));
    }
    return ExitCode.DONE;
  }

  private Merged merge(VaultSession session, CommandContext context)
      throws FaultException, CliException {
    try {
      return session.merging().merge(file);
    } catch (VaultException otherKey) {
      if (otherKey.kind() != VaultException.Kind.KEY_DIFFERS) {
        throw otherKey;
      }
      try (VaultSession other = open(context, otherKey)) {
        return session.merging().merge(other);
      }
    }
  }

  private VaultSession open(CommandContext context, VaultException otherKey)
      throws FaultException, CliException {
    boolean offered = key.passwordFile.isPresent() || key.recoveryKeyFile.isPresent();
    if (!offered && !context.canAsk()) {
      throw otherKey;
    }
    var options = new GlobalOptions();
    options.passwordFile = key.passwordFile;
    options.recoveryKeyFile = key.recoveryKeyFile;
    options.unlockKeyFile = unlockKeyFile;
    options.noInput = context.options().noInput;
    return new CommandContext(context.parts(), context.terminal(), options, context.environment())
        .open(file);
  }
}
