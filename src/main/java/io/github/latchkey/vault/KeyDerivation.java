package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/// HKDF with SHA-256 (RFC 5869): K(ikm, salt, info) of the format.
///
/// Written over [Mac] because the JDK's own `KDF` keeps copies of its input that cannot be wiped.
final class KeyDerivation {

  /// Length of every key of the format, in bytes.
  static final int KEY = 32;

  private static final String HMAC = "HmacSHA256";

  private KeyDerivation() {}

  /// A 32-byte key; the caller closes it, and the input stays the caller's.
  static SecretBytes derive(SecretBytes ikm, byte[] salt, String info) {
    return SecretBytes.take(derive(ikm, salt, info.getBytes(StandardCharsets.US_ASCII), KEY));
  }

  static byte[] derive(SecretBytes ikm, byte[] salt, byte[] info, int length) {
    try (var extractor = SecretBytes.copyOf(salt);
        var extracted = SecretBytes.take(ikm.lend(bytes -> hmac(extractor, bytes)))) {
      byte[] out = new byte[length];
      byte[] block = new byte[0];
      for (int done = 0, n = 1; done < length; n++) {
        byte[] next = hmac(extracted, block, info, new byte[] {(byte) n});
        Arrays.fill(block, (byte) 0);
        block = next;
        int part = Math.min(block.length, length - done);
        System.arraycopy(block, 0, out, done, part);
        done += part;
      }
      Arrays.fill(block, (byte) 0);
      return out;
    }
  }

  private static byte[] hmac(SecretBytes key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new LentKey(key, HMAC));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no HMAC with SHA-256", missing);
    }
  }
}
