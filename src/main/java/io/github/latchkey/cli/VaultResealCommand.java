package io.github.latchkey.cli;

import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.VaultAccess;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.RenewedCopies;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultException;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `latchkey vault reseal`: copies that an earlier way in opens get today's.
@Command(
    name = "reseal",
    description = {
      "Seal the copies again that still open with an earlier password or key: from then on they"
          + " open with today's ways in alone.",
      "The earlier password is asked for. Where opening them takes more memory than usual you are"
          + " asked first; with --no-input they are left."
    })
final class VaultResealCommand extends CliCommand {

  private static final Set<Kind> OPENS_NOTHING =
      EnumSet.of(
          Kind.WRONG_PASSWORD,
          Kind.WRONG_RECOVERY_KEY,
          Kind.NO_SUCH_SLOT,
          Kind.KEY_FILE_NEEDED,
          Kind.WRONG_KEY_FILE);

  @ArgGroup Earlier earlier = new Earlier();

  /// What opens the copies.
  static final class Earlier {
    @Option(
        names = "--earlier-password-file",
        paramLabel = "F",
        description = "The password that opens them: the first line of this file.")
    Optional<Path> passwordFile = Optional.empty();

    @Option(
        names = "--earlier-recovery-key-file",
        paramLabel = "F",
        description = "The recovery key that opens them.")
    Optional<Path> recoveryKeyFile = Optional.empty();
  }

  @Option(
      names = "--earlier-unlock-key-file",
      paramLabel = "F",
      description = "The key file that belongs to that password.")
  Optional<Path> unlockKeyFile = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  int run(CommandContext context) throws Exception {
    requireAKeyFileToBelongToAPassword(context.wording());
    try (VaultSession session = context.openVault()) {
      VaultAccess access = session.access();
      int renewed = access.earlierCopies().isEmpty() ? 0 : reseal(access, context);
      if (json) {
        context.print(AccessReport.json(access).put("copiesRenewed", renewed).build());
      }
      context.note(context.wording().text("cli.slots.copies.renewed", Map.of("count", renewed)));
      AccessReport.earlierCopies(context, access.earlierCopies());
      AccessReport.rivalCopies(context, access.rivalCopies());
    }
    return ExitCode.DONE;
  }

  private void requireAKeyFileToBelongToAPassword(Wording wording) throws CliException {
    if (earlier.recoveryKeyFile.isPresent() && unlockKeyFile.isPresent()) {
      String refused = "cli.reseal.key-file-alone";
      throw new CliException(
          ExitCode.USAGE, new Sentence(wording.text(refused), wording.text(refused + ".advice")));
    }
  }

  private int reseal(VaultAccess access, CommandContext context)
      throws FaultException, CliException {
    if (earlier.recoveryKeyFile.isPresent()) {
      try (RecoveryKey key = VaultOpening.recoveryKey(earlier.recoveryKeyFile.get())) {
        return reseal(access, new Unlocking.Recovery(key), context);
      }
    }
    try (KeyFile keyFile = unlockKeyFile.isPresent() ? KeyFile.read(unlockKeyFile.get()) : null;
        Passphrase password = password(context)) {
      return reseal(
          access,
          keyFile == null
              ? new Unlocking.Password(password)
              : new Unlocking.PasswordAndFile(password, keyFile),
          context);
    }
  }

  private Passphrase password(CommandContext context) throws FaultException, CliException {
    Wording wording = context.wording();
    if (earlier.passwordFile.isEmpty() && !context.canAsk()) {
      throw new CliException(
          ExitCode.LOCKED,
          new Sentence(
              wording.text("cli.reseal.no-password"),
              wording.text("cli.reseal.no-password.advice")));
    }
    var options = new GlobalOptions();
    options.passwordFile = earlier.passwordFile;
    return new CommandContext(context.parts(), context.terminal(), options, context.environment())
        .password(wording.text("cli.reseal.password"));
  }

  /// Without asking first, and once more where a person agreed to what the rest costs.
  private static int reseal(VaultAccess access, Unlocking with, CommandContext context)
      throws FaultException, CliException {
    RenewedCopies renewed = access.renewEarlierCopies(with, false);
    if (renewed.dear().isEmpty()) {
      return renewed.count();
    }
    Wording wording = context.wording();
    Map<String, ?> facts =
        Map.of(
            "count",
            renewed.count(),
            "memoryMiB",
            renewed.memoryMib(),
            "files",
            renewed.dear().stream().map(Path::toString).collect(Collectors.joining(", ")));
    if (!context.canAsk() || !context.terminal().agrees(wording.text("cli.reseal.dear", facts))) {
      throw new CliException(
          ExitCode.DAMAGED,
          new Sentence(
              wording.text("cli.reseal.left", facts), wording.text("cli.reseal.left.advice")));
    }
    return renewed.count() + agreed(access, with, renewed.count());
  }

  /// Where it opened the others and not these, they are named as what is left.
  private static int agreed(VaultAccess access, Unlocking with, int sealedBefore)
      throws FaultException {
    try {
      return access.renewEarlierCopies(with, true).count();
    } catch (VaultException refused) {
      if (sealedBefore > 0 && OPENS_NOTHING.contains(refused.kind())) {
        return 0;
      }
      throw refused;
    }
  }
}
