package io.github.latchkey.vault;

import io.github.latchkey.secret.ProtectedMemory;
import java.lang.reflect.Method;

/// How much this thread has allocated on the heap so far, how much direct buffers hold, and how
/// much memory of the operating system was asked for so far. By reflection, since the program
/// itself does not need the modules that know.
final class AllocatedBytes {

  private AllocatedBytes() {}

  static long onHeap() {
    try {
      Object threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      Method bytes =
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getThreadAllocatedBytes", long.class);
      return (long) bytes.invoke(threads, Thread.currentThread().threadId());
    } catch (ReflectiveOperationException notThisJava) {
      throw new AssertionError(notThisJava);
    }
  }

  static long offHeap() {
    return ProtectedMemory.everAllocated();
  }

  static long inDirectBuffers() {
    try {
      Class<?> type = Class.forName("java.lang.management.BufferPoolMXBean");
      long sum = 0;
      for (Object pool :
          (Iterable<?>)
              Class.forName("java.lang.management.ManagementFactory")
                  .getMethod("getPlatformMXBeans", Class.class)
                  .invoke(null, type)) {
        sum += (long) type.getMethod("getMemoryUsed").invoke(pool);
      }
      return sum;
    } catch (ReflectiveOperationException notThisJava) {
      throw new AssertionError(notThisJava);
    }
  }
}
