package io.github.latchkey.cli;

import io.github.latchkey.app.Wording;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonBoolean;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.platform.ClaimRule;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.platform.PlatformReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey platforms`: what Latchkey knows of the platforms. Needs no vault.
@Command(
    name = "platforms",
    description = "List the platforms, or show one: its fields, claims and shapes.",
    subcommands = PlatformsCommand.Check.class)
final class PlatformsCommand extends CliCommand {

  private static final int LARGEST = 256 * 1024;

  @Parameters(paramLabel = "ID", arity = "0..1")
  Optional<String> id = Optional.empty();

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  /// `latchkey platforms check`: whether a platform file of one's own can be used.
  @Command(
      name = "check",
      description = "Say whether a platform file can be used, and where it cannot.")
  static final class Check extends CliCommand {

    @Parameters(paramLabel = "FILE")
    Path file;

    @Override
    int run(CommandContext context) throws Exception {
      PlatformProfile profile =
          PlatformReader.read(InputFile.read(file, LARGEST), file.getFileName().toString());
      context.print(
          context
              .wording()
              .text("cli.platforms.usable", Map.of("id", profile.id(), "name", profile.name())));
      return ExitCode.DONE;
    }
  }

  @Override
  int run(CommandContext context) throws Exception {
    if (id.isPresent()) {
      PlatformProfile profile = context.parts().platforms().get(id.get());
      if (json) {
        context.print(document(profile));
      } else {
        print(profile, context);
      }
    } else if (json) {
      context.print(
          new JsonArray(
              context.parts().platforms().all().stream()
                  .<Json>map(PlatformsCommand::document)
                  .toList()));
    } else {
      for (PlatformProfile profile : context.parts().platforms().all()) {
        context.print(
            String.format("%-18s %-18s %s", profile.id(), profile.name(), algorithms(profile)));
      }
    }
    return ExitCode.DONE;
  }

  private static void print(PlatformProfile profile, CommandContext context) {
    Wording wording = context.wording();
    context.print(profile.name() + " (" + profile.id() + "): " + algorithms(profile));
    context.print(profile.about());
    context.print(profile.key().delivery());
    context.print("");
    context.print(wording.text("cli.platforms.fields"));
    profile
        .fields()
        .forEach(
            f ->
                context.print(
                    row(
                        f.id(),
                        f.required() ? "required" : "",
                        f.label() + ". " + f.help(),
                        wording)));
    context.print("");
    context.print(wording.text("cli.platforms.claims"));
    profile
        .claims()
        .forEach(
            c ->
                context.print(
                    row(
                        c.place().label(),
                        c.presence().name().toLowerCase(Locale.ROOT),
                        c.help(),
                        wording)));
    context.print("");
    context.print(wording.text("cli.platforms.uses"));
    profile
        .uses()
        .forEach(
            u ->
                context.print(
                    String.format(
                        "  %-7s %s",
                        u.shape().name().toLowerCase(Locale.ROOT), u.template().text())));
  }

  private static String row(String name, String presence, String help, Wording wording) {
    String word = presence.equals("required") ? wording.text("cli.platforms.required") : "";
    return String.format("  %-14s %-10s %s", name, word, help).stripTrailing();
  }

  private static String algorithms(PlatformProfile profile) {
    return profile.algorithms().stream().map(Enum::name).collect(Collectors.joining(", "));
  }

  private static JsonObject document(PlatformProfile profile) {
    List<Json> fields =
        profile.fields().stream()
            .<Json>map(
                field ->
                    JsonObject.builder()
                        .put("id", field.id())
                        .put("label", field.label())
                        .put("help", field.help())
                        .put("required", new JsonBoolean(field.required()))
                        .build())
            .toList();
    List<Json> claims = profile.claims().stream().<Json>map(PlatformsCommand::claim).toList();
    return JsonObject.builder()
        .put("id", profile.id())
        .put("name", profile.name())
        .put("about", profile.about())
        .put(
            "algorithms",
            new JsonArray(
                profile.algorithms().stream().<Json>map(a -> new JsonString(a.name())).toList()))
        .put("fields", new JsonArray(fields))
        .put("claims", new JsonArray(claims))
        .put(
            "shapes",
            new JsonArray(
                profile.uses().stream()
                    .<Json>map(u -> new JsonString(u.shape().name().toLowerCase(Locale.ROOT)))
                    .toList()))
        .put(
            "sources",
            new JsonArray(profile.sources().stream().<Json>map(JsonString::new).toList()))
        .build();
  }

  private static JsonObject claim(ClaimRule rule) {
    return JsonObject.builder()
        .put("path", rule.place().label())
        .put("type", rule.type().id())
        .put("presence", rule.presence().name().toLowerCase(Locale.ROOT))
        .put("help", rule.help())
        .build();
  }
}
