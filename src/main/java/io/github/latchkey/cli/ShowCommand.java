package io.github.latchkey.cli;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.engine.keys.KeyDescription;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey show`: one credential, never its secret.
@Command(
    name = "show",
    description = "Show one credential: fields, fingerprint, times; never a secret.")
final class ShowCommand extends CliCommand {

  @Parameters(paramLabel = "NAME")
  String name;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Option(names = "--history", description = "Its earlier values, the latest first.")
  boolean history;

  @Override
  int run(CommandContext context) throws Exception {
    try (VaultSession session = context.openVault()) {
      Credential credential = session.named(name);
      if (history) {
        var output = new HistoryOutput(credential, session.history().of(credential), context);
        if (json) {
          context.print(output.json());
        } else {
          output.print();
        }
      } else if (json) {
        context.print(CredentialJson.of(credential));
      } else {
        Map<String, String> rows = rows(credential, context.wording());
        int widest = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        rows.forEach(
            (label, value) ->
                context.print(
                    label + " ".repeat(widest + 2 - label.length()) + Wording.visible(value)));
      }
    }
    return ExitCode.DONE;
  }

  private static Map<String, String> rows(Credential credential, Wording wording) {
    KeyDescription key = credential.key().description();
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put(wording.text("credential.name"), credential.name());
    rows.put(wording.text("credential.platform"), credential.platform().name());
    credential.environment().ifPresent(e -> rows.put(wording.text("credential.environment"), e));
    credential.platform().fields().stream()
        .filter(field -> credential.fields().containsKey(field.id()))
        .forEach(field -> rows.put(field.label(), credential.fields().get(field.id())));
    rows.put(wording.text("credential.key"), wording.key(key));
    key.fingerprint()
        .ifPresent(
            print -> rows.put(wording.text("credential.fingerprint"), wording.fingerprint(print)));
    key.thumbprint().ifPresent(print -> rows.put(wording.text("credential.thumbprint"), print));
    rows.put(wording.text("credential.imported"), wording.moment(credential.imported()));
    credential
        .rotateBy()
        .ifPresent(date -> rows.put(wording.text("credential.rotate-by"), wording.date(date)));
    if (!credential.tags().isEmpty()) {
      rows.put(wording.text("credential.tags"), String.join(", ", credential.tags()));
    }
    credential.note().ifPresent(note -> rows.put(wording.text("credential.note"), note));
    return rows;
  }
}
