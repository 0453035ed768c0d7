package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.TypedUnlocking;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.FileMerging;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.vault.LockedVault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// Merging a file of the open vault that opens with a way in of its own, which is asked for. Who
/// leaves, or locks, before the file is open merges nothing.
public final class MergingViewModel {

  private final Desk desk;
  private final UnlockEntry entry;
  private final CostQuestion cost;
  private final LatestWork looking;
  private final LatestWork opening;
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper refusals = new ReadOnlyIntegerWrapper(0);

  /// Asks on this desk.
  public MergingViewModel(Desk desk) {
    this.desk = desk;
    this.entry = new UnlockEntry(desk);
    this.cost = new CostQuestion(desk.wording());
    this.looking = new LatestWork(desk.background());
    this.opening = new LatestWork(desk.background());
    entry.byRecoveryKeyProperty().subscribe(now -> settle());
    desk.fileMerging().askedProperty().subscribe(this::begin);
  }

  private void begin(Optional<FileMerging.Asked> asked) {
    looking.forget();
    opening.forget();
    working.set(false);
    saving.set(false);
    cost.forget();
    settle();
    entry.ask(List.of());
    asked.ifPresent(
        now ->
            looking.run(
                () -> LockedVault.read(now.file()).summary().slots(),
                entry::goOn,
                unreadable -> {})); // opening it says why
  }

  /// What was said is of no interest any more.
  private void settle() {
    problem.set("");
    cost.end();
  }

  /// How the person opens it.
  UnlockEntry entry() {
    return entry;
  }

  /// Whether it may take as much memory as it wants.
  public CostQuestion cost() {
    return cost;
  }

  /// What this is about.
  public ObservableValue<String> textProperty() {
    return desk.fileMerging()
        .askedProperty()
        .map(
            asked ->
                asked
                    .map(now -> text("about", Map.of("file", now.file().getFileName())))
                    .orElse(""));
  }

  /// Whether it is being opened or merged.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// Whether it is being merged: that is not taken back any more.
  public ReadOnlyBooleanProperty savingProperty() {
    return saving.getReadOnlyProperty();
  }

  /// Why it was not.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Counts what was refused, so that the field can select what it holds.
  public ReadOnlyIntegerProperty refusalsProperty() {
    return refusals.getReadOnlyProperty();
  }

  /// Merges nothing, and goes back to where the person was.
  public void cancel() {
    desk.fileMerging().leave();
  }

  /// Opens the file with what was typed and takes in what it holds. The array is wiped.
  public void merge(char[] typed) {
    Optional<FileMerging.Asked> asked = desk.fileMerging().askedProperty().get();
    Optional<TypedUnlocking> unlocking = entry.take(typed);
    if (asked.isEmpty() || working.get()) {
      unlocking.ifPresent(TypedUnlocking::close);
      return;
    }
    if (unlocking.isEmpty()) {
      cost.end();
      refuse(entry.nothingTyped());
      return;
    }
    Path file = asked.get().file();
    boolean accepted = cost.isAccepted();
    working.set(true);
    settle();
    opening.run(
        () ->
            unlocking
                .get()
                .use(with -> VaultSession.open(SoundCopy.read(file, accepted), with, desk.parts())),
        opened -> merge(asked.get(), opened),
        VaultSession::close,
        this::refused);
  }

  private void merge(FileMerging.Asked asked, VaultSession opened) {
    saving.set(true);
    desk.fileMerging()
        .merge(
            asked,
            opened,
            thrown -> {
              if (desk.fileMerging().askedProperty().get().equals(Optional.of(asked))) {
                refused(thrown);
              } else {
                desk.say(desk.explain(thrown).whole());
              }
            });
  }

  private void refused(Throwable thrown) {
    working.set(false);
    saving.set(false);
    refuse(cost.ask(thrown).orElseGet(() -> desk.explain(thrown).whole()));
  }

  private void refuse(String sentence) {
    problem.set(sentence);
    refusals.set(refusals.get() + 1);
  }

  private String text(String key, Map<String, ?> facts) {
    return desk.wording().text("merging." + key, facts);
  }
}
