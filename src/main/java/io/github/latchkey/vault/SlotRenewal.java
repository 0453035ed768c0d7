package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A new data key and the slots that lead to it, while they are being made. Closed without
/// [#keep()], it leaves everything as it was.
final class SlotRenewal implements AutoCloseable {

  private final VaultHeader before;
  private final Keyring keyring;
  private final SecretBytes dataKey = Randomness.secret(KeyDerivation.KEY);
  private final SlotSealer sealer;
  private final List<KeySlot> slots = new ArrayList<>();
  private final List<KeySlot> added = new ArrayList<>();
  private final List<KeySlot> lost = new ArrayList<>();
  private final Map<String, KeySlot> successors = new HashMap<>();
  private boolean kept;

  SlotRenewal(VaultHeader before, Optional<String> recovery, Keyring keyring) {
    this.before = before;
    this.keyring = keyring;
    this.sealer = new SlotSealer(dataKey, before.vault(), recovery);
  }

  /// Seals a slot again; `with` is what opens it, where a person had to type that.
  void renew(KeySlot slot, SecretBytes oldKey, Optional<Unlocking> with) throws VaultException {
    Optional<KeySlot> renewed =
        switch (slot) {
          case PasswordSlot password ->
              Optional.of(sealer.sealAgain(password, (Unlocking.Password) with.orElseThrow()));
          case PasswordFileSlot both ->
              Optional.of(sealer.sealAgain(both, (Unlocking.PasswordAndFile) with.orElseThrow()));
          case RecoverySlot recovery -> renew(recovery);
          case KeyringSlot inKeyring -> renew(inKeyring, oldKey);
        };
    renewed.ifPresentOrElse(
        successor -> {
          slots.add(successor);
          successors.put(slot.id(), successor);
        },
        () -> lost.add(slot));
  }

  /// The public key is the one of one recovery key; another recovery slot cannot be sealed again.
  private Optional<KeySlot> renew(RecoverySlot slot) {
    boolean first = slots.stream().noneMatch(RecoverySlot.class::isInstance);
    return sealer.recovery().filter(_ -> first).map(publicKey -> sealer.sealAgain(slot, publicKey));
  }

  /// Empty for a slot of another machine's keyring, or where this one's does not answer now.
  private Optional<KeySlot> renew(KeyringSlot slot, SecretBytes oldKey) {
    try (SecretBytes opened = KeyringSeal.open(slot, before.vault(), keyring).orElse(null)) {
      return opened != null && opened.sameAs(oldKey)
          ? Optional.of(sealer.inKeyring(keyring))
          : Optional.empty();
    } catch (VaultException keyringAway) {
      return Optional.empty(); // the outcome lists the slot as lost; the password still opens
    }
  }

  /// No slot of the recovery key goes on.
  void endRecovery() {
    sealer.endRecovery();
  }

  void add(NewSlot slot) throws VaultException {
    KeySlot sealed = sealer.seal(slot);
    slots.add(sealed);
    added.add(sealed);
  }

  Sealing sealing() {
    return new Sealing(before.slots(), dataKey, slots, sealer.recovery());
  }

  /// The save stands: the data key is the vault's now, and what the keyring kept for the old slots
  /// is forgotten.
  void keep() {
    kept = true;
    sealer.keep();
    for (KeySlot slot : before.slots()) {
      if (slot instanceof KeyringSlot old) {
        KeyringSeal.forget(old, before.vault(), keyring);
      }
    }
  }

  /// The slot that goes on in another's place, opened by the same thing; empty where it ended.
  Optional<KeySlot> successorOf(KeySlot slot) {
    return Optional.ofNullable(successors.get(slot.id()));
  }

  /// What to name as the slot in use where that one ended: the first of the new ones.
  KeySlot next() {
    return added.isEmpty() ? slots.getFirst() : added.getFirst();
  }

  RotationOutcome outcome(SaveOutcome save, RotationOutcome.CopiesOutcome copies) {
    return new RotationOutcome(save, List.copyOf(added), List.copyOf(lost), copies);
  }

  @Override
  public void close() {
    sealer.close();
    if (!kept) {
      dataKey.close();
    }
  }
}
