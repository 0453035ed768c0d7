package io.github.latchkey.cli;

import io.github.latchkey.app.Wording;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.vault.VaultCopy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// A vault's copies and backups, as lines or as JSON.
record CopyReport(List<VaultCopy> copies, List<VaultCopy> backups) {

  void print(CommandContext context, boolean json) {
    if (json) {
      context.print(toJson());
      return;
    }
    Wording wording = context.wording();
    print(context, wording.text("cli.copies.copies"), copies);
    print(context, wording.text("cli.copies.backups"), backups);
  }

  private static void print(CommandContext context, String title, List<VaultCopy> files) {
    if (files.isEmpty()) {
      return;
    }
    context.print(title);
    files.forEach(file -> context.print("  " + line(file, context.wording())));
  }

  private static String line(VaultCopy copy, Wording wording) {
    return switch (copy.soundness()) {
      case MISSING -> wording.text("cli.copies.missing", Map.of("file", copy.file()));
      case DAMAGED -> wording.text("cli.copies.damaged", Map.of("file", copy.file()));
      case SOUND, OTHER_KEY, OTHER_VAULT ->
          wording.text(
              "cli.copies." + id(copy),
              Map.of(
                  "file",
                  copy.file(),
                  "generation",
                  copy.generation(),
                  "written",
                  copy.written(),
                  "size",
                  copy.size()));
    };
  }

  JsonArray toJson() {
    return new JsonArray(
        Stream.concat(
                copies.stream().map(copy -> document("copy", copy)),
                backups.stream().map(backup -> document("backup", backup)))
            .toList());
  }

  private static Json document(String kind, VaultCopy copy) {
    return JsonObject.builder()
        .put("file", copy.file().toString())
        .put("kind", kind)
        .put("generation", copy.generation())
        .put("epoch", copy.epoch())
        .put("written", copy.written().toString())
        .put("size", copy.size())
        .put("state", id(copy))
        .build();
  }

  private static String id(VaultCopy copy) {
    return copy.soundness().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
