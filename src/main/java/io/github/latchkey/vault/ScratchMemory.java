package io.github.latchkey.vault;

import io.github.latchkey.secret.ProtectedMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Off-heap memory for one operation on one thread, kept out of core dumps and overwritten with
/// zeros at its end.
///
/// Confined to the thread that made it because the JDK's ciphers and channels refuse direct buffers
/// of a shared arena.
final class ScratchMemory implements AutoCloseable {

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory;

  /// Zeros; OUT_OF_MEMORY where the machine has no more.
  ScratchMemory(long length) throws VaultException {
    try {
      memory = ProtectedMemory.allocate(length, arena);
    } catch (OutOfMemoryError tooMuch) {
      arena.close();
      throw VaultException.outOfMemory(length);
    }
  }

  /// A fresh big-endian view of all of it.
  ByteBuffer buffer() {
    return memory.asByteBuffer();
  }

  @Override
  public void close() {
    arena.close();
  }
}
