package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Seals one data key for slots, and takes the entries that it made in keyrings back unless
/// [#keep()] is called.
final class SlotSealer implements AutoCloseable {

  private record Entry(KeyringSlot slot, Keyring keyring) {}

  private final SecretBytes dataKey;
  private final String vault;
  private final List<Entry> entries = new ArrayList<>();
  private Optional<String> recovery;
  private boolean kept;

  /// The data key stays the caller's; `recovery` is the recovery key's public key until now.
  SlotSealer(SecretBytes dataKey, String vault, Optional<String> recovery) {
    this.dataKey = dataKey;
    this.vault = vault;
    this.recovery = recovery;
  }

  KeySlot seal(NewSlot added) throws VaultException {
    String id = Randomness.id(KeySlot.ID);
    return switch (added) {
      case NewSlot.Password(var password, var cost) ->
          PasswordSeal.seal(id, dataKey, vault, password, cost);
      case NewSlot.PasswordAndFile(var password, var keyFile, var cost) ->
          KeyFileSeal.seal(
              id, dataKey, vault, new Unlocking.PasswordAndFile(password, keyFile), cost);
      case NewSlot.Recovery(var key) -> {
        byte[] publicKey = RecoverySeal.publicKey(key, vault);
        recovery = Optional.of(Base64Url.encode(publicKey));
        yield RecoverySeal.seal(id, dataKey, vault, publicKey);
      }
      case NewSlot.InKeyring(var keyring) -> inKeyring(keyring);
    };
  }

  /// The same slot for the data key, opened by the same thing; keyring slots get another id.
  KeySlot sealAgain(PasswordSlot slot, Unlocking.Password with) throws VaultException {
    return PasswordSeal.seal(slot.id(), dataKey, vault, with.password(), slot.cost());
  }

  KeySlot sealAgain(PasswordFileSlot slot, Unlocking.PasswordAndFile with) throws VaultException {
    return KeyFileSeal.seal(slot.id(), dataKey, vault, with, slot.cost());
  }

  /// Sealed to the public key, so that the printed sheet need not be at hand.
  KeySlot sealAgain(RecoverySlot slot, String publicKey) {
    return RecoverySeal.seal(slot.id(), dataKey, vault, Base64Url.decode(publicKey));
  }

  KeyringSlot inKeyring(Keyring keyring) throws VaultException {
    KeyringSlot slot = KeyringSeal.seal(dataKey, vault, keyring);
    entries.add(new Entry(slot, keyring));
    return slot;
  }

  /// The public key of the recovery key that is sealed to, for the vault's contents.
  Optional<String> recovery() {
    return recovery;
  }

  /// No slot of the recovery key is left.
  void endRecovery() {
    recovery = Optional.empty();
  }

  /// The save stands: everything stays.
  void keep() {
    kept = true;
  }

  @Override
  public void close() {
    if (!kept) {
      entries.forEach(entry -> KeyringSeal.forget(entry.slot(), vault, entry.keyring()));
    }
  }
}
