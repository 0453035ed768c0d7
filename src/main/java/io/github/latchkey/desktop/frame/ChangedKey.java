package io.github.latchkey.desktop.frame;

import io.github.latchkey.vault.VaultException;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Whether the open vault's data key was changed elsewhere, so that nothing that is saved here
/// reaches its file any more: whoever goes on has to type the password of now. Used on the JavaFX
/// thread only.
public final class ChangedKey {

  /// Who gives way.
  public enum Change {
    /// The other: it was made later, knowing of this one.
    LATER,
    /// Nobody knows: both were made without knowing of the other.
    RIVAL
  }

  private final ReadOnlyObjectWrapper<Optional<Change>> change =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  ChangedKey() {}

  /// What was seen; empty while the vault is under its own data key.
  public ReadOnlyObjectProperty<Optional<Change>> changeProperty() {
    return change.getReadOnlyProperty();
  }

  /// Looks at what went wrong.
  void see(Throwable thrown) {
    if (thrown instanceof VaultException fault) {
      switch (fault.kind()) {
        case VAULT_REKEYED -> change.set(Optional.of(Change.LATER));
        case VAULT_KEY_RIVAL -> change.set(Optional.of(Change.RIVAL));
        default -> {}
      }
    }
  }

  /// It is settled, or the vault was given up.
  public void forget() {
    change.set(Optional.empty());
  }
}
