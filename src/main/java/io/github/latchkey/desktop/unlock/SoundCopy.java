package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultCopy;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The newest sound copy of a vault that is damaged or gone. It can be put in the vault's place;
/// what lies there is kept.
final class SoundCopy {

  private final Desk desk;
  private final LatestWork looking;
  private final ReadOnlyObjectWrapper<Optional<VaultCopy>> offered =
      new ReadOnlyObjectWrapper<>(Optional.empty());

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
    offered.set(Optional.empty());
  }

  /// Looks at why a vault was not opened: where it is back, nothing is offered in its place.
  void lookAgain(Throwable thrown, Path vault) {
    if (offered.get().isPresent()) {
      looking.run(() -> LockedVault.read(vault), back -> forget(), gone -> see(gone, vault));
    } else {
      see(thrown, vault);
    }
  }

  /// Looks at why a vault cannot be read, which names its newest sound copy.
  void see(Throwable thrown, Path vault) {
    if (thrown instanceof VaultException fault
        && isOffered(fault)
        && fault.facts().get("copy") instanceof Path copy) {
      looking.run(
          () -> LockedVault.look(copy, vault),
          looked -> offered.set(Optional.of(looked)),
          desk::explain);
    }
  }

  /// What is told of it.
  String text(Optional<VaultCopy> copy) {
    Wording wording = desk.wording();
    return copy.map(
            found ->
                wording.text(
                    "unlock.copy",
                    Map.of(
                        "file", desk.vaultFileProperty().get().getFileName(),
                        "date", LocalDate.ofInstant(found.written(), wording.zone()),
                        "time", wording.timeOfDay(found.written()))))
        .orElse("");
  }

  /// What was opened.
  ///
  /// @param restored what putting the copy in the vault's place did; empty where it is the vault
  record Opened(VaultSession session, Optional<SaveOutcome> restored) {

    Opened(VaultSession vault) {
      this(vault, Optional.empty());
    }
  }

  /// Opens the vault where it is back by now, else the copy, and puts that in the vault's place.
  /// Not for the JavaFX thread.
  ///
  /// @param acceptsCost whether the person was asked after VAULT_COST_HIGH
  static Opened open(Path copy, Unlocking with, Path vault, boolean acceptsCost, Latchkey parts)
      throws VaultException {
    try {
      return new Opened(VaultSession.open(read(vault, acceptsCost), with, parts));
    } catch (VaultException fault) {
      if (!isOffered(fault)) {
        throw fault; // it is back, and says itself what stands in the way
      }
    }
    try (VaultSession opened = VaultSession.open(read(copy, acceptsCost), with, parts)) {
      VaultSession.Restored restored = opened.restore(opened.file(), vault);
      return new Opened(restored.session(), Optional.of(restored.saved()));
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
