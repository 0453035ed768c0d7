package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.ThreadUse;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.junit.jupiter.api.Test;

/// Whoever gives up while a key file is opened, or while a key is made, does not wait for the rest.
/// All times are the processor's: what takes seconds ends within a fraction of one.
class DerivationCancelTest {

  private static final long UNDER_WAY_NANOS = 100_000_000;
  private static final long SOON_NANOS = 400_000_000;

  /// Something at work on a thread, and what it ended with.
  private static final class Work {

    private final CompletableFuture<Object> result = new CompletableFuture<>();
    private final Thread thread;

    Work(java.util.concurrent.Callable<?> work) {
      thread =
          new Thread(
              () -> {
                try {
                  result.complete(work.call());
                } catch (Throwable failed) { // what the test looks at
                  result.completeExceptionally(failed);
                }
              });
      thread.start();
    }

    Throwable failure() {
      return result.handle((value, failed) -> failed).join();
    }
  }

  private static Work opening(byte[] file) {
    return new Work(
        () -> {
          try (SecretBytes passphrase = TestKeys.secret("x")) {
            return KeyReader.read(file, KeyRequest.anything().withPassphrase(passphrase));
          }
        });
  }

  /// Looks again each time that the thread has had a moment.
  private static void await(Thread thread, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      try {
        thread.join(Duration.ofMillis(2));
      } catch (InterruptedException nobodyInterruptsIt) {
        throw new IllegalStateException(nobodyInterruptsIt);
      }
    }
  }

  /// Interrupts work that would take seconds more, and asks how much it went on for.
  private static void assertStopsSoon(Work work) {
    await(work.thread, () -> ThreadUse.processorNanos(work.thread) > UNDER_WAY_NANOS);
    long before = ThreadUse.processorNanos(work.thread);
    work.thread.interrupt();
    var last = new AtomicLong(before);
    await(
        work.thread,
        () -> {
          last.accumulateAndGet(ThreadUse.processorNanos(work.thread), Math::max);
          return work.result.isDone();
        });
    assertInstanceOf(CancellationException.class, work.failure());
    long more = last.get() - before;
    assertTrue(more < SOON_NANOS, "went on for " + more / 1_000_000 + " ms");
  }

  @Test
  void pbkdf2StopsOnItsWay() throws IOException {
    byte[] salt = new byte[16];
    assertStopsSoon(
        opening(
            HostileFiles.locked(
                    HostileFiles.pbkdf2(2_000_000, PKCSObjectIdentifiers.id_hmacWithSHA512, salt))
                .getBytes()));
  }

  @Test
  void scryptStopsOnItsWay() throws IOException {
    assertStopsSoon(
        opening(HostileFiles.locked(HostileFiles.scrypt(1 << 16, 8, 16, 16)).getBytes()));
  }

  @Test
  void anRsaKeyIsNotMadeToItsEnd() {
    Work work = new Work(NewKey.RSA_4096::generate);
    await(work.thread, () -> ThreadUse.processorNanos(work.thread) > UNDER_WAY_NANOS / 10);
    work.thread.interrupt();
    assertInstanceOf(CancellationException.class, work.failure());
  }

  /// A library's derivation goes on alone on its thread; nobody waits for it.
  private static void assertLeavesItBehind(byte[] file) throws InterruptedException {
    Work work = opening(file);
    await(work.thread, () -> derivation().filter(t -> ThreadUse.processorNanos(t) > 0).isPresent());
    Thread derivation = derivation().orElseThrow();
    work.thread.interrupt();
    assertInstanceOf(CancellationException.class, work.failure());
    assertTrue(derivation.isAlive(), "it came to its end before anybody gave up");
    derivation.join();
  }

  private static Optional<Thread> derivation() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(LibraryDerivation.THREAD))
        .findFirst();
  }

  @Test
  void nobodyWaitsForBcrypt() throws Exception {
    assertLeavesItBehind(HostileFiles.bcrypt(60));
  }

  @Test
  void nobodyWaitsForArgon2() throws Exception {
    assertLeavesItBehind(HostileFiles.argon2(65_536, 6, 1));
  }

  @Test
  void whatIsLeftBehindWipesWhatItHad() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    byte[] derived = {1, 2, 3};
    var seen = new CompletableFuture<byte[]>();
    byte[] passphrase = {'x'};
    Work work =
        new Work(
            () ->
                LibraryDerivation.derive(
                    passphrase,
                    copy -> {
                      seen.complete(copy);
                      begun.countDown();
                      awaitUninterrupted(goOn);
                      return derived;
                    }));
    begun.await();
    Thread derivation = derivation().orElseThrow();
    work.thread.interrupt();
    assertInstanceOf(UnreadableKey.class, work.failure());
    assertArrayEquals(new byte[] {'x'}, seen.get(), "in use by what was left behind");
    goOn.countDown();
    derivation.join();
    assertArrayEquals(new byte[3], derived);
    assertArrayEquals(new byte[1], seen.get());
    assertArrayEquals(new byte[] {'x'}, passphrase, "the caller's to wipe");
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException nobodyInterruptsIt) {
      throw new IllegalStateException(nobodyInterruptsIt);
    }
  }

  @Test
  void whatGoesWrongInALibraryIsTheCallersToSee() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            LibraryDerivation.derive(
                new byte[1],
                copy -> {
                  throw new IllegalStateException();
                }));
    assertThrows(
        OutOfMemoryError.class,
        () ->
            LibraryDerivation.derive(
                new byte[1],
                copy -> {
                  throw new OutOfMemoryError();
                }));
  }
}
