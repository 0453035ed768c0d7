package io.github.latchkey.desktop.settings;

import io.github.latchkey.app.VaultAccess;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.AddedSlot;
import io.github.latchkey.vault.Confirmation;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.KeyringSlot;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.PasswordFileSlot;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.RecoverySlot;
import io.github.latchkey.vault.RotationOutcome;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One change of an open vault's ways in, from the current password to the save. It holds what was
/// typed for it until it is closed. Confirming and making take seconds: not for the JavaFX thread.
final class AccessChange implements AutoCloseable {

  private final AccessWish wish;
  private final VaultSession vault;
  private final Typed typed;
  private Optional<Confirmation> confirmation = Optional.empty();
  private Optional<RecoveryKey> recoveryKey = Optional.empty();
  private OtherPasswords others = OtherPasswords.none();

  /// What was typed for it, which is the change's to close.
  ///
  /// @param current the current password; none where the recovery key opened the vault
  /// @param keyFile the key file that belongs to it
  /// @param fresh the new password
  /// @param newKeyFile where a key file is to be made
  record Typed(
      Optional<Passphrase> current,
      Optional<Path> keyFile,
      Optional<Passphrase> fresh,
      Optional<Path> newKeyFile)
      implements AutoCloseable {

    @Override
    public void close() {
      current.ifPresent(Passphrase::close);
      fresh.ifPresent(Passphrase::close);
    }
  }

  AccessChange(AccessWish wish, VaultSession vault, Typed typed) {
    this.wish = wish;
    this.vault = vault;
    this.typed = typed;
  }

  AccessWish wish() {
    return wish;
  }

  /// Asks the vault whether the current password opens it; nothing is asked where the recovery key
  /// opened it. Gives the other passwords of the vault, which end unless they are typed too.
  List<KeySlot> confirm() throws FaultException {
    VaultAccess access = vault.access();
    Optional<Confirmation> known = access.confirmedByRecoveryKey();
    confirmation =
        Optional.of(
            known.isPresent()
                ? known.get()
                : access.confirm(typed.current().orElseThrow(), typed.keyFile()));
    return wish.rotates() ? access.toReenter(confirmed(), Set.of()) : List.of();
  }

  private Confirmation confirmed() {
    return confirmation.orElseThrow();
  }

  /// The other passwords that stay, which are the change's to close from now on.
  void keep(OtherPasswords typedAgain) {
    others.close();
    others = typedAgain;
  }

  /// A new recovery key that the person has shown to have, which stays the caller's.
  void bring(RecoveryKey key) {
    recoveryKey = Optional.of(key);
  }

  /// How many other passwords end with it.
  int ending() {
    return others.ending();
  }

  /// What the change did.
  ///
  /// @param rotation empty where no new data key came with it
  record Made(SaveOutcome save, Optional<RotationOutcome> rotation) {

    private static Made of(RotationOutcome rotation) {
      return new Made(rotation.save(), Optional.of(rotation));
    }

    private static Made of(AddedSlot added) {
      return new Made(added.save(), Optional.empty());
    }
  }

  /// Makes the change.
  Made make() throws FaultException {
    return switch (wish) {
      case CHANGE_PASSWORD -> Made.of(password(typed.fresh().orElseThrow()));
      case ADD_KEY_FILE -> Made.of(addKeyFile(typed.newKeyFile().orElseThrow()));
      case END_KEY_FILE -> Made.of(change(typed.current().orElseThrow(), Optional.empty()));
      case END_QUICK_UNLOCK -> Made.of(endQuickUnlock());
      case ADD_QUICK_UNLOCK -> Made.of(vault.access().addQuickUnlock(confirmed()));
      case NEW_RECOVERY_KEY -> recoveryKey(recoveryKey.orElseThrow());
    };
  }

  /// Another password; a key file goes on belonging to it.
  private RotationOutcome password(Passphrase fresh) throws FaultException {
    if (confirmed().slot() instanceof RecoverySlot) {
      return vault.access().setPassword(confirmed(), fresh, Optional.empty(), others.ways());
    }
    if (typed.keyFile().isEmpty()) {
      return change(fresh, Optional.empty());
    }
    try (KeyFile second = KeyFile.read(typed.keyFile().get())) {
      return change(fresh, Optional.of(second));
    }
  }

  /// The same password, from now on with a key file that is made there. Where the change fails the
  /// file is taken away again, if this made it and the vault does not want it.
  private RotationOutcome addKeyFile(Path target) throws FaultException {
    try (KeyFile made = KeyFile.create(target)) {
      try {
        return change(typed.current().orElseThrow(), Optional.of(made));
      } catch (FaultException | RuntimeException failed) {
        discardUnlessWanted(made.id(), target);
        throw failed;
      }
    }
  }

  /// A change can have failed after the save stood: what counts is what the vault's file says.
  private void discardUnlessWanted(String id, Path made) {
    try {
      boolean wanted =
          LockedVault.read(vault.file()).summary().slots().stream()
              .anyMatch(slot -> slot instanceof PasswordFileSlot both && both.keyFile().equals(id));
      if (!wanted) {
        Files.deleteIfExists(made);
      }
    } catch (VaultException | IOException itStays) {
      // a key file that belongs to no vault says nothing to anybody
    }
  }

  private RotationOutcome change(Passphrase password, Optional<KeyFile> second)
      throws FaultException {
    return vault
        .access()
        .changePassword(confirmed(), confirmed().slot().id(), password, second, others.ways());
  }

  /// This recovery key in the place of the one of before, if there was one.
  private Made recoveryKey(RecoveryKey key) throws FaultException {
    VaultAccess access = vault.access();
    boolean hasOne = access.ways().stream().anyMatch(way -> way.slot() instanceof RecoverySlot);
    return hasOne
        ? Made.of(access.replaceRecoveryKey(confirmed(), key, others.ways()))
        : Made.of(access.addRecoveryKey(confirmed(), key));
  }

  private RotationOutcome endQuickUnlock() throws FaultException {
    String slot =
        vault.access().ways().stream()
            .map(way -> way.slot())
            .filter(KeyringSlot.class::isInstance)
            .map(KeySlot::id)
            .findFirst()
            .orElse("");
    return vault.access().remove(confirmed(), slot, others.ways());
  }

  @Override
  public void close() {
    confirmation.ifPresent(Confirmation::close);
    typed.close();
    others.close();
  }
}
