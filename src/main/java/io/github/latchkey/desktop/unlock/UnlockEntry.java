package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.TypedUnlocking;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.PasswordFileSlot;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// How a person says who they are: with the password and its key file, or with the recovery key.
/// What is typed itself stays in the field.
public final class UnlockEntry {

  private final Desk desk;
  private final BooleanProperty byRecoveryKey = new SimpleBooleanProperty(false);
  private final StringProperty keyFile = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper wantsKeyFile = new ReadOnlyBooleanWrapper(false);

  /// Asks on this desk.
  public UnlockEntry(Desk desk) {
    this.desk = desk;
  }

  /// Whether the recovery key is asked for instead of the password.
  public BooleanProperty byRecoveryKeyProperty() {
    return byRecoveryKey;
  }

  /// The key file's path as typed or chosen.
  public StringProperty keyFileProperty() {
    return keyFile;
  }

  /// Whether a password of the vault wants a key file with it.
  public ReadOnlyBooleanProperty wantsKeyFileProperty() {
    return wantsKeyFile.getReadOnlyProperty();
  }

  /// Starts over, with the password, for a vault with these ways in.
  public void ask(List<KeySlot> slots) {
    byRecoveryKey.set(false);
    keyFile.set("");
    goOn(slots);
  }

  /// Goes on with what is being typed, for a vault with these ways in.
  void goOn(List<KeySlot> slots) {
    wantsKeyFile.set(slots.stream().anyMatch(PasswordFileSlot.class::isInstance));
    if (!wantsKeyFile.get()) {
      keyFile.set("");
    }
  }

  /// What was typed, ready to be used once; the array is wiped. Empty where nothing was typed that
  /// could be it.
  public Optional<TypedUnlocking> take(char[] typed) {
    if (byRecoveryKey.get()) {
      return typed.length == 0 ? Optional.empty() : Optional.of(TypedUnlocking.recoveryKey(typed));
    }
    return Passphrase.take(typed).map(known -> TypedUnlocking.password(known, keyFile()));
  }

  /// Changes between password and recovery key.
  public void changeWay() {
    byRecoveryKey.set(!byRecoveryKey.get());
  }

  /// What is said where nothing was typed.
  public String nothingTyped() {
    return desk.wording().text(byRecoveryKey.get() ? "unlock.empty-recovery" : "unlock.empty");
  }

  /// Lets the person choose the key file that belongs to the password.
  public void chooseKeyFile() {
    desk.files().existing(desk.wording().text("unlock.key-file.choose")).stream()
        .findFirst()
        .ifPresent(chosen -> keyFile.set(chosen.toString()));
  }

  /// The key file that was named, where one was.
  Optional<Path> keyFile() {
    try {
      return Optional.of(keyFile.get().strip())
          .filter(typed -> !typed.isEmpty())
          .map(typed -> Path.of(typed).toAbsolutePath());
    } catch (InvalidPathException unusable) {
      return Optional.empty();
    }
  }
}
