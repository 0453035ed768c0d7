package io.github.latchkey.cli;

import io.github.latchkey.json.JsonObject;
import io.github.latchkey.vault.KeyFile;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey vault key-file FILE`: makes a key file, which no vault wants yet.
@Command(
    name = "key-file",
    description = {
      "Make a new key file; never in the place of a file that is there.",
      "“vault password --new-key-file FILE” makes the vault want it."
    })
final class VaultKeyFileCommand extends CliCommand {

  @Parameters(paramLabel = "FILE", description = "Where the key file shall be.")
  Path file;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  int run(CommandContext context) throws Exception {
    try (KeyFile made = KeyFile.create(file)) {
      if (json) {
        context.print(
            JsonObject.builder().put("file", file.toString()).put("keyFile", made.id()).build());
      }
      context.note(
          context.wording().text("cli.vault.key-file.made", Map.of("file", file, "id", made.id())));
    }
    return ExitCode.DONE;
  }
}
