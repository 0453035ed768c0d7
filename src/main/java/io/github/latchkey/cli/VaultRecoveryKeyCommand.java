package io.github.latchkey.cli;

import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.VaultAccess;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.vault.AddedSlot;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.RecoverySlot;
import io.github.latchkey.vault.RotationOutcome;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `latchkey vault recovery-key`: a new recovery key in the place of the old one.
@Command(
    name = "recovery-key",
    description = {
      "Make a new recovery key, printed once, to standard output.",
      "The vault gets a new key, and the old recovery key opens nothing that is saved from now on."
    })
final class VaultRecoveryKeyCommand extends CliCommand {

  @Mixin OtherWaysOptions others;

  @Override
  int run(CommandContext context) throws Exception {
    try (VaultSession.Confirmed opened = context.openVaultConfirmed();
        RecoveryKey key = RecoveryKey.random()) {
      // printed before it counts: a key that nobody saw must not be the only one
      context.printSecret(key.text());
      if (context.terminal().out().checkError()) {
        throw new CliException(
            ExitCode.SYSTEM, new Sentence(context.wording().text("cli.recovery.unwritten"), ""));
      }
      boolean stands = false;
      try {
        make(context, opened, key);
        stands = true;
      } finally {
        context.warn(
            context.wording().text(stands ? "cli.recovery.made" : "cli.recovery.not-made"));
      }
    }
    return ExitCode.DONE;
  }

  private void make(CommandContext context, VaultSession.Confirmed opened, RecoveryKey key)
      throws Exception {
    VaultAccess access = opened.session().access();
    boolean isFirst = access.ways().stream().noneMatch(way -> way.slot() instanceof RecoverySlot);
    if (isFirst) {
      AddedSlot added = access.addRecoveryKey(opened.confirmation(), key);
      new SaveReport(opened.session(), context).tell(added.save());
      return;
    }
    try (OtherWaysOptions.Read read =
        others.read(context, access, opened.confirmation(), Set.of())) {
      RotationOutcome outcome = access.replaceRecoveryKey(opened.confirmation(), key, read.ways());
      AccessReport.ended(context, read.ways().dropped());
      AccessReport.tell(context, opened.session(), outcome, false);
    }
  }
}
