package io.github.latchkey.vault;

import io.github.latchkey.secret.Passphrase;

/// What somebody opens a vault with. Everything in it stays the caller's, who closes it afterwards.
public sealed interface Unlocking {

  /// A password alone.
  record Password(Passphrase password) implements Unlocking {}

  /// A password and a key file together.
  record PasswordAndFile(Passphrase password, KeyFile keyFile) implements Unlocking {}

  /// The printed recovery key.
  record Recovery(RecoveryKey key) implements Unlocking {}

  /// What the operating system's keyring keeps.
  record FromKeyring(Keyring keyring) implements Unlocking {}
}
