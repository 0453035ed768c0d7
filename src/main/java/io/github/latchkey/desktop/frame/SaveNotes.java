package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.SaveText;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.vault.SaveOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What saves told beside what they merged: a file that was set aside, a rival that gave way, that
/// the vault got large, that there are no locks. Each stays until the person has seen it, also over
/// a lock, which can come while nobody looks. Used on the JavaFX thread only.
public final class SaveNotes {

  private final SaveText text;
  private final ReadOnlyObjectWrapper<List<Note>> unseen = new ReadOnlyObjectWrapper<>(List.of());
  private boolean isToldOfLocks;

  SaveNotes(SaveText text, ReadOnlyObjectProperty<Optional<VaultSession>> session) {
    this.text = text;
    session.subscribe(now -> isToldOfLocks = false);
  }

  /// One thing that a save told.
  ///
  /// @param vault the vault's file
  public record Note(Path vault, String text) {}

  /// What is not seen yet, of whichever vault.
  public ReadOnlyObjectProperty<List<Note>> unseenProperty() {
    return unseen.getReadOnlyProperty();
  }

  /// Tells of a save of the vault that is open; of lacking locks once as long as it is.
  void tell(Path vault, SaveOutcome saved) {
    text.aside(saved).forEach(line -> add(new Note(vault, line)));
    text.grown(vault, saved).ifPresent(line -> add(new Note(vault, line)));
    if (!saved.locked() && !isToldOfLocks) {
      isToldOfLocks = true;
      add(new Note(vault, text.withoutLocks()));
    }
  }

  private void add(Note note) {
    if (!unseen.get().contains(note)) {
      unseen.set(Stream.concat(unseen.get().stream(), Stream.of(note)).toList());
    }
  }

  /// The person has seen it.
  public void dismiss(Note note) {
    unseen.set(unseen.get().stream().filter(other -> !other.equals(note)).toList());
  }
}
