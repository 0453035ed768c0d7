package io.github.latchkey.secret;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Linux and macOS: mmap(2), mlock(2), and on Linux madvise(2) and prctl(2).
///
/// The numbers are those of the systems' headers. Not yet tried on macOS.
@SuppressWarnings("restricted") // calls of the operating system are what this is for
final class PosixMemory implements SystemMemory {

  private static final int READ_AND_WRITE = 3;
  private static final int PRIVATE = 2;
  private static final int ANONYMOUS_ON_LINUX = 0x20;
  private static final int ANONYMOUS_ON_MACOS = 0x1000;
  private static final int DO_NOT_DUMP = 16;
  private static final int HUGE_PAGES = 14;
  private static final int SET_DUMPABLE = 4;
  private static final long FAILED = -1;

  /// From here on, huge pages save more page faults than they waste memory.
  private static final long LARGE = 4L << 20;

  private final boolean linux;
  private final NativeHeap heap = new NativeHeap();
  private final NativeFunctions library =
      new NativeFunctions(Linker.nativeLinker().defaultLookup());
  private final MethodHandle mmap =
      library.find(
          "mmap", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private final MethodHandle munmap = library.find("munmap", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private final MethodHandle mlock = library.find("mlock", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private final MethodHandle madvise =
      library.find("madvise", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);

  PosixMemory(boolean linux) {
    this.linux = linux;
  }

  @Override
  public MemorySegment reserve(long bytes) {
    int flags = PRIVATE | (linux ? ANONYMOUS_ON_LINUX : ANONYMOUS_ON_MACOS);
    long address =
        NativeFunctions.result(
            () -> (long) mmap.invokeExact(0L, bytes, READ_AND_WRITE, flags, -1, 0L));
    if (address == FAILED) {
      throw new OutOfMemoryError("mmap");
    }
    if (linux) {
      advise(address, bytes, DO_NOT_DUMP);
      if (bytes >= LARGE) {
        advise(address, bytes, HUGE_PAGES);
      }
    }
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  /// Advice that is not taken (an old kernel, huge pages switched off) leaves memory as usable as
  /// it was.
  private void advise(long address, long bytes, int advice) {
    NativeFunctions.<Integer>result(() -> (int) madvise.invokeExact(address, bytes, advice));
  }

  @Override
  public void release(MemorySegment pages) {
    NativeFunctions.<Integer>result(
        () -> (int) munmap.invokeExact(pages.address(), pages.byteSize()));
  }

  @Override
  public MemorySegment allocate(long bytes) {
    return heap.allocate(bytes);
  }

  @Override
  public void free(MemorySegment memory) {
    heap.free(memory);
  }

  @Override
  public boolean lock(MemorySegment pages) {
    int result =
        NativeFunctions.result(() -> (int) mlock.invokeExact(pages.address(), pages.byteSize()));
    return result == 0;
  }

  @Override
  public boolean closeProcess() {
    if (!linux) {
      return false;
    }
    MethodHandle prctl =
        library.find("prctl", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    int result =
        NativeFunctions.result(() -> (int) prctl.invokeExact(SET_DUMPABLE, 0L, 0L, 0L, 0L));
    return result == 0;
  }
}
