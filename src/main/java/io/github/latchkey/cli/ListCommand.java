package io.github.latchkey.cli;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey list`: the credentials, never a secret.
@Command(name = "list", description = "List credentials; never a secret.")
final class ListCommand extends CliCommand {

  @Parameters(
      paramLabel = "QUERY",
      arity = "0..*",
      description = "Words that must all stand somewhere in it.")
  List<String> query = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON array.")
  boolean json;

  @Override
  int run(CommandContext context) throws Exception {
    try (VaultSession session = context.openVault()) {
      List<Credential> found = session.find(String.join(" ", query));
      if (json) {
        context.print(new JsonArray(found.stream().<Json>map(CredentialJson::of).toList()));
      } else {
        print(found, context);
      }
    }
    return ExitCode.DONE;
  }

  private void print(List<Credential> found, CommandContext context) {
    int widest = found.stream().mapToInt(credential -> credential.name().length()).max().orElse(0);
    for (Credential credential : found) {
      String name = Wording.visible(credential.name());
      String environment = credential.environment().map(e -> " · " + e).orElse("");
      String id =
          credential.platform().fields().stream()
              .findFirst()
              .map(field -> credential.fields().get(field.id()))
              .map(value -> " · " + value)
              .orElse("");
      context.print(
          name
              + " ".repeat(Math.max(2, widest + 2 - name.length()))
              + credential.platform().name()
              + " · "
              + context.wording().key(credential.key().description())
              + Wording.visible(id + environment)
              + overdue(credential, context));
    }
    if (found.isEmpty()) {
      context.note(
          context
              .wording()
              .text(
                  query.isEmpty() ? "cli.list.empty" : "cli.list.none",
                  Map.of("query", String.join(" ", query))));
    }
  }

  /// Said where the list would otherwise hide it: this key should have been replaced.
  private static String overdue(Credential credential, CommandContext context) {
    LocalDate today =
        LocalDate.ofInstant(context.parts().clock().instant(), context.wording().zone());
    return credential
        .rotateBy()
        .filter(date -> date.isBefore(today))
        .map(date -> context.wording().text("cli.list.overdue", Map.of("date", date)))
        .orElse("");
  }
}
