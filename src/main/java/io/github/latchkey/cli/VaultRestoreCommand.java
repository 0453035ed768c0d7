package io.github.latchkey.cli;

import io.github.latchkey.app.Backups;
import io.github.latchkey.app.CopyRestoring;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey vault restore`: lists what can be restored, or puts one in the vault's place.
@Command(
    name = "restore",
    description = {
      "Without FILE: list the vault's copies and the backups made from this computer.",
      "With FILE: make that copy or backup the vault again. It is opened with its own password;"
          + " what lies in the vault's place is kept as a copy.",
      "Where the password or a slot was changed since, the vault of now is opened too, and its"
          + " passwords go on counting."
    })
final class VaultRestoreCommand extends CliCommand {

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "A copy or a backup.")
  Optional<Path> file = Optional.empty();

  @ArgGroup Current current = new Current();

  /// What opens the vault of now, where its password was changed since FILE was written.
  static final class Current {
    @Option(
        names = "--current-password-file",
        paramLabel = "F",
        description =
            "The password of now, where it was changed since: the first line of this file.")
    Optional<Path> passwordFile = Optional.empty();

    @Option(
        names = "--current-recovery-key-file",
        paramLabel = "F",
        description = "The recovery key of now.")
    Optional<Path> recoveryKeyFile = Optional.empty();

    @Option(
        names = "--earlier-password",
        description =
            "For who cannot open the vault of now: the passwords and slots of FILE's time count"
                + " again. Not with --keyring.")
    boolean earlierPassword;
  }

  @Option(
      names = "--current-unlock-key-file",
      paramLabel = "F",
      description = "The key file that belongs to the password of now.")
  Optional<Path> currentUnlockKeyFile = Optional.empty();

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

  private int restore(Path copy, CommandContext context) throws Exception {
    requireTypedForEarlierPassword(context);
    Path vault = context.vaultFile();
    try (VaultSession opened = context.open(copy);
        CopyRestoring.Restored restored = restored(opened, vault, context)) {
      VaultSession now = restored.session();
      context.note(
          context
              .wording()
              .text(
                  "cli.restore.done",
                  Map.of("file", now.file(), "generation", now.summary().generation())));
      SaveOutcome saved = restored.saved();
      saved
          .copy()
          .filter(kept -> saved.outvoted().isEmpty()) // which is told more of
          .ifPresent(
              kept ->
                  context.note(context.wording().text("cli.restore.kept", Map.of("file", kept))));
      new SaveReport(now, context).tell(saved);
    }
    return ExitCode.DONE;
  }

  /// A keyring answers by itself: it confirms nothing.
  private void requireTypedForEarlierPassword(CommandContext context) throws CliException {
    if (current.earlierPassword && context.options().keyring) {
      String refused = "cli.restore.earlier-by-keyring";
      var wording = context.wording();
      throw new CliException(
          ExitCode.USAGE, new Sentence(wording.text(refused), wording.text(refused + ".advice")));
    }
  }

  private CopyRestoring.Restored restored(VaultSession copy, Path vault, CommandContext context)
      throws FaultException, CliException {
    if (current.earlierPassword) {
      var restored = copy.restoring().restoreWithItsPasswords(copy.file(), vault);
      context.note(context.wording().text("cli.restore.earlier-password"));
      return restored;
    }
    try {
      return copy.restoring().restore(copy.file(), vault);
    } catch (VaultException changedSince) {
      if (changedSince.kind() != VaultException.Kind.RESTORE_UNDOES_ROTATION
          || changedSince.facts().containsKey("copy")) { // then no vault lies there to be opened
        throw changedSince;
      }
      return underTheKeyOfNow(copy, vault, context, changedSince);
    }
  }

  private CopyRestoring.Restored underTheKeyOfNow(
      VaultSession copy, Path vault, CommandContext context, VaultException changedSince)
      throws FaultException, CliException {
    boolean offered = current.passwordFile.isPresent() || current.recoveryKeyFile.isPresent();
    if (!offered && !context.canAsk()) {
      throw changedSince;
    }
    context.note(context.wording().text("cli.restore.changed-since"));
    var options = new GlobalOptions();
    options.passwordFile = current.passwordFile;
    options.recoveryKeyFile = current.recoveryKeyFile;
    options.unlockKeyFile = currentUnlockKeyFile;
    options.noInput = context.options().noInput;
    var other =
        new CommandContext(context.parts(), context.terminal(), options, context.environment());
    try (VaultSession now = other.open(vault)) {
      return now.restoring().restore(copy);
    }
  }
}
