package io.github.latchkey.cli;

import io.github.latchkey.app.CredentialTrash;
import io.github.latchkey.app.CredentialTrash.Trashed;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey trash`: what was removed, and removing it for good.
@Command(name = "trash", description = "List what was removed; with --empty remove it for good.")
final class TrashCommand extends CliCommand {

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "Only this one.")
  Optional<String> name = Optional.empty();

  @Option(
      names = "--empty",
      description = "Remove for good, with all earlier values. Copies and backups still have it.")
  boolean empty;

  @Option(names = "--json", description = "Print one JSON array.")
  boolean json;

  @Override
  int run(CommandContext context) throws Exception {
    try (VaultSession session = context.openVault()) {
      CredentialTrash trash = session.trash();
      List<Trashed> chosen = name.isPresent() ? List.of(trash.named(name.get())) : trash.list();
      if (empty) {
        CredentialTrash.Emptied emptied = trash.empty(chosen);
        new SaveReport(session, context).tell(emptied.saved());
        chosen = emptied.removed();
      }
      if (json) {
        context.print(new JsonArray(chosen.stream().<Json>map(TrashCommand::document).toList()));
      } else {
        print(chosen, context);
      }
    }
    return ExitCode.DONE;
  }

  private void print(List<Trashed> chosen, CommandContext context) {
    Wording wording = context.wording();
    for (Trashed trashed : chosen) {
      context.print(
          wording.text(
              empty ? "cli.trash.removed" : "cli.trash.line",
              Map.of(
                  "name", trashed.credential().name(),
                  "platform", trashed.credential().platform().name(),
                  "since", trashed.since())));
    }
    if (chosen.isEmpty()) {
      context.note(wording.text("cli.trash.empty"));
    }
  }

  private static JsonObject document(Trashed trashed) {
    return JsonObject.builder()
        .put("id", trashed.credential().id())
        .put("removed", trashed.since().toString())
        .put("credential", CredentialJson.of(trashed.credential()))
        .build();
  }
}
