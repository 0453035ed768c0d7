package io.github.latchkey.desktop.settings;

import io.github.latchkey.app.TypedUnlocking;
import io.github.latchkey.app.VaultAccess;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.desktop.unlock.UnlockEntry;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.RenewedCopies;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// The copies beside the vault that still open with an earlier password: named until they are
/// sealed again, for which that password is asked, or deleted after a question in place. Those that
/// may be newer than the vault are named alone, and nothing is offered once the vault's password
/// was changed elsewhere: the one of here may be the earlier then.
public final class EarlierCopiesViewModel {

  /// What the person is asked.
  enum Asking {
    /// Nothing.
    NOTHING,
    /// Whether they may go.
    DELETE,
    /// What opens them.
    SEAL
  }

  private record Found(List<Path> copies, List<Path> rivals, List<KeySlot> slots) {
    static final Found NOTHING = new Found(List.of(), List.of(), List.of());
  }

  private final Desk desk;
  private final LatestWork reading;
  private final UnlockEntry entry;
  private final ReadOnlyObjectWrapper<Found> found = new ReadOnlyObjectWrapper<>(Found.NOTHING);
  private final ReadOnlyObjectWrapper<Asking> asking = new ReadOnlyObjectWrapper<>(Asking.NOTHING);
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper costAsked = new ReadOnlyBooleanWrapper(false);
  private boolean costAccepted;
  private int sealedUntold;
  private List<Path> doomed = List.of();

  /// The earlier copies of this desk's vault.
  public EarlierCopiesViewModel(Desk desk) {
    this.desk = desk;
    this.reading = new LatestWork(desk.background());
    this.entry = new UnlockEntry(desk);
    desk.readingsProperty().subscribe(now -> read());
    desk.placeProperty().subscribe(now -> read());
    desk.changedKey().changeProperty().subscribe(now -> read());
  }

  private void read() {
    keep();
    find();
  }

  private void find() {
    Optional<VaultSession> open = desk.session();
    if (open.isEmpty() || desk.changedKey().changeProperty().get().isPresent()) {
      reading.forget();
      found.set(Found.NOTHING);
    } else if (desk.placeProperty().get() == View.SETTINGS) {
      reading.run(() -> look(open.get().access()), found::set, desk::explain);
    }
  }

  private static Found look(VaultAccess access) {
    List<Path> copies = access.earlierCopies();
    return new Found(
        copies,
        access.rivalCopies(),
        copies.stream().flatMap(copy -> slots(copy).stream()).toList());
  }

  private static List<KeySlot> slots(Path copy) {
    try {
      return LockedVault.read(copy).summary().slots();
    } catch (VaultException unreadable) {
      return List.of(); // sealing it again says why
    }
  }

  /// The copies that open with an earlier password.
  ObservableValue<List<Path>> copiesProperty() {
    return found.map(Found::copies);
  }

  /// What is told of these and of those that may be newer; empty where there are none.
  ObservableValue<String> textProperty() {
    return found.map(
        now ->
            Stream.of(text("copies.earlier", now.copies()), text("copies.rival", now.rivals()))
                .filter(told -> !told.isEmpty())
                .collect(Collectors.joining("\n")));
  }

  private String text(String key, List<Path> copies) {
    if (copies.isEmpty()) {
      return "";
    }
    return desk.wording()
        .text(
            key + (copies.size() == 1 ? ".one" : ".many"),
            Map.of("count", copies.size(), "files", names(copies)));
  }

  private static String names(List<Path> copies) {
    return copies.stream()
        .map(copy -> copy.getFileName().toString())
        .collect(Collectors.joining(", "));
  }

  /// What the person is asked.
  ReadOnlyObjectProperty<Asking> askingProperty() {
    return asking.getReadOnlyProperty();
  }

  /// How the person opens them.
  UnlockEntry entry() {
    return entry;
  }

  /// Whether they are being sealed or deleted.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// Why they were not.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Whether the person is asked if opening them may take as much memory as they want.
  public ReadOnlyBooleanProperty costAskedProperty() {
    return costAsked.getReadOnlyProperty();
  }

  /// It may; what was typed is tried again.
  public void acceptCost() {
    costAccepted = true;
  }

  /// Asks whether they may go.
  public void askDelete() {
    problem.set("");
    doomed = found.get().copies();
    asking.set(Asking.DELETE);
  }

  /// Asks what opens them.
  public void askSeal() {
    forgetCost();
    problem.set("");
    entry.ask(found.get().slots());
    asking.set(Asking.SEAL);
  }

  /// They stay as they are, those that were not sealed again before the cost was asked.
  public void keep() {
    forgetCost();
    problem.set("");
    asking.set(Asking.NOTHING);
    tellSealed();
  }

  private void forgetCost() {
    costAsked.set(false);
    costAccepted = false;
  }

  /// Deletes those that were shown when the person was asked, and none that came since.
  public void delete() {
    List<Path> shown = doomed;
    desk.session()
        .ifPresent(
            vault ->
                run(
                    () -> vault.access().deleteEarlierCopies(shown),
                    count -> settled(count, "copies.earlier.deleted")));
  }

  /// Seals those again that what was typed opens. The array is wiped.
  public void seal(char[] typed) {
    Optional<TypedUnlocking> unlocking = entry.take(typed);
    if (unlocking.isEmpty() || desk.session().isEmpty()) {
      unlocking.ifPresent(TypedUnlocking::close);
      costAsked.set(false);
      problem.set(entry.nothingTyped());
      return;
    }
    VaultAccess access = desk.session().get().access();
    boolean accepted = costAccepted;
    run(
        () -> unlocking.get().use(with -> access.renewEarlierCopies(with, accepted)),
        renewed -> {
          sealedUntold += renewed.count();
          if (renewed.dear().isEmpty()) {
            settled(takeUntold(), "copies.earlier.sealed");
          } else if (asking.get() == Asking.SEAL) {
            askForCost(renewed);
          } else {
            tellSealed(); // the person went on meanwhile
          }
        });
  }

  private void askForCost(RenewedCopies renewed) {
    find(); // some may be sealed again
    costAsked.set(true);
    problem.set(
        desk.wording()
            .text(
                "copies.earlier.cost",
                Map.of("files", names(renewed.dear()), "memory", renewed.memoryMib())));
  }

  private void tellSealed() {
    int count = takeUntold();
    if (count > 0) {
      told(count, "copies.earlier.sealed");
    }
  }

  private int takeUntold() {
    int count = sealedUntold;
    sealedUntold = 0;
    return count;
  }

  private void settled(int count, String said) {
    read();
    told(count, said);
  }

  private void told(int count, String said) {
    desk.refresh(all -> desk.say(desk.wording().text(said, Map.of("count", count))));
  }

  private <T> void run(Callable<T> work, Consumer<T> done) {
    Optional<VaultSession> open = desk.session();
    working.set(true);
    costAsked.set(false);
    problem.set("");
    desk.background()
        .run(
            work,
            result -> {
              working.set(false);
              if (desk.session().equals(open)) {
                done.accept(result);
              }
            },
            thrown -> {
              working.set(false);
              String why = desk.explain(thrown).whole();
              if (desk.session().equals(open)) {
                problem.set(why);
              } else {
                desk.tellLost(open, why);
              }
            });
  }
}
