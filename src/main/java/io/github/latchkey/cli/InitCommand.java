package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Strength;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.secret.Passphrase;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;

/// `latchkey init`: makes a vault.
@Command(
    name = "init",
    description = "Create a vault; prints the recovery key once, to standard output.")
final class InitCommand extends CliCommand {

  @Override
  int run(CommandContext context) throws Exception {
    Path file = context.vaultFile();
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new AppException(
          AppException.Kind.VAULT_THERE,
          Map.of("file", file)); // before anybody thinks up a password
    }
    try (Passphrase password = password(context);
        VaultSession.NewVault vault = VaultSession.create(file, password, context.parts())) {
      context.note(context.wording().text("cli.init.created", Map.of("file", file)));
      context.printSecret(vault.recoveryKey().text());
      if (context.terminal().out().checkError()) {
        vault.takeBack();
        throw new CliException(
            ExitCode.SYSTEM, new Sentence(context.wording().text("cli.init.unwritten"), ""));
      }
      context.note(context.wording().text("cli.init.recovery"));
    }
    return ExitCode.DONE;
  }

  private static Passphrase password(CommandContext context) throws Exception {
    Passphrase password = context.password(context.wording().text("cli.init.password"));
    try {
      Strength strength = Strength.of(password);
      if (!strength.isEnough()) {
        throw new AppException(AppException.Kind.PASSWORD_WEAK, Map.of("hint", strength.reason()));
      }
      boolean typed = context.options().passwordFile.isEmpty() && !context.options().passwordStdin;
      if (typed) {
        askAgain(password, context);
      }
      return password;
    } catch (AppException | CliException refused) {
      password.close();
      throw refused;
    }
  }

  private static void askAgain(Passphrase password, CommandContext context) throws Exception {
    try (Passphrase again = context.password(context.wording().text("cli.init.again"))) {
      if (!password.utf8().sameAs(again.utf8())) {
        throw new CliException(
            ExitCode.USAGE, new Sentence(context.wording().text("cli.init.differ"), ""));
      }
    }
  }
}
