package io.github.latchkey.cli;

import io.github.latchkey.app.HealthFinding;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.engine.inspect.Severity;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `latchkey health`: what should be seen to.
@Command(
    name = "health",
    description = "What should be seen to: weak, overdue, double or broken keys, backups, …")
final class HealthCommand extends CliCommand {

  @Option(names = "--json", description = "Print one JSON array.")
  boolean json;

  @Override
  int run(CommandContext context) throws Exception {
    List<HealthFinding> findings;
    try (VaultSession session = context.openVault()) {
      findings = session.health().check();
    }
    if (json) {
      context.print(new JsonArray(findings.stream().<Json>map(f -> document(f, context)).toList()));
    } else {
      findings.forEach(
          finding ->
              context.print(
                  context.shown(finding.id().severity(), context.wording().health(finding))));
      if (findings.isEmpty()) {
        context.note(context.wording().text("cli.health.good"));
      }
    }
    boolean broken =
        findings.stream().anyMatch(finding -> finding.id().severity() == Severity.ERROR);
    return broken ? ExitCode.NO : ExitCode.DONE;
  }

  private static JsonObject document(HealthFinding finding, CommandContext context) {
    Sentence sentence = context.wording().health(finding);
    return JsonObject.builder()
        .put("id", finding.id().id())
        .put("severity", finding.id().severity().name().toLowerCase(Locale.ROOT))
        .put(
            "credentials",
            new JsonArray(finding.names().stream().<Json>map(JsonString::new).toList()))
        .put("message", sentence.what())
        .put("advice", sentence.advice())
        .build();
  }
}
