package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Seals one draft, at once and without the vault: K(data key, 32 random bytes, `latchkey/1 draft`)
/// was derived before, so that whoever locks waits for nothing. Closing it wipes the key; sealing
/// closes it, since every key encrypts exactly once.
public final class DraftKey implements AutoCloseable {

  private static final int SALT = 32;
  private static final String INFO = "latchkey/1 draft";

  private final String vault;
  private final byte[] salt;
  private final SecretBytes key;

  private DraftKey(String vault, byte[] salt, SecretBytes key) {
    this.vault = vault;
    this.salt = salt;
    this.key = key;
  }

  /// The data key stays the caller's.
  static DraftKey of(SecretBytes dataKey, String vault) {
    byte[] salt = Randomness.bytes(SALT);
    return new DraftKey(vault, salt, KeyDerivation.derive(dataKey, salt, INFO));
  }

  /// Seals what was typed, which stays the caller's. Once; IllegalStateException after that.
  public SealedDraft seal(SecretBytes typed) {
    try {
      byte[] sealed = new byte[typed.length() + OneTimeCipher.TAG];
      typed.lend(
          plain -> {
            OneTimeCipher.seal(
                key, additional(vault), ByteBuffer.wrap(plain), ByteBuffer.wrap(sealed));
            return sealed;
          });
      return new SealedDraft(vault, salt, sealed);
    } finally {
      close();
    }
  }

  /// What was typed, which the caller closes; empty where it was sealed for another vault or under
  /// another data key.
  static Optional<SecretBytes> open(SealedDraft draft, SecretBytes dataKey, String vault) {
    if (!draft.vault().equals(vault)) {
      return Optional.empty();
    }
    byte[] plain = new byte[draft.sealed().length - OneTimeCipher.TAG];
    try (SecretBytes key = KeyDerivation.derive(dataKey, draft.salt(), INFO)) {
      boolean authentic =
          OneTimeCipher.open(
              key, additional(vault), ByteBuffer.wrap(draft.sealed()), ByteBuffer.wrap(plain));
      return authentic ? Optional.of(SecretBytes.take(plain)) : Optional.empty();
    }
  }

  private static byte[] additional(String vault) {
    return vault.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "DraftKey";
  }
}
