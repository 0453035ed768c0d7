package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.task.LatestWork;
import io.github.latchkey.vault.LockedVault;
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

  /// Looks at why a vault cannot be read, which names its newest sound copy.
  void see(Throwable thrown, Path vault) {
    if (thrown instanceof VaultException fault
        && fault.facts().get("copy") instanceof Path copy
        && (fault.kind() == VaultException.Kind.VAULT_DAMAGED
            || fault.kind() == VaultException.Kind.VAULT_NOT_FOUND)) {
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

  /// Opens it and puts it in the vault's place. Not for the JavaFX thread.
  static VaultSession restore(LockedVault copy, Unlocking with, Path vault, Latchkey parts)
      throws VaultException {
    try (VaultSession opened = VaultSession.open(copy, with, parts)) {
      return opened.restore(opened.file(), vault);
    }
  }
}
