package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.util.Arrays;

/// The 32 random bytes on the printed sheet, which open a vault without its password.
///
/// Whoever creates one closes it; use after closing fails with IllegalStateException.
public final class RecoveryKey implements AutoCloseable {

  private static final int LENGTH = 32;

  private final SecretBytes key;

  private RecoveryKey(SecretBytes key) {
    this.key = key;
  }

  /// A new key from the operating system's random source.
  public static RecoveryKey random() {
    return new RecoveryKey(Randomness.secret(LENGTH));
  }

  /// Reads what a person typed, in either case, with or without spaces and hyphens, O for 0, I and
  /// L for 1; wipes the array, whatever happens.
  ///
  /// RECOVERY_KEY_MISTYPED names the group with the mistake; it is never corrected silently.
  public static RecoveryKey read(char[] typed) throws VaultException {
    try {
      return new RecoveryKey(SecretBytes.take(RecoveryText.read(typed)));
    } finally {
      Arrays.fill(typed, '\0');
    }
  }

  /// The text to print: eight groups of seven characters with hyphens, in an array that the caller
  /// wipes.
  public char[] text() {
    return key.lend(RecoveryText::write);
  }

  /// sk = K(R, vault, `latchkey/1 recovery`), which the caller closes.
  SecretBytes scalar(String vault) {
    return KeyDerivation.derive(key, Base64Url.decode(vault), "latchkey/1 recovery");
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "RecoveryKey";
  }
}
