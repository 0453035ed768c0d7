package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.Edited;
import io.github.latchkey.app.SaveText;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.Undo;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Changes of the open vault: made in the background, told in the status bar, with one step back.
/// Nothing pops up for what went well. Used on the JavaFX thread only.
public final class VaultChanges {

  private final Desk desk;

  VaultChanges(Desk desk) {
    this.desk = desk;
  }

  /// What is done with a vault; runs off the JavaFX thread.
  @FunctionalInterface
  public interface Change<T> {
    /// Changes the vault and saves it.
    T in(VaultSession vault) throws FaultException;
  }

  /// Makes a change that can be taken back. `said` is what the status bar says of it, `done` and
  /// `failed` are told while the vault is still open; what fails behind a lock is told at its door.
  public void make(
      Change<Edited> change, String said, Consumer<Edited> done, Consumer<Throwable> failed) {
    run(
        change,
        Edited::saved,
        edited ->
            desk.refresh(
                all -> {
                  if (all.contains(edited.credential())) {
                    desk.chosenProperty().set(Optional.of(edited.credential()));
                  }
                  desk.say(said, Optional.of(() -> undo(edited.undo())));
                  done.accept(edited);
                }),
        failed);
  }

  /// The same for a change without a way back.
  public void makeForGood(
      Change<Optional<SaveOutcome>> change, String said, Consumer<Throwable> failed) {
    makeForGood(change, saved -> saved, saved -> said, failed);
  }

  /// The same where what is said depends on what became of it.
  public <T> void makeForGood(
      Change<T> change,
      Function<T, Optional<SaveOutcome>> saved,
      Function<T, String> said,
      Consumer<Throwable> failed) {
    run(change, saved, result -> desk.refresh(all -> desk.say(said.apply(result))), failed);
  }

  private void undo(Undo undo) {
    makeForGood(
        vault -> vault.editing().undo(undo),
        desk.wording().text("frame.undone"),
        thrown -> desk.say(desk.explain(thrown).whole()));
  }

  /// The same, for who says more of it; `done` and `failed` are told while the vault is still open.
  <T> void run(
      Change<T> change,
      Function<T, Optional<SaveOutcome>> saved,
      Consumer<T> done,
      Consumer<Throwable> failed) {
    Optional<VaultSession> open = desk.session();
    open.ifPresent(
        vault ->
            desk.background()
                .run(
                    () -> change.in(vault),
                    result -> {
                      saved.apply(result).ifPresent(outcome -> tell(vault, outcome));
                      if (desk.session().equals(open)) {
                        done.accept(result);
                      }
                    },
                    thrown -> {
                      if (desk.session().equals(open)) {
                        // The change stays in the open vault where only the saving failed.
                        desk.refresh();
                        failed.accept(thrown);
                      } else {
                        desk.tellLost(open, desk.explain(thrown).whole());
                      }
                    }));
  }

  /// Tells what a save did beside saving; whoever saves on another way calls this. Above the work
  /// while that vault is open, at the door where it was locked meanwhile.
  public void tell(VaultSession vault, SaveOutcome saved) {
    if (!isOpen(vault)) {
      if (saved.merged()) {
        atTheDoor(vault, text().merged());
      }
    } else if (!vault.notice(saved).isEmpty()) {
      desk.merged().tell(vault.notice(saved));
    }
    tellAside(vault, saved);
  }

  /// The same of a save whose merge is told otherwise.
  public void tellAside(VaultSession vault, SaveOutcome saved) {
    if (isOpen(vault)) {
      desk.saveNotes().tell(vault.file(), saved);
    } else {
      text().aside(saved).forEach(line -> atTheDoor(vault, line));
      // that it got large is said at the next opening, that there are no locks at the next save
    }
  }

  /// Also where the vault goes on as another session.
  private boolean isOpen(VaultSession vault) {
    return desk.session().filter(now -> now.file().equals(vault.file())).isPresent();
  }

  private void atTheDoor(VaultSession vault, String sentence) {
    desk.tell(Optional.of(vault), sentence);
  }

  private SaveText text() {
    return new SaveText(desk.wording());
  }
}
