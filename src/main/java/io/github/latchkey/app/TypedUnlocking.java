package io.github.latchkey.app;

import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.Unlocking;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// What a person typed to open a vault with: a password, with the key file that belongs to it, or a
/// recovery key. It is wiped when it was used, and by [#close()].
public final class TypedUnlocking implements AutoCloseable {

  private final Optional<Passphrase> password;
  private final Optional<Path> keyFile;
  private final char[] recoveryKey;

  private TypedUnlocking(
      Optional<Passphrase> password, Optional<Path> keyFile, char[] recoveryKey) {
    this.password = password;
    this.keyFile = keyFile;
    this.recoveryKey = recoveryKey;
  }

  /// A password, and the file that it needs where it needs one. The password is this one's to close
  /// from now on.
  public static TypedUnlocking password(Passphrase password, Optional<Path> keyFile) {
    return new TypedUnlocking(Optional.of(password), keyFile, new char[0]);
  }

  /// A recovery key as it was typed; the array is this one's to wipe from now on.
  public static TypedUnlocking recoveryKey(char[] typed) {
    return new TypedUnlocking(Optional.empty(), Optional.empty(), typed);
  }

  /// What is done with it; takes seconds.
  ///
  /// @param <T> what comes of it
  @FunctionalInterface
  public interface Use<T> {
    /// The unlocking is closed when this returns.
    T with(Unlocking unlocking) throws FaultException;
  }

  /// Lends it once and wipes it, whatever happens. Throws what reading the key file or the recovery
  /// key throws (KEY_FILE_NOT_FOUND, NOT_A_KEY_FILE, RECOVERY_KEY_MISTYPED, …), and what the use
  /// throws. Not for a thread that draws.
  public <T> T use(Use<T> use) throws FaultException {
    try (this) {
      if (password.isEmpty()) {
        try (RecoveryKey key = RecoveryKey.read(recoveryKey)) {
          return use.with(new Unlocking.Recovery(key));
        }
      }
      if (keyFile.isEmpty()) {
        return use.with(new Unlocking.Password(password.get()));
      }
      try (KeyFile second = KeyFile.read(keyFile.get())) {
        return use.with(new Unlocking.PasswordAndFile(password.get(), second));
      }
    }
  }

  @Override
  public void close() {
    password.ifPresent(Passphrase::close);
    Arrays.fill(recoveryKey, '\0');
  }
}
