package io.github.latchkey.app;

import io.github.latchkey.vault.SaveOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person has to be told of a save beside what it merged, in the words of both faces.
public record SaveText(Wording wording) {

  /// Where it keeps what lay in the vault's place and gave way; none where nothing did.
  public List<String> aside(SaveOutcome saved) {
    List<String> lines = new ArrayList<>();
    saved
        .setAside()
        .ifPresent(file -> lines.add(wording.text("vault.set-aside", Map.of("file", file))));
    saved
        .outvoted()
        .ifPresent(file -> lines.add(wording.text("vault.outvoted", Map.of("file", file))));
    return lines;
  }

  /// That the vault got large with it; empty where it did not, or was before.
  public Optional<String> grown(Path vault, SaveOutcome saved) {
    return saved.grownTo().map(size -> wording.warning(VaultWarning.ofSize(vault, size)).whole());
  }

  /// That no lock kept other programs out; said where [SaveOutcome#locked()] is false.
  public String withoutLocks() {
    return wording.text("vault.no-locks");
  }

  /// That it took in what another program had saved; [MergeText] says what that was.
  public String merged() {
    return wording.text("vault.merged");
  }
}
