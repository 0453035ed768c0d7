package io.github.latchkey.engine.keys;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/// PBKDF2 (RFC 8018 section 5.2) that notices an interruption within a few milliseconds, which
/// neither the JDK's nor Bouncy Castle's does.
final class Pbkdf2 {

  private static final int BETWEEN_LOOKS = 0xfff;

  private Pbkdf2() {}

  /// The key, which the caller wipes. `hmac` is JCA's name: `HmacSHA256`.
  static byte[] derive(String hmac, byte[] password, byte[] salt, int iterations, int length)
      throws GeneralSecurityException, UnreadableKey {
    // HMAC fills its key with zeros, so one zero is the same key as none, which JCA does not take.
    byte[] key = password.length == 0 ? new byte[1] : password;
    Mac mac = Mac.getInstance(hmac);
    mac.init(new SecretKeySpec(key, hmac));
    int width = mac.getMacLength();
    int blocks = Math.ceilDiv(length, width);
    byte[] derived = new byte[blocks * width];
    byte[] last = new byte[width];
    byte[] sum = new byte[width];
    try {
      for (int block = 1; block <= blocks; block++) {
        Unlocking.requireNotCancelled();
        mac.update(salt);
        mac.update(
            new byte[] {
              (byte) (block >>> 24), (byte) (block >>> 16), (byte) (block >>> 8), (byte) block
            });
        mac.doFinal(last, 0);
        System.arraycopy(last, 0, sum, 0, width);
        repeat(mac, last, sum, iterations);
        System.arraycopy(sum, 0, derived, (block - 1) * width, width);
      }
      return Arrays.copyOf(derived, length);
    } finally {
      Arrays.fill(derived, (byte) 0);
      Arrays.fill(last, (byte) 0);
      Arrays.fill(sum, (byte) 0);
    }
  }

  private static void repeat(Mac mac, byte[] last, byte[] sum, int iterations)
      throws ShortBufferException, UnreadableKey {
    for (int i = 1; i < iterations; i++) {
      if ((i & BETWEEN_LOOKS) == 0) {
        Unlocking.requireNotCancelled();
      }
      mac.update(last);
      mac.doFinal(last, 0);
      for (int j = 0; j < sum.length; j++) {
        sum[j] ^= last[j];
      }
    }
  }
}
