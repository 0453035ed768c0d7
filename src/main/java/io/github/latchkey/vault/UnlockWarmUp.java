package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What an unlock does, in small and with nothing secret, while a person types the password: small
/// key derivations and an empty vault in memory. The real unlock then finds its code loaded and
/// compiled, and the memory of a usual vault ready; the first one of a process takes more than
/// twice as long otherwise.
///
/// Once per process, on a daemon thread of the lowest priority (the memory is cleared by the common
/// pool, too); works for about a second, holds the memory for 30 more, and ends once the first real
/// derivation begins, which needs the processors for itself.
public final class UnlockWarmUp implements AutoCloseable {

  /// Enough for the compiler's last stage. Each round is small, so that the compiler has seen every
  /// branch of a derivation before it compiles one: else it compiles again in the real one.
  private static final int ROUNDS = 250;

  private static final int REHEARSALS = 25;
  private static final int SMALLEST_KIB = 64;
  private static final int SMALL_KIB = 4 << 10;
  private static final int PASSES = 2;

  /// Longer than most people type.
  private static final Duration HELD_FOR = Duration.ofSeconds(30);

  private static final int LANES = 2;

  private static final AtomicReference<UnlockWarmUp> ONLY = new AtomicReference<>();

  private final Thread thread;

  private UnlockWarmUp(Runnable work) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("latchkey-warm-up")
            .priority(Thread.MIN_PRIORITY)
            .unstarted(work);
  }

  /// Starts it, unless this process had one already.
  public static UnlockWarmUp start() {
    var warmUp = new UnlockWarmUp(UnlockWarmUp::run);
    if (ONLY.compareAndSet(null, warmUp)) {
      warmUp.thread.start();
    }
    return warmUp;
  }

  /// Starts this work in the place of whatever was started, for tests.
  static UnlockWarmUp startAnew(Runnable work) {
    var warmUp = new UnlockWarmUp(work);
    ONLY.set(warmUp);
    warmUp.thread.start();
    return warmUp;
  }

  /// Stops the one of this process early, if there is one.
  static void end() {
    Optional.ofNullable(ONLY.get()).ifPresent(UnlockWarmUp::close);
  }

  static void run() {
    byte[] salt = new byte[16];
    try (var password = SecretBytes.copyOf(new byte[8])) {
      Argon2.raw(password, salt, SMALLEST_KIB, PASSES, LANES).close();
      fillAgain();
      for (int i = 0; i < REHEARSALS; i++) {
        rehearse();
      }
      Argon2.raw(password, salt, SMALL_KIB, PASSES, LANES).close();
      ArgonPages.hold(ArgonCost.standard().memoryKib(), HELD_FOR);
    } catch (InterruptedException | VaultException | OutOfMemoryError enough) {
      // the real unlock is only slower without it
    }
  }

  private static void fillAgain() throws InterruptedException {
    try (var memory = new ArgonMemory(SMALLEST_KIB, LANES)) {
      for (int i = 0; i < ROUNDS; i++) {
        for (int turn = 0; turn < PASSES * ArgonMemory.SLICES * LANES; turn++) {
          int lane = turn % LANES;
          int slice = turn / LANES % ArgonMemory.SLICES;
          int pass = turn / LANES / ArgonMemory.SLICES;
          new ArgonSegment(memory, PASSES, pass, slice, lane).run();
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
  }

  /// Opens an empty vault that was never on a disk.
  private static void rehearse() throws VaultException {
    Path nowhere = Path.of("");
    String vault = Randomness.text(VaultHeader.VAULT);
    byte[] salt = Randomness.bytes(VaultHeader.SALT);
    try (SecretBytes dataKey = Randomness.secret(KeyDerivation.KEY);
        SecretBytes ikm = Randomness.secret(KeyDerivation.KEY);
        var contents = new VaultContents();
        ScratchMemory plain = Plaintext.write(contents, nowhere);
        var sealed = new ScratchMemory(plain.buffer().capacity() + OneTimeCipher.TAG)) {
      var draft = new PasswordSlot(Randomness.text(8), ArgonCost.least(), Randomness.text(16), "");
      String wrap = SlotSeal.seal(dataKey, vault, draft, ikm, salt);
      var slot = new PasswordSlot(draft.id(), draft.cost(), draft.salt(), wrap);
      String commit = VaultHeader.commitment(dataKey, vault);
      String text =
          new VaultHeader(vault, 1, 1, commit, Base64Url.encode(salt), List.of(slot)).text();
      VaultHeader header = HeaderReader.read(text.getBytes(StandardCharsets.US_ASCII), nowhere);
      try (SecretBytes key = header.payloadKey(dataKey)) {
        OneTimeCipher.seal(key, header.prefix(), plain.buffer(), sealed.buffer());
      }
      SlotSeal.open(vault, slot, ikm, salt)
          .filter(header::isCommittedTo)
          .ifPresent(SecretBytes::close);
      try (SecretBytes key = header.payloadKey(dataKey)) {
        OneTimeCipher.open(key, header.prefix(), sealed.buffer(), plain.buffer());
      }
      Plaintext.read(plain.buffer(), nowhere).close();
    }
  }

  boolean isDaemon() {
    return thread.isDaemon();
  }

  /// Stops it early.
  @Override
  public void close() {
    thread.interrupt();
  }
}
