package io.github.latchkey.secret;

import java.lang.foreign.MemorySegment;
import java.util.Locale;

/// What an operating system does with pages of memory that hold secrets.
sealed interface SystemMemory permits PosixMemory, WindowsMemory, PlainMemory {

  /// Zeros of at least this length; OutOfMemoryError where the system has no more.
  MemorySegment reserve(long bytes);

  /// Gives back what [#reserve] gave.
  void release(MemorySegment pages);

  /// A few bytes, with anything in them; OutOfMemoryError where the system has no more.
  MemorySegment allocate(long bytes);

  /// Gives back what [#allocate] gave, which nobody may touch any more.
  void free(MemorySegment memory);

  /// Keeps pages from being swapped to a disk; false where the system does not allow it.
  boolean lock(MemorySegment pages);

  /// Keeps this process out of core dumps and away from other processes of the same user; false
  /// where the system cannot.
  boolean closeProcess();

  /// The calls of the system that this program runs on; plain memory where they are not there.
  static SystemMemory ofThisSystem() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    try {
      return name.contains("windows")
          ? new WindowsMemory()
          : new PosixMemory(name.contains("linux"));
    } catch (IllegalCallerException | UnsupportedOperationException | LinkageError noNativeAccess) {
      return new PlainMemory();
    }
  }
}
