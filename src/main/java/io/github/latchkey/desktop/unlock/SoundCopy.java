package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.CopyRestoring;
import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.vault.EarlierKey;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultCopy;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The newest sound copy of a vault that is damaged or gone, and those of other passwords for who
/// cannot open it. One can be put in the vault's place; what lies there is kept. Where that makes
/// an earlier password count again, a person decides it.
final class SoundCopy {

  private final Desk desk;
  private final LatestWork looking;
  private final ReadOnlyObjectWrapper<Optional<VaultCopy>> offered =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private List<VaultCopy> choices = List.of();
  private Optional<VaultCopy> tried = Optional.empty();
  private Optional<VaultCopy> decided = Optional.empty();

  /// Looks beside this desk's vault.
  SoundCopy(Desk desk) {
    this.desk = desk;
    this.looking = new LatestWork(desk.background());
  }

  /// What is offered in the vault's place; empty while the vault itself can be read.
  ReadOnlyObjectProperty<Optional<VaultCopy>> offeredProperty() {
    return offered.getReadOnlyProperty();
  }

  /// Nothing is offered any more.
  void forget() {
    looking.forget();
    undecide();
    offered.set(Optional.empty());
  }

  /// Offers the copy of the password before, or the newest again where there is none.
  void change() {
    undecide();
    offered.set(
        offered.get().map(copy -> choices.get((choices.indexOf(copy) + 1) % choices.size())));
  }

  /// The words that lead to another copy; empty where there is none.
  String changeText(Optional<VaultCopy> copy) {
    if (copy.isEmpty() || choices.size() < 2) {
      return "";
    }
    boolean isLast = choices.indexOf(copy.get()) == choices.size() - 1;
    return desk.wording().text(isLast ? "unlock.copy.newest" : "unlock.copy.earlier");
  }

  /// The person decided that the passwords of its time count again, of the copy that was tried
  /// last: for the next try alone, and for no other copy.
  void decide() {
    decided = tried;
  }

  /// There is no next try: what was decided counts no more.
  void undecide() {
    decided = Optional.empty();
  }

  /// Whether a person has to decide that.
  static boolean isToDecide(Throwable thrown) {
    return thrown instanceof VaultException fault
        && fault.kind() == VaultException.Kind.RESTORE_UNDOES_ROTATION;
  }

  /// Looks at why a vault was not opened: where it is back, nothing is offered in its place, and
  /// `back` is told of its ways in.
  void lookAgain(Throwable thrown, Path vault, Consumer<List<KeySlot>> back) {
    if (offered.get().isPresent()) {
      looking.run(
          () -> LockedVault.read(vault).summary().slots(),
          slots -> {
            forget();
            back.accept(slots);
          },
          gone -> see(gone, vault));
    } else {
      see(thrown, vault);
    }
  }

  /// Looks at why a vault cannot be read, which names its newest sound copy.
  void see(Throwable thrown, Path vault) {
    if (thrown instanceof VaultException fault
        && isOffered(fault)
        && fault.facts().get("copy") instanceof Path copy) {
      looking.run(() -> choices(copy, vault), this::offer, desk::explain);
    }
  }

  private static List<VaultCopy> choices(Path newest, Path vault) throws VaultException {
    return Stream.concat(
            Stream.of(LockedVault.look(newest, vault)),
            LockedVault.underOtherKeys(newest, vault).stream())
        .toList();
  }

  /// What the person had come to stays offered.
  private void offer(List<VaultCopy> found) {
    choices = found;
    offered.set(offered.get().filter(found::contains).or(() -> found.stream().findFirst()));
  }

  /// What is told of it.
  String text(Optional<VaultCopy> copy) {
    Wording wording = desk.wording();
    return copy.map(
            found ->
                wording.text(
                    found.equals(choices.getFirst()) ? "unlock.copy" : "unlock.copy.other",
                    Map.of(
                        "file", desk.vaultFileProperty().get().getFileName(),
                        "date", LocalDate.ofInstant(found.written(), wording.zone()),
                        "time", wording.timeOfDay(found.written()))))
        .orElse("");
  }

  /// What was opened.
  ///
  /// @param restored what putting the copy in the vault's place did; empty where it is the vault
  /// @param earlierKey whether the passwords of the copy's time count again
  record Opened(VaultSession session, Optional<SaveOutcome> restored, EarlierKey earlierKey) {

    Opened(VaultSession vault) {
      this(vault, Optional.empty(), EarlierKey.REFUSED);
    }
  }

  /// Opens a copy in a vault's place.
  interface Opening {
    /// Opens the vault where it is back by now, else the copy, and puts that in the vault's place.
    /// Not for the JavaFX thread.
    Opened with(Unlocking unlocking) throws VaultException;
  }

  /// How the copy that is offered now is opened; empty where none is. What was decided is used up.
  ///
  /// @param acceptsCost whether the person was asked after VAULT_COST_HIGH
  Optional<Opening> opening(Path vault, boolean acceptsCost) {
    tried = offered.get();
    EarlierKey earlierKey = decided.equals(tried) ? EarlierKey.COUNTS_AGAIN : EarlierKey.REFUSED;
    undecide();
    return tried.map(
        copy -> with -> open(copy.file(), with, vault, acceptsCost, earlierKey, desk.parts()));
  }

  private static Opened open(
      Path copy,
      Unlocking with,
      Path vault,
      boolean acceptsCost,
      EarlierKey decided,
      Latchkey parts)
      throws VaultException {
    try {
      return new Opened(VaultSession.open(read(vault, acceptsCost), with, parts));
    } catch (VaultException fault) {
      if (!isOffered(fault)) {
        throw fault; // it is back, and says itself what stands in the way
      }
    }
    EarlierKey earlierKey = // a keyring answers by itself: it confirms nothing
        with instanceof Unlocking.FromKeyring ? EarlierKey.REFUSED : decided;
    try (VaultSession opened = VaultSession.open(read(copy, acceptsCost), with, parts)) {
      CopyRestoring.Restored restored =
          earlierKey == EarlierKey.COUNTS_AGAIN
              ? opened.restoring().restoreWithItsPasswords(opened.file(), vault)
              : opened.restoring().restore(opened.file(), vault);
      return new Opened(restored.session(), Optional.of(restored.saved()), earlierKey);
    }
  }

  /// Reads the outside of a vault, or of a copy.
  static LockedVault read(Path file, boolean acceptsCost) throws VaultException {
    LockedVault locked = LockedVault.read(file);
    return acceptsCost ? locked.acceptingCost() : locked;
  }

  private static boolean isOffered(VaultException fault) {
    return fault.kind() == VaultException.Kind.VAULT_DAMAGED
        || fault.kind() == VaultException.Kind.VAULT_NOT_FOUND;
  }
}
