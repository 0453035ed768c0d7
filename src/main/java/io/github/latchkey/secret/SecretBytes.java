package io.github.latchkey.secret;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/// Bytes that die: off-heap, where no garbage collector copies them, encrypted under the key of
/// this process ([SessionKey]), readable for the length of one operation, overwritten on
/// [#close()].
///
/// Whoever creates one closes it. Use after closing fails with IllegalStateException. Safe for use
/// by several threads; a thread that closes while another reads makes that read fail rather than
/// see half of it.
public final class SecretBytes implements AutoCloseable {

  private final MemorySegment sealed;
  private final int length;
  private boolean closed;
  private final long nonce = SessionKey.nonce();

  private SecretBytes(MemorySegment plain) {
    length = Math.toIntExact(plain.byteSize());
    sealed = ProtectedMemory.allocateSmall(length);
    SessionKey.apply(nonce, 0, plain, sealed);
  }

  /// A secret with a copy of these bytes; the array stays the caller's, who still has to wipe it.
  public static SecretBytes copyOf(byte[] bytes) {
    return new SecretBytes(MemorySegment.ofArray(bytes));
  }

  /// A secret with these bytes; the array is wiped.
  public static SecretBytes take(byte[] bytes) {
    try {
      return copyOf(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// A secret with a copy of what remains in this buffer; the buffer keeps its position.
  public static SecretBytes copyOf(ByteBuffer bytes) {
    return new SecretBytes(MemorySegment.ofBuffer(bytes));
  }

  /// Length in bytes.
  public synchronized int length() {
    requireOpen();
    return length;
  }

  /// Lends a heap copy of the bytes for one operation and wipes it afterwards, whatever happens.
  /// The operation must not keep the array.
  public <R> R lend(Function<byte[], R> operation) {
    byte[] copy = bytes();
    try {
      return operation.apply(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  private byte[] bytes() {
    byte[] plain = new byte[length()];
    copy(0, MemorySegment.ofArray(plain));
    return plain;
  }

  /// Puts the bytes from `at` on into what remains of a buffer, which is moved behind them. The
  /// buffer is the caller's, who wipes it.
  public void copyTo(int at, int length, ByteBuffer target) {
    copy(at, MemorySegment.ofBuffer(target.slice(target.position(), length)));
    target.position(target.position() + length);
  }

  /// Another secret with some of the bytes and a life of its own.
  public SecretBytes copy(int at, int length) {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment plain = scratch.allocate(Math.max(1, length)).asSlice(0, length);
      copy(at, plain);
      var copy = new SecretBytes(plain);
      plain.fill((byte) 0);
      return copy;
    }
  }

  /// Another secret with the same bytes and a life of its own.
  public SecretBytes copy() {
    return copy(0, length());
  }

  private synchronized void copy(int at, MemorySegment plain) {
    requireOpen();
    SessionKey.apply(nonce, at, sealed.asSlice(at, plain.byteSize()), plain);
  }

  /// Whether both hold the same bytes; takes the same time wherever they differ.
  public boolean sameAs(SecretBytes other) {
    return lend(mine -> other.lend(theirs -> MessageDigest.isEqual(mine, theirs)));
  }

  /// Overwrites the bytes with zeros and frees them. A second call does nothing.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      sealed.fill((byte) 0);
      ProtectedMemory.free(sealed);
    }
  }

  /// Says the length and nothing else.
  @Override
  public synchronized String toString() {
    return closed ? "SecretBytes[closed]" : "SecretBytes[" + length + " bytes]";
  }

  /// The memory is not to be touched but under the lock and after this.
  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this secret was closed");
    }
  }
}
