package io.github.latchkey.app;

import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.Undo;
import java.util.Optional;
import java.util.Set;

/// A change of a credential that is on disk.
///
/// @param credential as it is now
/// @param undo how to take the change back, also after others have saved
/// @param saved what saving did; empty where there was nothing to change
/// @param overwritten fields, as the vault names them, that somebody else had changed since this
///   edit was begun and that have the edit's value now; theirs is in the history
public record Edited(
    Credential credential, Undo undo, Optional<SaveOutcome> saved, Set<String> overwritten) {

  public Edited {
    overwritten = Set.copyOf(overwritten);
  }
}
