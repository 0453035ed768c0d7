package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;

/// Opens the smallest vault with its bytes changed, counts what was said, and fails on anything but
/// one clear fault: a crash, an opened vault, or much memory before the header was accepted.
///
/// Through the recovery slot, which needs no Argon2, unless said otherwise.
final class DamageTrials implements AutoCloseable {

  private static final long MOST_ALLOCATED = 64L << 20;
  private static final int CRC = 4;

  private final Path file;
  private final byte[] sound;
  private final int headerEnd;
  private final RandomAccessFile disk;
  private final Map<Kind, Integer> said = new EnumMap<>(Kind.class);
  private int tried;
  private long mostOnHeap;
  private long mostInBuffers;
  private long mostOffHeap;

  DamageTrials(Path file) throws IOException, VaultException {
    this.file = file;
    this.sound = Files.readAllBytes(file);
    this.headerEnd = VaultFile.state(file).header().prefix().length;
    this.disk = new RandomAccessFile(file.toFile(), "rw");
  }

  /// Every `stride`th byte of the ciphertext and every other one, with one bit flipped; of the
  /// header's bytes five bits when the checksum is repaired.
  void flips(int stride, boolean repaired) throws IOException {
    int end = repaired ? sound.length - CRC : sound.length;
    for (int at = 0; at < end; at += isCiphertext(at) ? stride : 1) {
      boolean many = repaired && !isCiphertext(at);
      for (int bit : many ? new int[] {0, 1, 3, 5, 7} : new int[] {at % 8}) {
        byte[] bytes = sound.clone();
        bytes[at] ^= (byte) (1 << bit);
        open(repaired ? repaired(bytes) : bytes);
      }
    }
  }

  /// Every length, in the ciphertext every `stride`th.
  void truncations(int stride, boolean repaired) throws IOException {
    for (int length = sound.length - 1; length >= 0; length -= isCiphertext(length) ? stride : 1) {
      byte[] bytes = Arrays.copyOf(sound, length);
      open(repaired && length > CRC ? repaired(bytes) : bytes);
    }
  }

  /// One to five random changes, every second time within the header alone.
  void mutations(int count, long seed, boolean repaired) throws IOException {
    var random = new Random(seed);
    for (int done = 0; done < count; ) {
      byte[] bytes = mutated(random, done % 2 == 0 ? headerEnd : sound.length);
      if (!Arrays.equals(bytes, sound)) {
        open(repaired ? repaired(bytes) : bytes);
        done++;
      }
    }
  }

  private byte[] mutated(Random random, int bound) {
    byte[] bytes = sound.clone();
    for (int n = random.nextInt(1, 6); n > 0; n--) {
      int at = random.nextInt(bound);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] = sound[random.nextInt(bound)];
        default ->
            System.arraycopy(
                sound, random.nextInt(bound / 2), bytes, at / 2, random.nextInt(1, 40));
      }
    }
    return bytes;
  }

  /// Mutations with the checksum repaired, opened with this password.
  void mutationsByPassword(int count, long seed, Passphrase password) throws IOException {
    var random = new Random(seed);
    for (int done = 0; done < count; ) {
      byte[] bytes = mutated(random, done % 2 == 0 ? headerEnd : sound.length);
      if (!Arrays.equals(bytes, sound)) {
        openByPassword(repaired(bytes), password);
        done++;
      }
    }
  }

  private void openByPassword(byte[] bytes, Passphrase password) throws IOException {
    write(bytes);
    try (Vault vault = read().unlock(password, SampleVault.CLOCK)) {
      throw new AssertionError("opened as " + vault.mark());
    } catch (VaultException fault) {
      said.merge(fault.kind(), 1, Integer::sum);
    }
    tried++;
  }

  private void open(byte[] bytes) throws IOException {
    write(bytes);
    try (RecoveryKey key = SampleVault.recovery();
        Vault vault = read().unlock(key, SampleVault.CLOCK)) {
      throw new AssertionError("opened as " + vault.mark());
    } catch (VaultException fault) {
      said.merge(fault.kind(), 1, Integer::sum);
    }
    tried++;
  }

  /// Over what is there: a new file of each would cost the disk a flush.
  private void write(byte[] bytes) throws IOException {
    disk.seek(0);
    disk.write(bytes);
    disk.setLength(bytes.length);
  }

  private LockedVault read() throws VaultException {
    long onHeap = AllocatedBytes.onHeap();
    long inBuffers = AllocatedBytes.inDirectBuffers();
    long offHeap = AllocatedBytes.offHeap();
    try {
      return LockedVault.read(file);
    } finally {
      mostOnHeap = Math.max(mostOnHeap, AllocatedBytes.onHeap() - onHeap);
      mostInBuffers = Math.max(mostInBuffers, AllocatedBytes.inDirectBuffers() - inBuffers);
      mostOffHeap = Math.max(mostOffHeap, AllocatedBytes.offHeap() - offHeap);
      assertTrue(mostOnHeap + mostInBuffers + mostOffHeap <= MOST_ALLOCATED, report());
    }
  }

  private boolean isCiphertext(int at) {
    return at > headerEnd + 40 && at < sound.length - 40;
  }

  private static byte[] repaired(byte[] bytes) {
    var crc = new CRC32();
    crc.update(bytes, 0, bytes.length - CRC);
    ByteBuffer.wrap(bytes).putInt(bytes.length - CRC, (int) crc.getValue());
    return bytes;
  }

  Map<Kind, Integer> said() {
    return said;
  }

  String report() {
    int refused = said.values().stream().mapToInt(Integer::intValue).sum();
    return "%d of %d refused, each with one fault %s; at most %d KiB on the heap, %d KiB in buffers and %d KiB of the system's memory before the header was accepted"
        .formatted(refused, tried, said, mostOnHeap >> 10, mostInBuffers >> 10, mostOffHeap >> 10);
  }

  @Override
  public void close() throws IOException {
    write(sound);
    disk.close();
  }
}
