package io.github.latchkey.engine.keys;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/// A key derivation of a library that notices no interruption: Bouncy Castle's bcrypt and Argon2.
///
/// It runs on a thread of its own, which is left behind where the caller is interrupted. At the
/// limits of a key file it comes to its end within three seconds, and what it had is wiped.
final class LibraryDerivation {

  /// The name of that thread.
  static final String THREAD = "key derivation";

  private LibraryDerivation() {}

  /// What the derivation makes of a copy of the passphrase, for the caller to wipe.
  static byte[] derive(byte[] passphrase, UnaryOperator<byte[]> derivation) throws UnreadableKey {
    Unlocking.requireNotCancelled();
    var result = new CompletableFuture<byte[]>();
    byte[] copy = passphrase.clone();
    var thread = new Thread(() -> run(derivation, copy, result), THREAD);
    thread.setDaemon(true);
    thread.start();
    try {
      return result.get();
    } catch (InterruptedException wanted) {
      result.completeExceptionally(wanted);
      result.thenAccept(LibraryDerivation::wipe); // where it was quicker
      Thread.currentThread().interrupt();
      throw Unlocking.cancelled();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error broken) {
        throw broken;
      }
      throw new IllegalArgumentException("no parameters of this derivation");
    }
  }

  private static void run(
      UnaryOperator<byte[]> derivation, byte[] passphrase, CompletableFuture<byte[]> result) {
    try {
      byte[] derived = derivation.apply(passphrase);
      if (!result.complete(derived)) {
        wipe(derived);
      }
    } catch (RuntimeException | Error failed) { // the caller's to see
      result.completeExceptionally(failed);
    } finally {
      wipe(passphrase);
    }
  }

  private static void wipe(byte[] bytes) {
    Arrays.fill(bytes, (byte) 0);
  }
}
