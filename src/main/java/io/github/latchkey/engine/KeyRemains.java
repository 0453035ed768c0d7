package io.github.latchkey.engine;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;

/// What the JDK keeps of keys that signed and that nobody can wipe: key objects until they are
/// collected, and the private exponent of every RSA key beside its blinding values, in a map that
/// drops an entry only when it is used again after the key was collected.
///
/// So a collection, a signature with a key that is worth nothing, another collection, and the freed
/// memory is written over. Takes about a tenth of a second. The collector must be one that moves
/// everything together (`-XX:MarkSweepAlwaysCompactCount=1` in the launcher): otherwise it leaves
/// what is dead where it lies for a while.
public final class KeyRemains {

  private static final int PIECE = 64 << 10;
  private static final int WORTHLESS_BITS = 512;

  private static volatile boolean expected;
  private static volatile byte[] written = {};

  private KeyRemains() {}

  /// Notes that a key is about to leave remains.
  static void expect() {
    expected = true;
  }

  /// Clears what can be cleared. Whoever still holds a signer keeps its key. Not for the JavaFX
  /// thread.
  public static synchronized void clear() {
    expected = false;
    for (int i = 0; i < 2; i++) { // the map may learn of a collection a moment after it
      System.gc();
      signWithAWorthlessKey();
    }
    System.gc();
    overwriteFreedMemory();
  }

  /// The same where a key has signed since the last time.
  public static void clearIfExpected() {
    if (expected) {
      clear();
    }
  }

  private static void signWithAWorthlessKey() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(WORTHLESS_BITS);
      KeyPair pair = generator.generateKeyPair();
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.sign();
    } catch (GeneralSecurityException remainsStay) {
      // a JDK with another provider, or a policy against short keys; the threat model says what
      // stays
    }
  }

  /// New arrays are filled with zeros, and lie where the collected objects lay.
  private static void overwriteFreedMemory() {
    long free = Runtime.getRuntime().freeMemory();
    for (long done = 0; done < free; done += PIECE) {
      written = new byte[PIECE];
    }
    written = new byte[0];
  }
}
