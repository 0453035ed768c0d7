package io.github.latchkey.cli;

import io.github.latchkey.app.InspectedToken;
import io.github.latchkey.app.Inspection;
import io.github.latchkey.app.Wording;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.Severity;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.util.List;
import java.util.Map;

/// What `inspect` prints for a person: the verdict first, then every finding, then what the token
/// says.
final class InspectionText {

  private static final List<String> TIMES = List.of("iat", "nbf", "exp");

  private final CommandContext context;
  private final Wording wording;

  InspectionText(CommandContext context) {
    this.context = context;
    this.wording = context.wording();
  }

  void print(Inspection inspection) {
    if (inspection.tokens().isEmpty()) {
      inspection.findings().forEach(finding -> context.print(context.shown(finding)));
    }
    for (int i = 0; i < inspection.tokens().size(); i++) {
      if (i > 0) {
        context.print("");
      }
      if (inspection.tokens().size() > 1) {
        context.print(
            wording.text(
                "cli.inspect.nth", Map.of("n", i + 1, "count", inspection.tokens().size())));
      }
      print(inspection.tokens().get(i));
    }
  }

  private void print(InspectedToken token) {
    Severity tone =
        switch (token.verdict()) {
          case ACCEPTED -> Severity.INFO;
          case REFUSED -> Severity.ERROR;
          case UNVERIFIED -> Severity.WARNING;
        };
    context.print(context.colored(tone, wording.verdict(token)));
    context.print("");
    for (Finding finding : token.findings()) {
      context.print(context.shown(finding));
    }
    print("cli.inspect.header", token.header(), token);
    print("cli.inspect.claims", token.payload(), token);
  }

  private void print(String heading, JsonObject object, InspectedToken token) {
    if (object.members().isEmpty()) {
      return;
    }
    context.print("");
    context.print(wording.text(heading));
    int widest =
        object.members().stream()
            .mapToInt(member -> Wording.visible(member.name()).length())
            .max()
            .orElse(0);
    for (JsonMember member : object.members()) {
      String name = Wording.visible(member.name());
      String pad =
          " ".repeat(Math.min(24, widest) - Math.min(Math.min(24, widest), name.length()) + 2);
      context.print("  " + name + pad + shown(member, token));
    }
  }

  private String shown(JsonMember member, InspectedToken token) {
    String text = shown(member.value());
    if (!TIMES.contains(member.name())) {
      return text;
    }
    return token
        .time(member.name())
        .map(
            moment ->
                text
                    + "  "
                    + wording.moment(moment)
                    + ", "
                    + wording.relative(moment, token.checkedAt()))
        .orElse(text);
  }

  private static String shown(Json value) {
    return Wording.visible(value instanceof JsonString(var text) ? text : value.compact());
  }
}
