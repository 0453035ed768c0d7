package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.VaultMerging.Merged;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Merging a file into the open vault: at once where the vault's own key opens it, else after the
/// file's own way in was asked for at [View#MERGING]. Used on the JavaFX thread only.
public final class FileMerging {

  /// A file that opens with a way in of its own.
  ///
  /// @param merged runs once it is merged
  /// @param from where the person came from
  public record Asked(Path file, Runnable merged, View from) {}

  private final Desk desk;
  private final ReadOnlyObjectWrapper<Optional<Asked>> asked =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  FileMerging(Desk desk) {
    this.desk = desk;
    desk.placeProperty()
        .subscribe(
            now -> {
              if (now != View.MERGING) {
                asked.set(Optional.empty());
              }
            });
  }

  /// The file whose way in is asked for; empty wherever else the person is.
  public ReadOnlyObjectProperty<Optional<Asked>> askedProperty() {
    return asked.getReadOnlyProperty();
  }

  /// Lets the person choose a file. An answer that comes after a lock is none.
  public void choose(Runnable merged) {
    Optional<VaultSession> open = desk.session();
    List<Path> files = desk.files().existing(text("merge-file"));
    if (desk.session().equals(open)) {
      files.stream().findFirst().ifPresent(file -> merge(file, merged));
    }
  }

  /// Takes a file in and tells what came of it; `merged` runs then.
  public void merge(Path file, Runnable merged) {
    desk.changes()
        .run(
            vault -> vault.merging().merge(file),
            Merged::saved,
            result -> tell(result, merged),
            thrown -> {
              if (opensWithItsOwnWayIn(thrown)) {
                ask(file, merged);
              } else {
                desk.say(desk.explain(thrown).whole());
              }
            });
  }

  private void ask(Path file, Runnable merged) {
    View from = asked.get().map(Asked::from).orElseGet(desk.placeProperty()::get);
    asked.set(Optional.of(new Asked(file, merged, from)));
    desk.go(View.MERGING);
  }

  private static boolean opensWithItsOwnWayIn(Throwable thrown) {
    return thrown instanceof VaultException fault
        && fault.kind() == VaultException.Kind.KEY_DIFFERS;
  }

  /// Takes in the file that was asked about, opened on its own, which is closed here.
  public void merge(Asked file, VaultSession opened, Consumer<Throwable> failed) {
    desk.changes()
        .run(
            vault -> {
              try (opened) {
                return vault.merging().merge(opened);
              }
            },
            Merged::saved,
            result -> {
              if (isAsked(file)) {
                desk.go(View.CREDENTIALS);
              }
              tell(result, file.merged());
            },
            failed);
  }

  private boolean isAsked(Asked file) {
    return asked.get().equals(Optional.of(file));
  }

  /// Back to where the person was; nothing is merged.
  public void leave() {
    asked.get().ifPresent(file -> desk.go(file.from()));
  }

  private void tell(Merged result, Runnable merged) {
    merged.run();
    if (result.notice().isEmpty()) {
      desk.refresh(all -> desk.say(text("nothing-new")));
    } else {
      desk.merged().tell(result.notice());
      desk.refresh();
    }
  }

  private String text(String key) {
    return desk.wording().text("frame.notice." + key, Map.of());
  }
}
