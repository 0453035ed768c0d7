package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256-GCM under a key that encrypts exactly once, which is why its nonce can be twelve zero
/// bytes.
///
/// Large buffers have to be direct: over heap arrays the JDK's GCM takes three times the memory.
final class OneTimeCipher {

  /// Length of the tag that follows the ciphertext, in bytes.
  static final int TAG = 16;

  private static final int NONCE = 12;

  private OneTimeCipher() {}

  /// Writes ciphertext and tag of what remains in `plain`.
  static void seal(SecretBytes key, byte[] additional, ByteBuffer plain, ByteBuffer sealed) {
    try {
      cipher(Cipher.ENCRYPT_MODE, key, additional).doFinal(plain, sealed);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("sealing failed", impossible);
    }
  }

  /// Writes the plaintext of ciphertext and tag; false, and nothing to be used in `plain`, where
  /// the tag is not that of this key and additional data.
  static boolean open(SecretBytes key, byte[] additional, ByteBuffer sealed, ByteBuffer plain) {
    try {
      cipher(Cipher.DECRYPT_MODE, key, additional).doFinal(sealed, plain);
      return true;
    } catch (AEADBadTagException notAuthentic) {
      return false;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("opening failed", impossible);
    }
  }

  private static Cipher cipher(int mode, SecretBytes key, byte[] additional)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new LentKey(key, "AES"), new GCMParameterSpec(TAG * 8, new byte[NONCE]));
    cipher.updateAAD(additional);
    return cipher;
  }
}
