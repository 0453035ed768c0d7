package io.github.latchkey.cli;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.EarlierValue;
import io.github.latchkey.app.Wording;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonObject;
import java.util.List;
import java.util.Map;

/// The earlier values of a credential as `show --history` prints them, never a secret.
record HistoryOutput(Credential credential, List<EarlierValue> values, CommandContext context) {

  void print() {
    Wording wording = context.wording();
    for (EarlierValue value : values) {
      String text =
          value.key().isPresent()
              ? wording.key(value.key().get().description())
              : value.text().orElseGet(() -> wording.text("merge.nothing"));
      context.print(
          wording.text(
              "cli.history.line",
              Map.of(
                  "id", value.id(),
                  "written", value.written(),
                  "field", wording.field(value.field(), credential.platform()),
                  "value", text)));
    }
    if (values.isEmpty()) {
      context.note(wording.text("cli.history.none", Map.of("name", credential.name())));
    }
  }

  JsonArray json() {
    return new JsonArray(values.stream().<Json>map(HistoryOutput::document).toList());
  }

  private static JsonObject document(EarlierValue value) {
    return JsonObject.builder()
        .put("id", value.id())
        .put("field", value.field())
        .put("written", value.written().toString())
        .put("secret", value.key().isPresent())
        .put("value", CredentialJson.text(value.text()))
        .put(
            "fingerprint",
            CredentialJson.text(value.key().flatMap(key -> key.description().fingerprint())))
        .build();
  }
}
