package io.github.latchkey.secret;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// Windows: VirtualAlloc, VirtualLock, VirtualFree. Written after their documentation and not yet
/// tried.
@SuppressWarnings("restricted") // calls of the operating system are what this is for
final class WindowsMemory implements SystemMemory {

  private static final int COMMIT_AND_RESERVE = 0x3000;
  private static final int RELEASE = 0x8000;
  private static final int READ_AND_WRITE = 4;

  private final NativeHeap heap = new NativeHeap();
  private final NativeFunctions library =
      new NativeFunctions(SymbolLookup.libraryLookup("kernel32", Arena.global()));
  private final MethodHandle allocate =
      library.find("VirtualAlloc", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT);
  private final MethodHandle free =
      library.find("VirtualFree", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private final MethodHandle lock = library.find("VirtualLock", JAVA_INT, JAVA_LONG, JAVA_LONG);

  @Override
  public MemorySegment reserve(long bytes) {
    long address =
        NativeFunctions.result(
            () -> (long) allocate.invokeExact(0L, bytes, COMMIT_AND_RESERVE, READ_AND_WRITE));
    if (address == 0) {
      throw new OutOfMemoryError("VirtualAlloc");
    }
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  @Override
  public void release(MemorySegment pages) {
    NativeFunctions.<Integer>result(() -> (int) free.invokeExact(pages.address(), 0L, RELEASE));
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
        NativeFunctions.result(() -> (int) lock.invokeExact(pages.address(), pages.byteSize()));
    return result != 0;
  }

  @Override
  public boolean closeProcess() {
    return false;
  }
}
