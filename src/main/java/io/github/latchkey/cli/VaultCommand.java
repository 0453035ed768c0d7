package io.github.latchkey.cli;

import io.github.latchkey.app.Wording;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonBoolean;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SessionKey;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.VaultSummary;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `latchkey vault`: about the vault file itself.
@Command(
    name = "vault",
    description = "About the vault file itself.",
    subcommands = {
      VaultCommand.Info.class,
      VaultBackupCommand.class,
      VaultCheckCommand.class,
      VaultMergeCommand.class,
      VaultRestoreCommand.class,
      VaultPasswordCommand.class,
      VaultRecoveryKeyCommand.class,
      VaultResealCommand.class,
      VaultKeyFileCommand.class,
      VaultSlotsCommand.class
    })
final class VaultCommand extends CliCommand {

  @Spec CommandSpec spec;

  @Override
  int run(CommandContext context) {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /// `latchkey vault info`: what the file says of itself without a password.
  @Command(name = "info", description = "What the file says of itself; needs no password.")
  static final class Info extends CliCommand {

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    @Override
    int run(CommandContext context) throws Exception {
      VaultSummary summary = LockedVault.read(context.vaultFile()).summary();
      if (json) {
        context.print(document(summary));
        return ExitCode.DONE;
      }
      Wording wording = context.wording();
      context.print(
          wording.text("cli.vault.file", Map.of("file", summary.file(), "size", summary.size())));
      context.print(
          wording.text(
              "cli.vault.id",
              Map.of(
                  "id",
                  summary.vaultId(),
                  "generation",
                  summary.generation(),
                  "epoch",
                  summary.epoch())));
      for (KeySlot slot : summary.slots()) {
        context.print(AccessReport.line(slot, wording));
      }
      if (!SessionKey.isLocked()) {
        context.note(wording.text("cli.vault.memory-not-locked"));
      }
      return ExitCode.DONE;
    }

    private static JsonObject document(VaultSummary summary) {
      return JsonObject.builder()
          .put("file", summary.file().toString())
          .put("vault", summary.vaultId())
          .put("generation", summary.generation())
          .put("epoch", summary.epoch())
          .put("size", summary.size())
          .put("memoryLocked", new JsonBoolean(SessionKey.isLocked()))
          .put(
              "slots",
              new JsonArray(
                  summary.slots().stream()
                      .<Json>map(slot -> AccessReport.json(slot).build())
                      .toList()))
          .build();
    }
  }
}
