package io.github.latchkey.cli;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.VaultSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey forget`: removes earlier values for good.
@Command(
    name = "forget",
    description =
        "Remove the earlier values of a credential for good, earlier keys too. Copies and backups"
            + " still have them.")
final class ForgetCommand extends CliCommand {

  @ArgGroup(multiplicity = "1")
  Which which;

  /// Of which credentials.
  static final class Which {
    @Parameters(paramLabel = "NAME")
    Optional<String> name = Optional.empty();

    @Option(names = "--all", description = "Of all credentials.")
    boolean all;
  }

  @Override
  int run(CommandContext context) throws Exception {
    try (VaultSession session = context.openVault()) {
      List<Credential> chosen =
          which.all ? session.credentials() : List.of(session.named(which.name.orElseThrow()));
      int count = 0;
      for (Credential credential : chosen) {
        count += session.history().of(credential).size();
      }
      new SaveReport(session, context).tell(session.history().forget(chosen));
      context.note(context.wording().text("cli.forget.done", Map.of("count", count)));
    }
    return ExitCode.DONE;
  }
}
