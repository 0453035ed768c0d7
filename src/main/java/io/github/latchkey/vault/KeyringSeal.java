package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.util.Map;
import java.util.Optional;

/// Unlocking with the operating system's keyring: ikm = 32 random bytes that it keeps under
/// `<vault>/<slot id>`.
final class KeyringSeal {

  private static final int SALT = 32;

  private KeyringSeal() {}

  /// A new slot, whose bytes the keyring holds and gave back; it always has a new id, so that the
  /// slot that it may replace opens until the save stands.
  static KeyringSlot seal(SecretBytes dataKey, String vault, Keyring keyring)
      throws VaultException {
    var draft = new KeyringSlot(Randomness.id(KeySlot.ID), Randomness.text(SALT), "");
    try (SecretBytes ikm = Randomness.secret(KeyDerivation.KEY)) {
      keyring.store(name(vault, draft), ikm);
      requireKept(draft, vault, ikm, keyring);
      byte[] salt = Base64Url.decode(draft.salt());
      String wrap = SlotSeal.seal(dataKey, vault, draft, ikm, salt);
      return new KeyringSlot(draft.id(), draft.salt(), wrap);
    } catch (Keyring.Trouble trouble) {
      forget(draft, vault, keyring); // a store that took too long may have stored all the same
      throw fault(trouble);
    }
  }

  private static void requireKept(KeyringSlot slot, String vault, SecretBytes ikm, Keyring keyring)
      throws Keyring.Trouble {
    try (SecretBytes kept = keyring.find(name(vault, slot)).orElseThrow(KeyringSeal::forgetful)) {
      if (!kept.sameAs(ikm)) {
        throw forgetful();
      }
    }
  }

  /// The data key, which the caller closes; empty where the keyring holds nothing that opens it.
  static Optional<SecretBytes> open(KeyringSlot slot, String vault, Keyring keyring)
      throws VaultException {
    try (SecretBytes ikm = keyring.find(name(vault, slot)).orElse(null)) {
      return ikm == null
          ? Optional.empty()
          : SlotSeal.open(vault, slot, ikm, Base64Url.decode(slot.salt()));
    } catch (Keyring.Trouble trouble) {
      throw fault(trouble);
    }
  }

  /// Takes a slot's bytes out of the keyring; what stays there opens nothing any more.
  static void forget(KeyringSlot slot, String vault, Keyring keyring) {
    try {
      keyring.remove(name(vault, slot));
    } catch (Keyring.Trouble opensNothingAnyMore) {
      // the slot is gone from the vault, and with it what these bytes are for
    }
  }

  private static String name(String vault, KeyringSlot slot) {
    return vault + "/" + slot.id();
  }

  private static Keyring.Trouble forgetful() {
    return new Keyring.Trouble(Keyring.Reason.FAILED);
  }

  private static VaultException fault(Keyring.Trouble trouble) {
    Kind kind =
        switch (trouble.reason()) {
          case MISSING -> Kind.KEYRING_MISSING;
          case LOCKED -> Kind.KEYRING_LOCKED;
          case FAILED -> Kind.KEYRING_FAILED;
        };
    return new VaultException(kind, Map.of(), trouble);
  }
}
