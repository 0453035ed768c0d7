package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The smallest vault with its bytes changed: always one clear fault, never a crash, never a wrong
/// answer. Through the recovery slot, which needs no Argon2.
class DamageTest {

  /// Every byte outside the ciphertext is tried, and of the ciphertext every so manieth.
  private static final int STRIDE = 97;

  @TempDir Path folder;
  Path file;
  byte[] sound;
  int headerEnd;

  @BeforeEach
  void createSmallestVault() throws Exception {
    file = SampleVault.create(folder.toRealPath().resolve("vault"));
    sound = Files.readAllBytes(file);
    headerEnd = VaultFile.state(file).header().prefix().length;
  }

  @Test
  void everyFlippedByteIsNoticedWithoutAKey() throws Exception {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (int at = 0; at < sound.length; at++) {
        write(bytes, at, sound[at] ^ 1 << at % 8);
        kinds.add(fault(file));
        write(bytes, at, sound[at]);
      }
    }
    assertEquals(EnumSet.of(Kind.NOT_A_VAULT, Kind.VAULT_NEWER, Kind.VAULT_DAMAGED), kinds);
    LockedVault.read(file);
  }

  @Test
  void everyLostEndIsNoticedWithoutAKey() throws Exception {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (int length = sound.length - 1; length >= 0; length -= isCiphertext(length) ? 7 : 1) {
        bytes.setLength(length);
        assertEquals(Kind.VAULT_DAMAGED, fault(file), "length " + length);
      }
    }
  }

  @Test
  void aFlippedByteWithARepairedCrcDoesNotOpen() throws Exception {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (int at = 0; at < sound.length - 4; at += isCiphertext(at) ? STRIDE : 1) {
      for (int bit : isCiphertext(at) ? new int[] {at % 8} : new int[] {0, 1, 3, 5, 7}) {
        byte[] bytes = sound.clone();
        bytes[at] ^= (byte) (1 << bit);
        kinds.add(opening(repaired(bytes)));
      }
    }
    assertTrue(
        kinds.containsAll(
            Set.of(
                Kind.NOT_A_VAULT,
                Kind.VAULT_NEWER,
                Kind.VAULT_DAMAGED,
                Kind.VAULT_TOO_LARGE,
                Kind.WRONG_RECOVERY_KEY)),
        kinds.toString());
  }

  @Test
  void aLostEndWithARepairedCrcDoesNotOpen() throws Exception {
    for (int length = sound.length - 1; length > 4; length -= isCiphertext(length) ? STRIDE : 1) {
      Kind kind = opening(repaired(Arrays.copyOf(sound, length)));
      // A CRC in the place of the header's length may say anything.
      assertTrue(kind == Kind.VAULT_DAMAGED || length < 19, kind + " at length " + length);
    }
  }

  @Test
  void randomMutationsDoNotOpen() throws Exception {
    var random = new Random(20261121);
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = sound.clone();
      int bound = i % 2 == 0 ? headerEnd : bytes.length;
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
      if (!Arrays.equals(bytes, sound)) {
        opening(repaired(bytes));
      }
    }
  }

  private boolean isCiphertext(int at) {
    return at > headerEnd + 40 && at < sound.length - 40;
  }

  /// What keeps a file from opening; anything but one clear fault fails the test.
  private Kind opening(byte[] bytes) throws IOException {
    try (var damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.write(bytes); // over what is there: a new file of each would cost the disk a flush
      damaged.setLength(bytes.length);
    }
    try (Vault vault = SampleVault.open(file)) {
      throw new AssertionError("opened as generation " + vault.summary().generation());
    } catch (VaultException fault) {
      return fault.kind();
    }
  }

  private static Kind fault(Path file) {
    try {
      LockedVault.read(file);
      throw new AssertionError("read");
    } catch (VaultException fault) {
      return fault.kind();
    }
  }

  private static void write(RandomAccessFile bytes, int at, int value) throws IOException {
    bytes.seek(at);
    bytes.write(value);
  }

  private static byte[] repaired(byte[] bytes) {
    var crc = new CRC32();
    crc.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
    return bytes;
  }
}
