package io.github.latchkey.cli;

import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.VaultAccess;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.Confirmation;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.RotationOutcome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `latchkey vault password`: another password in the place of the one that opened the vault.
@Command(
    name = "password",
    description = {
      "Change the password that opens the vault now; with --recovery-key-file, set a new one.",
      "The vault gets a new key: the printed recovery key goes on opening it, earlier passwords"
          + " open nothing that is saved from now on."
    })
final class VaultPasswordCommand extends CliCommand {

  @Option(
      names = "--new-password-file",
      paramLabel = "FILE",
      description = "Read the new password from the first line of this file.")
  Optional<Path> newPassword = Optional.empty();

  @Option(
      names = "--new-key-file",
      paramLabel = "FILE",
      description = "The new password opens the vault only together with this key file.")
  Optional<Path> newKeyFile = Optional.empty();

  @Mixin OtherWaysOptions others;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  int run(CommandContext context) throws Exception {
    try (VaultSession.Confirmed opened = context.openVaultConfirmed();
        Passphrase password = context.newPassword(newPassword)) {
      AccessReport.tell(context, opened.session(), change(context, opened, password), json);
      context.note(context.wording().text("cli.vault.password.changed"));
    }
    return ExitCode.DONE;
  }

  private RotationOutcome change(
      CommandContext context, VaultSession.Confirmed opened, Passphrase password) throws Exception {
    VaultAccess access = opened.session().access();
    Confirmation confirmation = opened.confirmation();
    KeySlot slot = confirmation.slot();
    boolean isPassword = VaultAccess.isPassword(slot);
    Set<String> ending = isPassword ? Set.of(slot.id()) : Set.of();
    try (KeyFile keyFile = newKeyFile.isPresent() ? KeyFile.read(newKeyFile.get()) : null;
        OtherWaysOptions.Read read = others.read(context, access, confirmation, ending)) {
      OtherWays ways = read.ways();
      Optional<KeyFile> file = Optional.ofNullable(keyFile);
      Set<String> ended = isPassword ? ways.dropped() : notReentered(access, confirmation, ways);
      RotationOutcome outcome =
          isPassword
              ? access.changePassword(confirmation, slot.id(), password, file, ways)
              : access.setPassword(confirmation, password, file, ways);
      AccessReport.ended(context, ended);
      return outcome;
    }
  }

  private static Set<String> notReentered(
      VaultAccess access, Confirmation confirmation, OtherWays ways) {
    return access.toReenter(confirmation, Set.of()).stream()
        .map(KeySlot::id)
        .filter(id -> !ways.reentered().containsKey(id))
        .collect(Collectors.toSet());
  }
}
