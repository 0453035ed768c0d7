package io.github.latchkey.desktop.settings;

import io.github.latchkey.app.Backups;
import io.github.latchkey.app.CopyRestoring;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.vault.VaultCopy;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The copies that saving leaves beside the vault, and the backups that were made in other places:
/// listed, made, restored after a question in place. They are read while the person looks at them.
public final class CopiesViewModel {

  /// What lies beside the vault and elsewhere, newest first.
  ///
  /// @param backups those that were made from this computer
  public record Found(List<VaultCopy> copies, List<VaultCopy> backups) {
    static final Found NOTHING = new Found(List.of(), List.of());
  }

  private final Desk desk;
  private final LatestWork reading;
  private final ReadOnlyObjectWrapper<Found> found = new ReadOnlyObjectWrapper<>(Found.NOTHING);
  private final ReadOnlyObjectWrapper<Optional<VaultCopy>> asking =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);

  /// The copies of this desk's vault.
  public CopiesViewModel(Desk desk) {
    this.desk = desk;
    this.reading = new LatestWork(desk.background());
    desk.readingsProperty().subscribe(now -> read());
    desk.placeProperty().subscribe(now -> read());
  }

  private void read() {
    asking.set(Optional.empty());
    Optional<VaultSession> open = desk.session();
    if (open.isEmpty()) {
      reading.forget();
      found.set(Found.NOTHING);
    } else if (desk.placeProperty().get() == View.SETTINGS) {
      reading.run(() -> look(open.get().backups()), found::set, desk::explain);
    }
  }

  private static Found look(Backups backups) throws VaultException {
    return new Found(backups.copies(), backups.look());
  }

  /// What was found.
  public ReadOnlyObjectProperty<Found> foundProperty() {
    return found.getReadOnlyProperty();
  }

  /// The copy that the person is asked about before it is restored.
  public ReadOnlyObjectProperty<Optional<VaultCopy>> askingProperty() {
    return asking.getReadOnlyProperty();
  }

  /// Whether a backup is written or a copy restored.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// A line for each, backups first: they are what saves a lost disk.
  List<DetailLine> lines() {
    return Stream.concat(
            found.get().backups().stream().map(copy -> line(copy, "backup")),
            found.get().copies().stream().map(copy -> line(copy, "copy")))
        .toList();
  }

  private DetailLine line(VaultCopy copy, String kind) {
    Wording wording = desk.wording();
    boolean sound = copy.soundness() == VaultCopy.Soundness.SOUND;
    String when =
        copy.soundness() == VaultCopy.Soundness.MISSING
            ? ""
            : wording.date(LocalDate.ofInstant(copy.written(), wording.zone()))
                + ", "
                + wording.timeOfDay(copy.written());
    String state = copy.soundness().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String aside =
        sound
            ? kind.equals("backup") ? copy.file().toString() : ""
            : text("state." + state) + " " + copy.file().getFileName();
    return new DetailLine(
        text(kind),
        when,
        aside,
        false,
        sound
            ? Optional.of(new DetailLine.Action(text("restore"), when, copy.file().toString()))
            : Optional.empty());
  }

  /// Writes a backup to a place that the person chooses.
  public void backUp() {
    Optional<VaultSession> open = desk.session();
    if (open.isEmpty() || working.get()) {
      return;
    }
    Path suggested = open.get().file().resolveSibling(text("suggested"));
    desk.files()
        .fresh(text("back-up.title"), suggested)
        .ifPresent(
            place -> {
              working.set(true);
              desk.background()
                  .run(
                      () -> open.get().backups().make(place, false),
                      made -> {
                        working.set(false);
                        desk.refresh(
                            all ->
                                desk.say(
                                    desk.wording()
                                        .text("copies.made", Map.of("file", made.file()))));
                      },
                      thrown -> {
                        working.set(false);
                        desk.tellLost(open, desk.explain(thrown).whole());
                      });
            });
  }

  /// Lets the person choose a file of this vault, and takes in what it holds.
  public void mergeFile() {
    desk.fileMerging().choose(() -> {});
  }

  /// Asks before a copy takes the vault's place.
  public void ask(DetailLine.Action wanted) {
    asking.set(
        Stream.concat(found.get().backups().stream(), found.get().copies().stream())
            .filter(copy -> copy.file().toString().equals(wanted.text()))
            .findFirst());
  }

  /// What restoring would do.
  String question() {
    Wording wording = desk.wording();
    return asking
        .get()
        .map(
            copy ->
                wording.text(
                    "copies.question",
                    Map.of(
                        "date",
                        wording.date(LocalDate.ofInstant(copy.written(), wording.zone())),
                        "time",
                        wording.timeOfDay(copy.written()))))
        .orElse("");
  }

  /// The vault stays as it is.
  public void keep() {
    asking.set(Optional.empty());
  }

  /// Puts the copy in the vault's place and opens it; what lay there is kept as a copy.
  public void restore() {
    Optional<VaultSession> open = desk.session();
    Optional<VaultCopy> copy = asking.get();
    if (open.isEmpty() || copy.isEmpty() || working.get()) {
      return;
    }
    working.set(true);
    desk.background()
        .run(
            () -> open.get().restoring().restore(copy.get().file(), open.get().file()),
            restored -> {
              working.set(false);
              if (desk.session().equals(open)) {
                desk.open(restored.session(), () -> tell(restored), () -> tellLate(restored));
              } else {
                restored.close();
                tellLate(restored);
              }
            },
            thrown -> {
              working.set(false);
              desk.tellLost(open, desk.explain(thrown).whole());
            });
  }

  private void tell(CopyRestoring.Restored restored) {
    desk.say(text(restored.saved().copy().isPresent() ? "restored" : "restored.alone"));
    tellLate(restored);
  }

  private void tellLate(CopyRestoring.Restored restored) {
    desk.changes().tell(restored.session(), restored.saved());
  }

  private String text(String key) {
    return desk.wording().text("copies." + key);
  }
}
