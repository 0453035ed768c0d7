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

  /// As much as is made at once: longer loops are quicker.
  private static final int PIECE = 32 * BLOCK;

  private static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfLong WORDS =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private KeyStream() {}

  /// target = source xor stream; both have the same length and may be the same memory.
  static void add(
      MemorySegment key, long nonce, long position, MemorySegment source, MemorySegment target) {
    long[] stream = new long[PIECE / Long.BYTES];
    long length = source.byteSize();
    for (long done = 0; done < length; ) {
      int from = (int) ((position + done) % BLOCK);
      int count = (int) Math.min(PIECE - from, length - done);
      int first = Math.toIntExact((position + done) / BLOCK);
      for (int i = 0; i * BLOCK < from + count; i++) {
        block(key, first + i, nonce, stream, i * BLOCK / Long.BYTES);
      }
      add(stream, from, source.asSlice(done, count), target.asSlice(done, count));
      done += count;
    }
    Arrays.fill(stream, 0);
  }

  /// Adds the stream from a byte on: bytes up to its next whole word, whole words as far as they
  /// go, bytes again.
  private static void add(long[] stream, int from, MemorySegment source, MemorySegment target) {
    int count = (int) source.byteSize();
    int head = Math.min(count, -from & (Long.BYTES - 1));
    int words = (count - head) / Long.BYTES;
    int first = (from + head) / Long.BYTES;
    addBytes(stream, from, 0, head, source, target);
    for (int i = 0; i < words; i++) {
      long place = head + (long) i * Long.BYTES;
      target.set(WORDS, place, source.get(WORDS, place) ^ stream[first + i]);
    }
    addBytes(stream, from, head + words * Long.BYTES, count, source, target);
  }

  private static void addBytes(
      long[] stream, int from, int begin, int end, MemorySegment source, MemorySegment target) {
    for (int at = begin; at < end; at++) {
      int i = from + at;
      byte mask = (byte) (stream[i / Long.BYTES] >>> Byte.SIZE * (i % Long.BYTES));
      byte plain = source.get(ValueLayout.JAVA_BYTE, at);
      target.set(ValueLayout.JAVA_BYTE, at, (byte) (plain ^ mask));
    }
  }

  /// One block of the stream (section 2.3), its sixteen words kept in registers.
  private static void block(MemorySegment key, int counter, long nonce, long[] out, int at) {
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
    out[at] = word(a0 + 0x61707865, a1 + 0x3320646e);
    out[at + 1] = word(a2 + 0x79622d32, a3 + 0x6b206574);
    out[at + 2] = word(b0 + k0, b1 + k1);
    out[at + 3] = word(b2 + k2, b3 + k3);
    out[at + 4] = word(c0 + k4, c1 + k5);
    out[at + 5] = word(c2 + k6, c3 + k7);
    out[at + 6] = word(d0 + counter, d1);
    out[at + 7] = word(d2 + (int) nonce, d3 + (int) (nonce >>> Integer.SIZE));
  }

  private static long word(int low, int high) {
    return (long) high << Integer.SIZE | low & 0xFFFF_FFFFL;
  }
}
