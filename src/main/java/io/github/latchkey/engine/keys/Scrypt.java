package io.github.latchkey.engine.keys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// scrypt (RFC 7914) that notices an interruption within a few milliseconds, which Bouncy Castle's
/// does not, and whose memory is exactly `128·N·r` bytes for the table and `128·r·p` for the lanes.
final class Scrypt {

  /// 128·N·r.
  static final long MOST_MEMORY = 64L << 20;

  static final int MOST_LANES = 16;

  /// Bytes of the salt, which is hashed again for each 32 bytes of the lanes. Programs write 8 to
  /// 32.
  static final int MOST_SALT = 1024;

  private static final int BLOCK = 16;
  private static final int BETWEEN_LOOKS = 0xff;

  private final int cost;
  private final int words;
  private final int[] table;
  private final int[] mixed;
  private final int[] state = new int[BLOCK];
  private final int[] work = new int[BLOCK];

  private Scrypt(int cost, int blockSize, int[] table) {
    this.cost = cost;
    words = 2 * BLOCK * blockSize;
    this.table = table;
    mixed = new int[words];
  }

  /// Counts the cost before any work. Parameters that are none (RFC 7914 section 2) are an
  /// IllegalArgumentException.
  static void spend(Unlocking unlocking, int salt, long cost, long blockSize, long lanes)
      throws UnreadableKey {
    if (cost < 2 || Long.bitCount(cost) != 1 || blockSize < 1 || lanes < 1) {
      throw new IllegalArgumentException("no scrypt parameters");
    }
    Unlocking.require("lanes", lanes, MOST_LANES);
    Unlocking.require("salt", salt, MOST_SALT);
    Unlocking.require("bytes", Math.max(cost, blockSize), MOST_MEMORY);
    long largest = Math.max(cost, 8 * lanes); // the lanes' own memory is kept an eighth of it
    Unlocking.require("bytes", 128 * largest * Math.min(blockSize, MOST_MEMORY), MOST_MEMORY);
    unlocking.spend("bytes", 128 * cost * blockSize * lanes, MOST_MEMORY * MOST_LANES);
  }

  /// The words of the table.
  static int words(int cost, int blockSize) {
    return 2 * BLOCK * blockSize * cost;
  }

  /// The key, which the caller wipes. The parameters were counted.
  static byte[] derive(byte[] password, byte[] salt, int cost, int blockSize, int lanes, int length)
      throws GeneralSecurityException, UnreadableKey {
    int[] table = new int[words(cost, blockSize)];
    return derive(password, salt, cost, blockSize, lanes, length, table);
  }

  /// The same in a table of at least as many words, which is wiped.
  static byte[] derive(
      byte[] password, byte[] salt, int cost, int blockSize, int lanes, int length, int[] table)
      throws GeneralSecurityException, UnreadableKey {
    int width = 128 * blockSize;
    byte[] blocks = Pbkdf2.derive("HmacSHA256", password, salt, 1, width * lanes);
    var scrypt = new Scrypt(cost, blockSize, table);
    try {
      for (int lane = 0; lane < lanes; lane++) {
        IntBuffer block =
            ByteBuffer.wrap(blocks, lane * width, width)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
        scrypt.mix(block);
      }
      return Pbkdf2.derive("HmacSHA256", password, blocks, 1, length);
    } finally {
      Arrays.fill(blocks, (byte) 0);
      scrypt.wipe();
    }
  }

  /// Section 5.
  private void mix(IntBuffer block) throws UnreadableKey {
    int[] x = new int[words];
    block.get(0, x);
    for (int i = 0; i < cost; i++) {
      look(i);
      System.arraycopy(x, 0, table, i * words, words);
      mixBlocks(x);
    }
    for (int i = 0; i < cost; i++) {
      look(i);
      int from = (x[words - BLOCK] & cost - 1) * words;
      for (int j = 0; j < words; j++) {
        x[j] ^= table[from + j];
      }
      mixBlocks(x);
    }
    block.put(0, x);
    Arrays.fill(x, 0);
  }

  private static void look(int step) throws UnreadableKey {
    if ((step & BETWEEN_LOOKS) == 0) {
      Unlocking.requireNotCancelled();
    }
  }

  /// Section 4: the even blocks go to the first half, the odd ones to the second.
  private void mixBlocks(int[] x) {
    System.arraycopy(x, words - BLOCK, state, 0, BLOCK);
    for (int i = 0; i < words / BLOCK; i++) {
      for (int j = 0; j < BLOCK; j++) {
        state[j] ^= x[i * BLOCK + j];
      }
      salsa();
      int target = i / 2 * BLOCK + (i % 2 == 0 ? 0 : words / 2);
      System.arraycopy(state, 0, mixed, target, BLOCK);
    }
    System.arraycopy(mixed, 0, x, 0, words);
  }

  /// Section 3: Salsa20/8.
  private void salsa() {
    System.arraycopy(state, 0, work, 0, BLOCK);
    for (int round = 0; round < 4; round++) {
      quarter(0, 4, 8, 12);
      quarter(5, 9, 13, 1);
      quarter(10, 14, 2, 6);
      quarter(15, 3, 7, 11);
      quarter(0, 1, 2, 3);
      quarter(5, 6, 7, 4);
      quarter(10, 11, 8, 9);
      quarter(15, 12, 13, 14);
    }
    for (int i = 0; i < BLOCK; i++) {
      state[i] += work[i];
    }
  }

  private void quarter(int a, int b, int c, int d) {
    int[] w = work;
    w[b] ^= Integer.rotateLeft(w[a] + w[d], 7);
    w[c] ^= Integer.rotateLeft(w[b] + w[a], 9);
    w[d] ^= Integer.rotateLeft(w[c] + w[b], 13);
    w[a] ^= Integer.rotateLeft(w[d] + w[c], 18);
  }

  private void wipe() {
    Arrays.fill(table, 0);
    Arrays.fill(mixed, 0);
    Arrays.fill(state, 0);
    Arrays.fill(work, 0);
  }
}
