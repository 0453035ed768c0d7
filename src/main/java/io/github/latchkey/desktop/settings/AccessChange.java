package io.github.latchkey.desktop.settings;

import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.VaultAccess;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.Confirmation;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.KeyringSlot;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.PasswordFileSlot;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.RecoverySlot;
import io.github.latchkey.vault.Rotation;
import io.github.latchkey.vault.RotationOutcome;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One change of an open vault's ways in. It takes seconds: not for the JavaFX thread.
///
/// @param keyFile the key file that belongs to the current password
/// @param others whether other passwords of the vault may end with it
record AccessChange(VaultSession vault, Optional<Path> keyFile, boolean others) {

  /// Asks the vault whether this opens it; nothing is asked where the recovery key opened it. The
  /// password stays the caller's.
  Confirmation confirm(Optional<Passphrase> current) throws FaultException {
    VaultAccess access = vault.access();
    Optional<Confirmation> known = access.confirmedByRecoveryKey();
    if (known.isPresent()) {
      return known.get();
    }
    Passphrase password = current.orElseThrow();
    if (keyFile.isEmpty()) {
      return access.confirm(new Unlocking.Password(password));
    }
    try (KeyFile second = KeyFile.read(keyFile.get())) {
      return access.confirm(new Unlocking.PasswordAndFile(password, second));
    }
  }

  /// Another password; a key file goes on belonging to it.
  RotationOutcome password(Confirmation confirmation, Passphrase fresh) throws FaultException {
    VaultAccess access = vault.access();
    if (confirmation.slot() instanceof RecoverySlot) {
      return access.setPassword(confirmation, fresh, Optional.empty(), ending(confirmation));
    }
    if (keyFile.isEmpty()) {
      return change(confirmation, fresh, Optional.empty());
    }
    try (KeyFile second = KeyFile.read(keyFile.get())) {
      return change(confirmation, fresh, Optional.of(second));
    }
  }

  /// The same password, from now on with a key file that is made there. Where the change fails the
  /// file is taken away again, if this made it and the vault does not want it.
  RotationOutcome addKeyFile(Confirmation confirmation, Passphrase current, Path target)
      throws FaultException {
    try (KeyFile made = KeyFile.create(target)) {
      try {
        return change(confirmation, current, Optional.of(made));
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

  /// The same password without its key file.
  RotationOutcome endKeyFile(Confirmation confirmation, Passphrase current) throws FaultException {
    return change(confirmation, current, Optional.empty());
  }

  private RotationOutcome change(
      Confirmation confirmation, Passphrase password, Optional<KeyFile> second)
      throws FaultException {
    return vault
        .access()
        .changePassword(
            confirmation, confirmation.slot().id(), password, second, ending(confirmation));
  }

  /// This recovery key in the place of the one of before, if there was one.
  Optional<RotationOutcome> recoveryKey(Confirmation confirmation, RecoveryKey key)
      throws FaultException {
    VaultAccess access = vault.access();
    boolean hasOne = access.ways().stream().anyMatch(way -> way.slot() instanceof RecoverySlot);
    if (!hasOne) {
      access.addRecoveryKey(confirmation, key);
      return Optional.empty();
    }
    return Optional.of(access.replaceRecoveryKey(confirmation, key, ending(confirmation)));
  }

  /// Quick unlock on this computer begins.
  void addQuickUnlock(Confirmation confirmation) throws FaultException {
    vault.access().addQuickUnlock(confirmation);
  }

  /// Quick unlock ends.
  RotationOutcome endQuickUnlock(Confirmation confirmation) throws FaultException {
    String slot =
        vault.access().ways().stream()
            .map(way -> way.slot())
            .filter(KeyringSlot.class::isInstance)
            .map(KeySlot::id)
            .findFirst()
            .orElse("");
    return vault.access().remove(confirmation, slot, ending(confirmation));
  }

  /// Other passwords end with the change where the person said so; the vault refuses it otherwise.
  private OtherWays ending(Confirmation confirmation) throws VaultException {
    Set<String> dropped =
        others
            ? vault.access().toReenter(confirmation, Set.of()).stream()
                .map(KeySlot::id)
                .collect(Collectors.toSet())
            : Set.of();
    return new OtherWays(Map.of(), dropped, Rotation.OldCopies.REENCRYPT);
  }
}
