package io.github.latchkey.secret;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/// Bytes that die: off-heap, where no garbage collector copies them, and overwritten with zeros on
/// [#close()].
///
/// Whoever creates one closes it. Use after closing fails with IllegalStateException. Safe for use
/// by several threads; a thread that closes while another reads makes that read fail rather than
/// see half of it.
public final class SecretBytes implements AutoCloseable {

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;

  private SecretBytes(long length) {
    memory = arena.allocate(Math.max(1, length)).asSlice(0, length);
  }

  /// A secret with a copy of these bytes; the array stays the caller's, who still has to wipe it.
  public static SecretBytes copyOf(byte[] bytes) {
    var secret = new SecretBytes(bytes.length);
    MemorySegment.copy(bytes, 0, secret.memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return secret;
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
    var secret = new SecretBytes(bytes.remaining());
    secret.memory.copyFrom(MemorySegment.ofBuffer(bytes));
    return secret;
  }

  /// Length in bytes.
  public int length() {
    return (int) live().byteSize();
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

  private synchronized byte[] bytes() {
    return live().toArray(ValueLayout.JAVA_BYTE);
  }

  /// A read-only direct view of the bytes themselves, invalid once this is closed.
  public ByteBuffer view() {
    return live().asByteBuffer().asReadOnlyBuffer();
  }

  /// Another secret with the same bytes and a life of its own.
  public synchronized SecretBytes copy() {
    return copyOf(view());
  }

  /// Whether both hold the same bytes; takes the same time wherever they differ.
  public boolean sameAs(SecretBytes other) {
    return lend(mine -> other.lend(theirs -> MessageDigest.isEqual(mine, theirs)));
  }

  /// Overwrites the bytes with zeros and frees them. A second call does nothing.
  @Override
  public synchronized void close() {
    if (arena.scope().isAlive()) {
      memory.fill((byte) 0);
      arena.close();
    }
  }

  /// Says the length and nothing else.
  @Override
  public String toString() {
    return arena.scope().isAlive()
        ? "SecretBytes[" + memory.byteSize() + " bytes]"
        : "SecretBytes[closed]";
  }

  private MemorySegment live() {
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException("this secret was closed");
    }
    return memory;
  }
}
