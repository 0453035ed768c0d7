package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.Credential;
import io.github.latchkey.app.EarlierValue;
import io.github.latchkey.app.Edited;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.fault.FaultException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey restore`: takes a credential out of the trash, or brings an earlier value back.
@Command(
    name = "restore",
    description = "Take a credential out of the trash, or bring an earlier value of it back.")
final class RestoreCommand extends CliCommand {

  @Parameters(paramLabel = "NAME")
  String name;

  @Option(
      names = "--value",
      paramLabel = "ID",
      description = "Bring this earlier value back; show NAME --history lists them.")
  Optional<String> value = Optional.empty();

  @Override
  int run(CommandContext context) throws Exception {
    try (VaultSession session = context.openVault()) {
      Edited edited =
          value.isPresent()
              ? bringBack(session, value.get())
              : session.trash().restore(session.trash().named(name));
      new SaveReport(session, context).tell(edited.saved());
      String key = value.isPresent() ? "cli.edit.saved" : "cli.untrash.done";
      context.note(context.wording().text(key, Map.of("name", edited.credential().name())));
    }
    return ExitCode.DONE;
  }

  private Edited bringBack(VaultSession session, String id) throws FaultException {
    Credential credential = session.named(name);
    EarlierValue earlier =
        session.history().of(credential).stream()
            .filter(candidate -> candidate.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new AppException(
                        AppException.Kind.NO_SUCH_VALUE, Map.of("name", name, "id", id)));
    return session.history().bringBack(credential, earlier);
  }
}
