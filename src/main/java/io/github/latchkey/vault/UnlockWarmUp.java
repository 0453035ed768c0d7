package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// What an unlock does, in small and with nothing secret, while a person types the password: small
/// key derivations and an empty vault in memory. The real unlock then finds its code loaded and
/// compiled; the first one of a process takes more than twice as long otherwise.
///
/// Once per process, on a daemon thread of the lowest priority; ends by itself after about a second
/// of work.
public final class UnlockWarmUp implements AutoCloseable {

  /// Enough for the compiler's last stage, and over every branch that the real one takes: several
  /// lanes, later passes.
  private static final int RUNS = 250;

  private static final int RUNS_PER_REHEARSAL = 10;
  private static final int MEMORY_KIB = 1 << 10;
  private static final int PASSES = 2;
  private static final int LANES = 2;

  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private final Thread thread;

  private UnlockWarmUp() {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("latchkey-warm-up")
            .priority(Thread.MIN_PRIORITY)
            .unstarted(UnlockWarmUp::run);
  }

  /// Starts it, unless this process had one already.
  public static UnlockWarmUp start() {
    var warmUp = new UnlockWarmUp();
    if (STARTED.compareAndSet(false, true)) {
      warmUp.thread.start();
    }
    return warmUp;
  }

  static void run() {
    byte[] salt = new byte[16];
    try (var password = SecretBytes.copyOf(new byte[8])) {
      for (int i = 0; i < RUNS; i++) {
        Argon2.raw(password, salt, MEMORY_KIB, PASSES, LANES).close();
        if (i % RUNS_PER_REHEARSAL == 0) {
          rehearse();
        }
      }
    } catch (InterruptedException | VaultException | OutOfMemoryError enough) {
      // the real unlock is only slower without it
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
