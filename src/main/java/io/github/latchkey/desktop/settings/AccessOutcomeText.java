package io.github.latchkey.desktop.settings;

import io.github.latchkey.app.Wording;
import io.github.latchkey.vault.KeyringSlot;
import io.github.latchkey.vault.RotationOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is said when the ways into a vault were changed: what ended with it, and what became of the
/// copies.
record AccessOutcomeText(Wording wording) {

  String of(AccessChange change, Optional<RotationOutcome> outcome) {
    List<String> said = new ArrayList<>();
    said.add(wording.text("access.done." + change.wish().id()));
    count("ended", change.ending(), said);
    outcome.ifPresent(
        now -> {
          long keyrings = now.lost().stream().filter(KeyringSlot.class::isInstance).count();
          count("ended-keyrings", keyrings, said);
          count("ended-recovery", now.lost().size() - keyrings, said);
          count("copies-renewed", now.copies().renewed(), said);
          count("copies-old", now.copies().old().size(), said);
        });
    return String.join(" ", said);
  }

  private void count(String key, long count, List<String> said) {
    if (count > 0) {
      said.add(wording.text("access." + key, Map.of("count", count)));
    }
  }
}
