package io.github.latchkey.secret;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// malloc and free of the C library, for memory whose owner sees to its life.
///
/// A shared arena for each of ten thousand secrets would stop every thread of the process ten
/// thousand times as they are closed.
@SuppressWarnings("restricted") // calls of the operating system are what this is for
final class NativeHeap {

  private final NativeFunctions library =
      new NativeFunctions(Linker.nativeLinker().defaultLookup());
  private final MethodHandle malloc = library.find("malloc", JAVA_LONG, JAVA_LONG);
  private final MethodHandle free = library.find("free", FunctionDescriptor.ofVoid(JAVA_LONG));

  /// Memory with anything in it; OutOfMemoryError where the system has no more.
  MemorySegment allocate(long bytes) {
    long address = NativeFunctions.result(() -> (long) malloc.invokeExact(Math.max(1, bytes)));
    if (address == 0) {
      throw new OutOfMemoryError("malloc");
    }
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  /// Gives back what [#allocate] gave, which nobody may touch any more.
  void free(MemorySegment memory) {
    NativeFunctions.result(
        () -> {
          free.invokeExact(memory.address());
          return memory;
        });
  }
}
