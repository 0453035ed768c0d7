package io.github.latchkey.vault;

import io.github.latchkey.secret.Passphrase;

/// A way into a vault that is to be made. Everything in it stays the caller's.
public sealed interface NewSlot {

  /// A password alone, derived at this cost.
  record Password(Passphrase password, ArgonCost cost) implements NewSlot {}

  /// A password and a key file together.
  record PasswordAndFile(Passphrase password, KeyFile keyFile, ArgonCost cost) implements NewSlot {}

  /// A recovery key, which a person has to be shown.
  record Recovery(RecoveryKey key) implements NewSlot {}

  /// Random bytes in the operating system's keyring.
  record InKeyring(Keyring keyring) implements NewSlot {}
}
