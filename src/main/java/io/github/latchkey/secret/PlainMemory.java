package io.github.latchkey.secret;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Memory without any promise of the operating system, where its calls cannot be reached.
@SuppressWarnings("restricted") // calls of the operating system are what this is for
final class PlainMemory implements SystemMemory {

  private final Map<Long, Arena> arenas = new ConcurrentHashMap<>();

  @Override
  public MemorySegment reserve(long bytes) {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment memory = arena.allocate(bytes, Long.BYTES);
      arenas.put(memory.address(), arena);
      return MemorySegment.ofAddress(memory.address()).reinterpret(bytes);
    } catch (OutOfMemoryError tooMuch) {
      arena.close();
      throw tooMuch;
    }
  }

  @Override
  public void release(MemorySegment pages) {
    arenas.remove(pages.address()).close();
  }

  @Override
  public MemorySegment allocate(long bytes) {
    return reserve(Math.max(1, bytes)).reinterpret(bytes);
  }

  @Override
  public void free(MemorySegment memory) {
    release(memory);
  }

  @Override
  public boolean lock(MemorySegment pages) {
    return false;
  }

  @Override
  public boolean closeProcess() {
    return false;
  }
}
