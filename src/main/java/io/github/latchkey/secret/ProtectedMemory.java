package io.github.latchkey.secret;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.LongAdder;

/// Memory outside the heap that dies with its arena: kept out of core dumps where the system can,
/// overwritten with zeros before it is given back.
///
/// It is taken from the operating system in whole pages: for few and large things, and for what
/// must not lie beside others.
@SuppressWarnings("restricted") // calls of the operating system are what this is for
public final class ProtectedMemory {

  private static final LongAdder ALLOCATED = new LongAdder();
  private static final SystemMemory SYSTEM = SystemMemory.ofThisSystem();

  private ProtectedMemory() {}

  /// Zeros, to be used from the threads that the arena allows and wiped when it is closed.
  /// OutOfMemoryError where the machine has too little.
  public static MemorySegment allocate(long bytes, Arena arena) {
    count(bytes);
    return SYSTEM.reserve(Math.max(1, bytes)).reinterpret(bytes, arena, ProtectedMemory::end);
  }

  /// A few bytes for one secret, with anything in them: not kept out of core dumps, and the
  /// caller's to overwrite and to [#free].
  static MemorySegment allocateSmall(long bytes) {
    count(bytes);
    return SYSTEM.allocate(bytes);
  }

  /// Gives back what [#allocateSmall] gave, which nobody may touch any more.
  static void free(MemorySegment memory) {
    SYSTEM.free(memory);
  }

  /// How many bytes off the heap were asked for in this process so far, here and for [SecretBytes],
  /// freed or not: for tests that hold what a hostile file costs to its bound.
  public static long everAllocated() {
    return ALLOCATED.sum();
  }

  private static void count(long bytes) {
    ALLOCATED.add(bytes);
  }

  private static void end(MemorySegment memory) {
    memory.fill((byte) 0);
    SYSTEM.release(memory);
  }

  /// Keeps memory out of swap; false where the system does not allow it.
  static boolean lock(MemorySegment memory) {
    return SYSTEM.lock(memory);
  }

  /// Closes this process to core dumps and to other processes of the same user, as far as the
  /// system can: Linux alone, so far. Answers whether it did. To be called once, at the start.
  public static boolean closeProcess() {
    return SYSTEM.closeProcess();
  }
}
