package io.github.latchkey.cli;

import io.github.latchkey.app.MergeNotice;
import io.github.latchkey.app.MergeText;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.vault.SaveOutcome;
import java.util.Map;
import java.util.Optional;

/// Tells what a save did beside saving: what came in, what was put aside, whether there is a lock.
/// All of it is told also with `--quiet`.
record SaveReport(VaultSession session, CommandContext context) {

  void tell(Optional<SaveOutcome> saved) {
    saved.ifPresent(this::tell);
  }

  void tell(SaveOutcome saved) {
    if (saved.merged()) {
      context.warn(context.wording().text("vault.merged"));
      tell(session.notice(saved));
    }
    saved
        .setAside()
        .ifPresent(
            file -> context.warn(context.wording().text("vault.set-aside", Map.of("file", file))));
    saved
        .outvoted()
        .ifPresent(
            file -> context.warn(context.wording().text("vault.outvoted", Map.of("file", file))));
    if (!saved.locked()) {
      context.warn(context.wording().text("vault.no-locks"));
    }
  }

  void tell(MergeNotice notice) {
    new MergeText(context.wording()).lines(notice).forEach(context::warn);
  }
}
