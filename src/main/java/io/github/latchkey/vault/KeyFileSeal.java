package io.github.latchkey.vault;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import java.util.Arrays;
import java.util.Optional;

/// Unlocking with a password and a key file together: ikm = Argon2id(password, slot salt) ‖ the key
/// file's bytes.
final class KeyFileSeal {

  private KeyFileSeal() {}

  /// A slot of this id with a new salt.
  static PasswordFileSlot seal(
      String id, SecretBytes dataKey, String vault, Unlocking.PasswordAndFile with, ArgonCost cost)
      throws VaultException {
    String saltText = Randomness.text(PasswordSeal.SALT);
    var draft = new PasswordFileSlot(id, cost, saltText, with.keyFile().id(), "");
    byte[] salt = Base64Url.decode(saltText);
    try (SecretBytes ikm = ikm(with, salt, cost)) {
      String wrap = SlotSeal.seal(dataKey, vault, draft, ikm, salt);
      return new PasswordFileSlot(id, cost, saltText, draft.keyFile(), wrap);
    }
  }

  /// The data key, which the caller closes; empty where the password, or the key in the file, is
  /// another.
  static Optional<SecretBytes> open(
      PasswordFileSlot slot, String vault, Unlocking.PasswordAndFile with) throws VaultException {
    byte[] salt = Base64Url.decode(slot.salt());
    try (SecretBytes ikm = ikm(with, salt, slot.cost())) {
      return SlotSeal.open(vault, slot, ikm, salt);
    }
  }

  private static SecretBytes ikm(Unlocking.PasswordAndFile with, byte[] salt, ArgonCost cost)
      throws VaultException {
    Passphrase password = with.password();
    try (SecretBytes derived = Argon2.derive(password.utf8(), salt, cost)) {
      return SecretBytes.take(
          derived.lend(first -> with.keyFile().key().lend(second -> joined(first, second))));
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
