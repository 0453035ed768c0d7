package io.github.latchkey.cli;

import io.github.latchkey.app.MergeNotice;
import io.github.latchkey.app.MergeText;
import io.github.latchkey.app.SaveText;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.vault.SaveOutcome;
import java.util.Optional;

/// Tells what a save did beside saving: what came in, what was put aside, whether the vault got
/// large, whether there is a lock. All of it is told also with `--quiet`.
record SaveReport(VaultSession session, CommandContext context) {

  void tell(Optional<SaveOutcome> saved) {
    saved.ifPresent(this::tell);
  }

  void tell(SaveOutcome saved) {
    var text = new SaveText(context.wording());
    if (saved.merged()) {
      context.warn(text.merged());
      tell(session.notice(saved));
    }
    text.aside(saved).forEach(context::warn);
    text.grown(session.file(), saved).ifPresent(context::warn);
    if (!saved.locked()) {
      context.warn(text.withoutLocks());
    }
  }

  void tell(MergeNotice notice) {
    new MergeText(context.wording()).lines(notice).forEach(context::warn);
  }
}
