package io.github.latchkey.vault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The ways into an open vault. Changing them takes a [Confirmation] and is saved at once, together
/// with whatever else was changed; where that fails, nothing has changed.
///
/// Adding and rotating derive keys and write: not for the JavaFX thread. Safe for several threads,
/// as the vault itself.
public final class VaultSlots {

  private final Vault vault;
  private final VaultSaving saving;
  private final VaultContents contents;
  private final Surroundings around;
  private KeySlot openedWith;

  /// Whether somebody typed the recovery key whose slot is still there.
  private boolean byRecoveryKey;

  VaultSlots(
      Vault vault,
      VaultSaving saving,
      VaultContents contents,
      Surroundings around,
      KeySlot openedWith) {
    this.vault = vault;
    this.saving = saving;
    this.contents = contents;
    this.around = around;
    this.openedWith = openedWith;
    this.byRecoveryKey = openedWith instanceof RecoverySlot;
  }

  /// The slots as they were last read or saved.
  public List<KeySlot> list() {
    synchronized (vault) {
      return saving.header().slots();
    }
  }

  /// The slot that this vault was opened with, as it was then; after a rotation the one in its
  /// place, or another where it ended.
  public KeySlot openedWith() {
    synchronized (vault) {
      return openedWith;
    }
  }

  /// Asks again: proves that this opens a slot of the vault as it is now. Throws what
  /// [LockedVault#unlock(Unlocking, java.time.Clock)] throws of slots and keyrings, but never asks
  /// for the cost. IllegalArgumentException for a keyring, which answers whoever sits there.
  public Confirmation confirm(Unlocking with) throws VaultException {
    if (with instanceof Unlocking.FromKeyring) {
      throw new IllegalArgumentException("a keyring confirms nothing");
    }
    VaultHeader header = header();
    SlotOpening.Opened opened = new SlotOpening(file(), header, true).open(with);
    try (var dataKey = opened.dataKey()) {
      if (!header.isCommittedTo(dataKey)) {
        throw VaultException.damaged(file());
      }
      return Confirmation.of(opened.slot(), header, with);
    }
  }

  /// Unlocking with the recovery key counts as a confirmation: whoever did it may know no password
  /// to confirm with. Empty for other unlockings, and once that recovery key's slot has ended.
  public Optional<Confirmation> confirmedByRecoveryKey() {
    synchronized (vault) {
      vault.requireOpen();
      return byRecoveryKey
          ? Optional.of(Confirmation.of(openedWith, saving.header()))
          : Optional.empty();
    }
  }

  /// Makes one more way in and saves. The data key stays.
  ///
  /// Throws SLOTS_FULL, SLOTS_CHANGED, those of the keyring, and what [Vault#save()] throws.
  /// IllegalArgumentException where the confirmation is not for this vault as it is now.
  public AddedSlot add(Confirmation confirmation, NewSlot added) throws VaultException {
    synchronized (vault) {
      VaultHeader header = confirmed(confirmation);
      SlotLimits.require(file(), header.slots(), List.of(added));
      var sealer = new SlotSealer(saving.dataKey(), header.vault(), contents.recovery());
      try {
        KeySlot slot = sealer.seal(added);
        var slots = new ArrayList<>(header.slots());
        slots.add(slot);
        SaveOutcome save =
            vault.save(new Sealing(header.slots(), saving.dataKey(), slots, sealer.recovery()));
        sealer.keep();
        return new AddedSlot(slot, save);
      } finally {
        sealer.close();
      }
    }
  }

  /// Gives the vault a new data key in one save: slots end, begin, and are sealed again. Recovery
  /// keys go on opening it unless their slot is named.
  ///
  /// Throws SLOT_UNKNOWN, SLOT_PASSWORD_NEEDED, SLOTS_FULL, LAST_WAY_IN before any key is derived,
  /// WRONG_PASSWORD (with `slot`), WRONG_KEY_FILE, SLOTS_CHANGED, those of the keyring for a new
  /// keyring slot, and what [Vault#save()] throws. What happens to copies never fails it.
  /// IllegalArgumentException where the confirmation is not for this vault as it is now.
  public RotationOutcome rotate(Confirmation confirmation, Rotation rotation)
      throws VaultException {
    synchronized (vault) {
      VaultHeader before = confirmed(confirmation);
      var plan = new RotationPlan(file(), before, confirmation, rotation);
      try (var oldKey = saving.dataKey().copy();
          var renewal = plan.seal(oldKey, contents.recovery())) {
        SaveOutcome save = vault.save(renewal.sealing());
        renewal.keep();
        Optional<KeySlot> successor = renewal.successorOf(openedWith);
        byRecoveryKey &= successor.isPresent();
        openedWith = successor.orElseGet(renewal::next);
        return renewal.outcome(
            save,
            copies().settle(before, oldKey, saving.header(), saving.dataKey(), rotation.copies()));
      }
    }
  }

  /// The copies beside the vault that open with earlier slots and not with today's.
  public List<Path> earlierCopies() {
    synchronized (vault) {
      return copies().list(header());
    }
  }

  /// The copies beside the vault that open with slots that came after today's or without them: they
  /// may be newer than the vault, and nothing here seals or deletes them.
  public List<Path> rivalCopies() {
    synchronized (vault) {
      return copies().rivals(header());
    }
  }

  /// Deletes those of these that are [#earlierCopies()] still; how many they were.
  ///
  /// Throws VAULT_REKEYED or VAULT_KEY_RIVAL where the data key was changed elsewhere,
  /// ANOTHER_VAULT, VAULT_BUSY where another program holds the lock, and what the disk says.
  public int deleteEarlierCopies(Collection<Path> chosen) throws VaultException {
    synchronized (vault) {
      return copies().delete(chosen, header());
    }
  }

  /// Seals those again that this opens, under the data key of now. Each is read back before it
  /// takes the earlier one's place. Takes a second for each data key that they have. Dear ones are
  /// left and named, unless `costAccepted`: a copy may ask for any cost, and a person has to be
  /// asked.
  ///
  /// Where it opens none of them and leaves none, throws what [LockedVault#unlock(Unlocking,
  /// java.time.Clock)] throws of slots; VAULT_REKEYED or VAULT_KEY_RIVAL where the data key was
  /// changed elsewhere, ANOTHER_VAULT, VAULT_BUSY where another program holds the lock.
  public RenewedCopies renewEarlierCopies(Unlocking with, boolean costAccepted)
      throws VaultException {
    synchronized (vault) {
      vault.requireOpen();
      return copies().renew(with, costAccepted, saving.header(), saving.dataKey());
    }
  }

  private EarlierCopies copies() {
    return new EarlierCopies(file(), around, contents);
  }

  private VaultHeader confirmed(Confirmation confirmation) {
    vault.requireOpen();
    VaultHeader header = saving.header();
    if (!confirmation.isFor(header)) {
      throw new IllegalArgumentException("a confirmation for another data key");
    }
    return header;
  }

  private VaultHeader header() {
    synchronized (vault) {
      vault.requireOpen();
      return saving.header();
    }
  }

  private Path file() {
    return saving.summary().file();
  }
}
