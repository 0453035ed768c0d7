package io.github.latchkey.secret;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// ChaCha20 (RFC 8439) over memory, from any byte on.
///
/// Our own, because the JDK's ciphers want their key on the heap and keep a copy of it there that
/// nobody can wipe. The nonce is a 64-bit number (its first four bytes are zero).
final class KeyStream {

  private static final int BLOCK = 64;
  private static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private KeyStream() {}

  /// target = source xor stream; both have the same length and may be the same memory.
  /// IllegalArgument beyond 2^32 blocks.
  static void add(
      MemorySegment key, long nonce, long position, MemorySegment source, MemorySegment target) {
    int[] words = new int[BLOCK / Integer.BYTES];
    long length = source.byteSize();
    for (long done = 0; done < length; ) {
      long at = position + done;
      block(key, Math.toIntExact(at / BLOCK), nonce, words);
      int from = (int) (at % BLOCK);
      int count = (int) Math.min(BLOCK - from, length - done);
      if (count == BLOCK) {
        for (int i = 0; i < words.length; i++) {
          long place = done + (long) i * Integer.BYTES;
          target.set(WORD, place, source.get(WORD, place) ^ words[i]);
        }
      } else {
        for (int i = 0; i < count; i++) {
          byte mask = (byte) (words[(from + i) / Integer.BYTES] >>> Byte.SIZE * ((from + i) % 4));
          byte plain = source.get(ValueLayout.JAVA_BYTE, done + i);
          target.set(ValueLayout.JAVA_BYTE, done + i, (byte) (plain ^ mask));
        }
      }
      done += count;
    }
    Arrays.fill(words, 0);
  }

  /// One block of the stream (section 2.3), its sixteen words kept in registers.
  private static void block(MemorySegment key, int counter, long nonce, int[] out) {
    int k0 = key.get(WORD, 0);
    int k1 = key.get(WORD, 4);
    int k2 = key.get(WORD, 8);
    int k3 = key.get(WORD, 12);
    int k4 = key.get(WORD, 16);
    int k5 = key.get(WORD, 20);
    int k6 = key.get(WORD, 24);
    int k7 = key.get(WORD, 28);
    int a0 = 0x61707865;
    int a1 = 0x3320646e;
    int a2 = 0x79622d32;
    int a3 = 0x6b206574;
    int b0 = k0;
    int b1 = k1;
    int b2 = k2;
    int b3 = k3;
    int c0 = k4;
    int c1 = k5;
    int c2 = k6;
    int c3 = k7;
    int d0 = counter;
    int d1 = 0;
    int d2 = (int) nonce;
    int d3 = (int) (nonce >>> Integer.SIZE);
    for (int i = 0; i < 10; i++) {
      // the four columns
      a0 += b0;
      a1 += b1;
      a2 += b2;
      a3 += b3;
      d0 = Integer.rotateLeft(d0 ^ a0, 16);
      d1 = Integer.rotateLeft(d1 ^ a1, 16);
      d2 = Integer.rotateLeft(d2 ^ a2, 16);
      d3 = Integer.rotateLeft(d3 ^ a3, 16);
      c0 += d0;
      c1 += d1;
      c2 += d2;
      c3 += d3;
      b0 = Integer.rotateLeft(b0 ^ c0, 12);
      b1 = Integer.rotateLeft(b1 ^ c1, 12);
      b2 = Integer.rotateLeft(b2 ^ c2, 12);
      b3 = Integer.rotateLeft(b3 ^ c3, 12);
      a0 += b0;
      a1 += b1;
      a2 += b2;
      a3 += b3;
      d0 = Integer.rotateLeft(d0 ^ a0, 8);
      d1 = Integer.rotateLeft(d1 ^ a1, 8);
      d2 = Integer.rotateLeft(d2 ^ a2, 8);
      d3 = Integer.rotateLeft(d3 ^ a3, 8);
      c0 += d0;
      c1 += d1;
      c2 += d2;
      c3 += d3;
      b0 = Integer.rotateLeft(b0 ^ c0, 7);
      b1 = Integer.rotateLeft(b1 ^ c1, 7);
      b2 = Integer.rotateLeft(b2 ^ c2, 7);
      b3 = Integer.rotateLeft(b3 ^ c3, 7);
      // the four diagonals
      a0 += b1;
      a1 += b2;
      a2 += b3;
      a3 += b0;
      d3 = Integer.rotateLeft(d3 ^ a0, 16);
      d0 = Integer.rotateLeft(d0 ^ a1, 16);
      d1 = Integer.rotateLeft(d1 ^ a2, 16);
      d2 = Integer.rotateLeft(d2 ^ a3, 16);
      c2 += d3;
      c3 += d0;
      c0 += d1;
      c1 += d2;
      b1 = Integer.rotateLeft(b1 ^ c2, 12);
      b2 = Integer.rotateLeft(b2 ^ c3, 12);
      b3 = Integer.rotateLeft(b3 ^ c0, 12);
      b0 = Integer.rotateLeft(b0 ^ c1, 12);
      a0 += b1;
      a1 += b2;
      a2 += b3;
      a3 += b0;
      d3 = Integer.rotateLeft(d3 ^ a0, 8);
      d0 = Integer.rotateLeft(d0 ^ a1, 8);
      d1 = Integer.rotateLeft(d1 ^ a2, 8);
      d2 = Integer.rotateLeft(d2 ^ a3, 8);
      c2 += d3;
      c3 += d0;
      c0 += d1;
      c1 += d2;
      b1 = Integer.rotateLeft(b1 ^ c2, 7);
      b2 = Integer.rotateLeft(b2 ^ c3, 7);
      b3 = Integer.rotateLeft(b3 ^ c0, 7);
      b0 = Integer.rotateLeft(b0 ^ c1, 7);
    }
    out[0] = a0 + 0x61707865;
    out[1] = a1 + 0x3320646e;
    out[2] = a2 + 0x79622d32;
    out[3] = a3 + 0x6b206574;
    out[4] = b0 + k0;
    out[5] = b1 + k1;
    out[6] = b2 + k2;
    out[7] = b3 + k3;
    out[8] = c0 + k4;
    out[9] = c1 + k5;
    out[10] = c2 + k6;
    out[11] = c3 + k7;
    out[12] = d0 + counter;
    out[13] = d1;
    out[14] = d2 + (int) nonce;
    out[15] = d3 + (int) (nonce >>> Integer.SIZE);
  }
}
