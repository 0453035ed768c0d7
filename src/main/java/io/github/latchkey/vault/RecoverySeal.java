package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.util.Arrays;
import java.util.Optional;

/// Unlocking with the recovery key: ikm = X25519 of an ephemeral key with the recovery key's public
/// one, so that a data key can be sealed to the printed sheet without having it at hand.
final class RecoverySeal {

  private RecoverySeal() {}

  /// The public key of a recovery key in this vault: what is kept in the payload.
  static byte[] publicKey(RecoveryKey key, String vault) {
    try (SecretBytes scalar = key.scalar(vault)) {
      return Curve25519.publicKey(scalar);
    }
  }

  /// A slot of a new id.
  static RecoverySlot seal(SecretBytes dataKey, String vault, byte[] publicKey) {
    return seal(Randomness.id(KeySlot.ID), dataKey, vault, publicKey);
  }

  /// A slot of this id with a new ephemeral key.
  static RecoverySlot seal(String id, SecretBytes dataKey, String vault, byte[] publicKey) {
    try (SecretBytes ephemeral = Randomness.secret(KeyDerivation.KEY);
        SecretBytes ikm =
            Curve25519.agree(ephemeral, publicKey)
                .orElseThrow(() -> new IllegalArgumentException("not a public key"))) {
      byte[] epk = Curve25519.publicKey(ephemeral);
      var draft = new RecoverySlot(id, Base64Url.encode(epk), "");
      String wrap = SlotSeal.seal(dataKey, vault, draft, ikm, salt(epk, publicKey));
      return new RecoverySlot(id, draft.epk(), wrap);
    }
  }

  /// The data key, which the caller closes; empty where the recovery key is another.
  static Optional<SecretBytes> open(RecoverySlot slot, String vault, RecoveryKey key) {
    byte[] epk = Base64Url.decode(slot.epk());
    try (SecretBytes scalar = key.scalar(vault)) {
      return Curve25519.agree(scalar, epk)
          .flatMap(
              ikm -> {
                try (ikm) {
                  byte[] salt = salt(epk, Curve25519.publicKey(scalar));
                  return SlotSeal.open(vault, slot, ikm, salt);
                }
              });
    }
  }

  private static byte[] salt(byte[] epk, byte[] publicKey) {
    byte[] salt = Arrays.copyOf(epk, epk.length + publicKey.length);
    System.arraycopy(publicKey, 0, salt, epk.length, publicKey.length);
    return salt;
  }
}
