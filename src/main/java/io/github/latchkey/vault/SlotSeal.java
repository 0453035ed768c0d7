package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The data key sealed for one slot: under K(ikm, slot salt, `latchkey/1 slot ` + type), bound to
/// the vault and to everything that the slot says.
final class SlotSeal {

  private SlotSeal() {}

  /// The text of the sealed data key for a slot whose own `wrap` is not looked at.
  static String seal(
      SecretBytes dataKey, String vault, KeySlot slot, SecretBytes ikm, byte[] salt) {
    byte[] sealed = new byte[KeyDerivation.KEY + OneTimeCipher.TAG];
    try (SecretBytes key = slotKey(slot, ikm, salt)) {
      return dataKey.lend(
          plain -> {
            OneTimeCipher.seal(
                key, additional(vault, slot), ByteBuffer.wrap(plain), ByteBuffer.wrap(sealed));
            return Base64Url.encode(sealed);
          });
    }
  }

  /// The data key, which the caller closes; empty where the slot was sealed with another ikm.
  static Optional<SecretBytes> open(String vault, KeySlot slot, SecretBytes ikm, byte[] salt) {
    byte[] dataKey = new byte[KeyDerivation.KEY];
    try (SecretBytes key = slotKey(slot, ikm, salt)) {
      ByteBuffer sealed = ByteBuffer.wrap(Base64Url.decode(slot.wrap()));
      boolean opened =
          OneTimeCipher.open(key, additional(vault, slot), sealed, ByteBuffer.wrap(dataKey));
      SecretBytes taken = SecretBytes.take(dataKey);
      if (opened) {
        return Optional.of(taken);
      }
      taken.close();
      return Optional.empty();
    }
  }

  private static SecretBytes slotKey(KeySlot slot, SecretBytes ikm, byte[] salt) {
    return KeyDerivation.derive(ikm, salt, "latchkey/1 slot " + slot.type());
  }

  private static byte[] additional(String vault, KeySlot slot) {
    return ("LATCHKEY/1 " + vault + " " + SlotText.beforeWrap(slot))
        .getBytes(StandardCharsets.US_ASCII);
  }
}
