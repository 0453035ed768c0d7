package io.github.latchkey.vault;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import java.util.Optional;

/// Unlocking with a password: ikm = Argon2id(password, slot salt).
final class PasswordSeal {

  static final int SALT = 16;

  private PasswordSeal() {}

  /// A slot of this id with a new salt.
  static PasswordSlot seal(
      String id, SecretBytes dataKey, String vault, Passphrase password, ArgonCost cost)
      throws VaultException {
    var draft = new PasswordSlot(id, cost, Randomness.text(SALT), "");
    byte[] salt = Base64Url.decode(draft.salt());
    try (SecretBytes ikm = Argon2.derive(password.utf8(), salt, cost)) {
      String wrap = SlotSeal.seal(dataKey, vault, draft, ikm, salt);
      return new PasswordSlot(id, cost, draft.salt(), wrap);
    }
  }

  /// The data key, which the caller closes; empty where the password is another.
  static Optional<SecretBytes> open(PasswordSlot slot, String vault, Passphrase password)
      throws VaultException {
    byte[] salt = Base64Url.decode(slot.salt());
    try (SecretBytes ikm = Argon2.derive(password.utf8(), salt, slot.cost())) {
      return SlotSeal.open(vault, slot, ikm, salt);
    }
  }
}
