package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.MergeNotice;
import io.github.latchkey.app.TypedUnlocking;
import io.github.latchkey.app.VaultMerging;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.frame.ChangedKey;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultException;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// Going on with a vault whose password was changed elsewhere: its password of now is asked for,
/// and what was changed here goes over to it.
public final class RekeyedViewModel {

  private final Desk desk;
  private final UnlockEntry entry;
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /// Whether the person was told what opening costs; going on again accepts it.
  private volatile boolean costTold;

  /// Asks on this desk.
  public RekeyedViewModel(Desk desk) {
    this.desk = desk;
    this.entry = new UnlockEntry(desk);
    desk.placeProperty()
        .subscribe(
            place -> {
              if (place == View.REKEYED) {
                begin();
              }
            });
  }

  private void begin() {
    problem.set("");
    costTold = false;
    entry.ask(List.of());
    desk.session()
        .ifPresent(
            vault ->
                desk.background()
                    .run(
                        () -> LockedVault.read(vault.file()).summary().slots(),
                        entry::ask,
                        unreadable -> {})); // going on says why
  }

  /// How the person opens what lies there now.
  UnlockEntry entry() {
    return entry;
  }

  /// Whether the password of here may stay instead of the other.
  public ObservableValue<Boolean> isRivalProperty() {
    return desk.changedKey()
        .changeProperty()
        .map(change -> change.equals(Optional.of(ChangedKey.Change.RIVAL)));
  }

  /// What has happened.
  public ObservableValue<String> textProperty() {
    return isRivalProperty()
        .map(
            rival ->
                desk.wording()
                    .text(
                        rival ? "rekeyed.rival" : "rekeyed.later",
                        Map.of("file", desk.vaultFileProperty().get().getFileName())));
  }

  /// Whether it is being opened.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// Why it was not opened.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// The vault stays open as it is here; the notice stays too.
  public void later() {
    desk.go(View.CREDENTIALS);
  }

  /// Opens what lies in the vault's place with what was typed, and takes over what is here. The
  /// array is wiped.
  public void goOn(char[] typed) {
    Optional<VaultSession> open = desk.session();
    Optional<TypedUnlocking> unlocking = entry.take(typed);
    if (unlocking.isEmpty() || open.isEmpty()) {
      unlocking.ifPresent(TypedUnlocking::close);
      problem.set(entry.nothingTyped());
      return;
    }
    VaultSession vault = open.get();
    run(
        () -> unlocking.get().use(with -> vault.merging().adopt(rival(vault), with)),
        adopted -> goOn(vault, adopted));
  }

  /// Goes on with what was opened in the vault's place, and tells what came of it.
  void goOn(VaultSession before, VaultMerging.Adopted adopted) {
    Runnable tellAside =
        () ->
            adopted.saved().ifPresent(saved -> desk.changes().tellAside(adopted.session(), saved));
    if (desk.session().equals(Optional.of(before))) {
      desk.open(
          adopted.session(),
          () -> {
            desk.merged().tell(adopted.notice());
            tellAside.run();
            desk.say(text("done"));
          },
          tellAside);
    } else {
      tellAside.run();
      adopted.session().close(); // locked meanwhile: it is saved, and that is enough
    }
  }

  /// The password of here stays, and that of what lies there ends. With the other password typed,
  /// what was changed there comes over; without it, it is kept in a file. The array is wiped.
  public void keepMine(char[] typed) {
    Optional<VaultSession> open = desk.session();
    Optional<TypedUnlocking> unlocking = entry.take(typed);
    if (open.isEmpty()) {
      unlocking.ifPresent(TypedUnlocking::close);
      return;
    }
    VaultSession vault = open.get();
    run(
        () ->
            unlocking.isPresent()
                ? unlocking.get().use(with -> keepAndTakeIn(vault, with))
                : new Kept(
                    List.of(vault.merging().saveOverRival()), Optional.empty(), Optional.empty()),
        kept -> tell(vault, kept));
  }

  /// The password of here stands; the saves name as outvoted what was not taken in, and
  /// `notTakenIn` is why what was changed there did not come over, where that was wanted.
  private record Kept(
      List<SaveOutcome> saves,
      Optional<MergeNotice> takenIn,
      Optional<FaultException> notTakenIn) {}

  private Kept keepAndTakeIn(VaultSession vault, Unlocking with) throws FaultException {
    LockedVault rival = rival(vault);
    try (VaultSession theirs = VaultSession.open(rival, with, desk.parts())) {
      SaveOutcome saved = vault.merging().saveOverRival();
      try {
        VaultMerging.Merged taken = vault.merging().merge(theirs);
        var saves = new ArrayList<>(List.of(saved.withOutvoted(aside(rival, saved))));
        taken.saved().ifPresent(saves::add);
        return new Kept(saves, Optional.of(taken.notice()), Optional.empty());
      } catch (FaultException trouble) {
        return new Kept(List.of(saved), Optional.empty(), Optional.of(trouble));
      }
    }
  }

  private LockedVault rival(VaultSession vault) throws VaultException {
    LockedVault there = LockedVault.read(vault.file());
    return costTold ? there.acceptingCost() : there;
  }

  /// What was outvoted, unless it is the rival that was opened: while it was, another save can have
  /// come into its place.
  static Optional<Path> aside(LockedVault opened, SaveOutcome saved) throws VaultException {
    if (saved.outvoted().isEmpty()) {
      return Optional.empty();
    }
    Path outvoted = saved.outvoted().get();
    boolean isOpened = LockedVault.read(outvoted).mark().equals(opened.mark());
    return isOpened ? Optional.empty() : Optional.of(outvoted);
  }

  /// What was asked is settled, whatever became of the rest.
  private void tell(VaultSession vault, Kept kept) {
    kept.saves().forEach(saved -> desk.changes().tell(vault, saved));
    Optional<VaultSession> open = Optional.of(vault);
    if (desk.session().equals(open)) {
      desk.changedKey().forget();
      desk.go(View.CREDENTIALS);
      kept.takenIn().ifPresent(desk.merged()::tell);
      desk.refresh(all -> desk.say(told(kept)));
    } else {
      desk.tell(open, told(kept));
    }
  }

  private String told(Kept kept) {
    String said = text("kept");
    return kept.notTakenIn().map(why -> said + " " + desk.explain(why).whole()).orElse(said);
  }

  private <T> void run(Callable<T> work, Consumer<T> done) {
    Optional<VaultSession> open = desk.session();
    working.set(true);
    problem.set("");
    desk.background()
        .run(
            work,
            result -> {
              working.set(false);
              done.accept(result);
            },
            thrown -> {
              working.set(false);
              String why = why(thrown);
              if (desk.session().equals(open)) {
                problem.set(why);
              } else {
                desk.tellLost(open, why);
              }
            });
  }

  private String why(Throwable thrown) {
    if (thrown instanceof VaultException dear && dear.kind() == Kind.VAULT_COST_HIGH) {
      costTold = true;
      return desk.wording().text("rekeyed.cost", Map.of("memory", dear.facts().get("memoryMiB")));
    }
    return desk.explain(thrown).whole();
  }

  private String text(String key) {
    return desk.wording().text("rekeyed." + key);
  }
}
