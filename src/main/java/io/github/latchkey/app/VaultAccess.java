package io.github.latchkey.app;

import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.AddedSlot;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.Confirmation;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.Keyring;
import io.github.latchkey.vault.KeyringSlot;
import io.github.latchkey.vault.NewSlot;
import io.github.latchkey.vault.PasswordFileSlot;
import io.github.latchkey.vault.PasswordSlot;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.RecoverySlot;
import io.github.latchkey.vault.RenewedCopies;
import io.github.latchkey.vault.Rotation;
import io.github.latchkey.vault.RotationOutcome;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultException;
import io.github.latchkey.vault.VaultSlots;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Who can open an open vault, and how that is changed: passwords, key files, the recovery key,
/// quick unlock.
///
/// Every change takes a [Confirmation], saves the vault at once, and takes seconds (key derivation,
/// disk): not for a thread that draws. Passwords, key files, recovery keys and confirmations stay
/// the caller's to close. Adding keeps the vault's data key; changing and removing give it a new
/// one, so that earlier files and ways in open nothing that is saved from then on. What was in the
/// vault while a password was known to somebody else is still known to them: those credentials have
/// to be rotated at the platform.
public final class VaultAccess {

  private final VaultSlots slots;
  private final Supplier<ArgonCost> cost;
  private final Keyring keyring;
  private final Runnable saved;

  VaultAccess(VaultSlots slots, Latchkey parts, Runnable saved) {
    this.slots = slots;
    this.cost = parts.newVaultCost();
    this.keyring = parts.keyring();
    this.saved = saved;
  }

  /// All ways in, in the order in which they were made.
  public List<WayIn> ways() {
    List<KeySlot> all = slots.list();
    String inUse = slots.openedWith().id();
    return all.stream()
        .map(
            slot ->
                new WayIn(
                    slot,
                    slot.id().equals(inUse),
                    all.stream()
                        .anyMatch(
                            other ->
                                !other.id().equals(slot.id()) && !(other instanceof KeyringSlot))))
        .toList();
  }

  /// The slot that the vault was opened with.
  public KeySlot openedWith() {
    return slots.openedWith();
  }

  /// Asks for the current password (or another way in) again. Throws WRONG_PASSWORD and what else
  /// unlocking throws.
  public Confirmation confirm(Unlocking with) throws VaultException {
    return slots.confirm(with);
  }

  /// The same with a password and the key file that belongs to it, where it needs one.
  public Confirmation confirm(Passphrase password, Optional<Path> keyFile) throws VaultException {
    if (keyFile.isEmpty()) {
      return confirm(new Unlocking.Password(password));
    }
    try (KeyFile second = KeyFile.read(keyFile.get())) {
      return confirm(new Unlocking.PasswordAndFile(password, second));
    }
  }

  /// No need to ask where the vault was opened with the recovery key; empty otherwise.
  public Optional<Confirmation> confirmedByRecoveryKey() {
    return slots.confirmedByRecoveryKey();
  }

  /// The password slots whose passwords have to be typed again if these slots are removed: for
  /// [OtherWays], each is re-entered or dropped.
  public List<KeySlot> toReenter(Confirmation confirmation, Set<String> removed) {
    return slots.list().stream()
        .filter(VaultAccess::isPassword)
        .filter(slot -> !removed.contains(slot.id()))
        .filter(slot -> !slot.id().equals(confirmation.slot().id()))
        .toList();
  }

  /// Whether a slot opens with a password, alone or with a key file.
  public static boolean isPassword(KeySlot slot) {
    return slot instanceof PasswordSlot || slot instanceof PasswordFileSlot;
  }

  /// The copies beside the vault that open with an earlier password and not with today's.
  public List<Path> earlierCopies() {
    return slots.earlierCopies();
  }

  /// The copies beside the vault that open with another password, which may be newer than today's:
  /// nothing here seals or deletes them.
  public List<Path> rivalCopies() {
    return slots.rivalCopies();
  }

  /// Seals the copies again that this opened once, so that only the ways in of today open them.
  /// Dear ones are left and named, unless a person accepted their cost. Where it opens none and
  /// leaves none, throws what unlocking throws.
  public RenewedCopies renewEarlierCopies(Unlocking with, boolean costAccepted)
      throws VaultException {
    return slots.renewEarlierCopies(with, costAccepted);
  }

  /// Deletes those of these copies that open with an earlier password, and nothing else; how many.
  /// Throws what [VaultSlots#deleteEarlierCopies(java.util.Collection)] throws.
  public int deleteEarlierCopies(List<Path> shown) throws VaultException {
    return slots.deleteEarlierCopies(shown);
  }

  /// One more password. PASSWORD_WEAK where it would be guessed, SLOTS_FULL.
  public AddedSlot addPassword(Confirmation confirmation, Passphrase password)
      throws FaultException {
    return add(confirmation, new NewSlot.Password(strong(password), cost.get()));
  }

  /// One more password, together with a key file.
  public AddedSlot addPasswordAndKeyFile(
      Confirmation confirmation, Passphrase password, KeyFile keyFile) throws FaultException {
    return add(confirmation, new NewSlot.PasswordAndFile(strong(password), keyFile, cost.get()));
  }

  /// A recovery key for a vault without one; show it first. SLOTS_FULL where there is one, see
  /// [#replaceRecoveryKey].
  public AddedSlot addRecoveryKey(Confirmation confirmation, RecoveryKey key)
      throws FaultException {
    return add(confirmation, new NewSlot.Recovery(key));
  }

  /// Quick unlock: opens with this computer's keyring.
  public AddedSlot addQuickUnlock(Confirmation confirmation) throws FaultException {
    return add(confirmation, new NewSlot.InKeyring(keyring));
  }

  /// Gives a way in another password, with a key file if there is one. The recovery key goes on
  /// opening the vault, quick unlock of this computer too.
  ///
  /// @param slot the id of the password slot that ends
  public RotationOutcome changePassword(
      Confirmation confirmation,
      String slot,
      Passphrase password,
      Optional<KeyFile> keyFile,
      OtherWays others)
      throws FaultException {
    return rotate(confirmation, Set.of(slot), List.of(newSlot(password, keyFile)), others);
  }

  /// After an unlocking with the recovery key: a new password, in the place of all those that are
  /// not re-entered.
  public RotationOutcome setPassword(
      Confirmation confirmation, Passphrase password, Optional<KeyFile> keyFile, OtherWays others)
      throws FaultException {
    NewSlot added = newSlot(password, keyFile);
    Set<String> forgotten = new HashSet<>();
    for (KeySlot slot : toReenter(confirmation, Set.of())) {
      if (!others.reentered().containsKey(slot.id())) {
        forgotten.add(slot.id());
      }
    }
    return rotate(confirmation, forgotten, List.of(added), others);
  }

  /// A new recovery key in the place of the old one, which opens nothing from then on. Show the new
  /// one before: where this fails, the old one still counts.
  public RotationOutcome replaceRecoveryKey(
      Confirmation confirmation, RecoveryKey key, OtherWays others) throws FaultException {
    Set<String> old = new HashSet<>();
    for (KeySlot slot : slots.list()) {
      if (slot instanceof RecoverySlot) {
        old.add(slot.id());
      }
    }
    return rotate(confirmation, old, List.of(new NewSlot.Recovery(key)), others);
  }

  /// Ends a way in. LAST_WAY_IN where nothing but a keyring would be left.
  public RotationOutcome remove(Confirmation confirmation, String slot, OtherWays others)
      throws FaultException {
    return rotate(confirmation, Set.of(slot), List.of(), others);
  }

  private NewSlot newSlot(Passphrase password, Optional<KeyFile> keyFile) throws AppException {
    strong(password);
    ArgonCost calibrated = cost.get();
    return keyFile
        .<NewSlot>map(file -> new NewSlot.PasswordAndFile(password, file, calibrated))
        .orElseGet(() -> new NewSlot.Password(password, calibrated));
  }

  private AddedSlot add(Confirmation confirmation, NewSlot added) throws FaultException {
    AddedSlot begun = slots.add(confirmation, added);
    saved.run();
    return begun;
  }

  private RotationOutcome rotate(
      Confirmation confirmation, Set<String> ending, List<NewSlot> added, OtherWays others)
      throws FaultException {
    Set<String> removed = new HashSet<>(ending);
    removed.addAll(others.dropped());
    RotationOutcome outcome =
        slots.rotate(
            confirmation,
            new Rotation(removed, others.reentered(), added, keyring, others.copies()));
    saved.run();
    return outcome;
  }

  private static Passphrase strong(Passphrase password) throws AppException {
    Strength strength = Strength.of(password);
    if (!strength.isEnough()) {
      throw new AppException(AppException.Kind.PASSWORD_WEAK, Map.of("hint", strength.reason()));
    }
    return password;
  }
}
