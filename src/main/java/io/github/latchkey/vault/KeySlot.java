package io.github.latchkey.vault;

/// One way into a vault: the vault's data key, sealed for one password, recovery key or keyring.
///
/// Nothing in it is secret. Salts, points and sealed keys are base64url texts without padding, as
/// they stand in the file's header.
public sealed interface KeySlot permits KeyringSlot, PasswordFileSlot, PasswordSlot, RecoverySlot {

  /// Length of an id in bytes.
  int ID = 8;

  /// Eight random bytes as base64url, distinct within a vault.
  String id();

  /// The format's name of this kind of slot.
  String type();

  /// The sealed data key: 32 bytes of ciphertext and 16 of tag.
  String wrap();
}
