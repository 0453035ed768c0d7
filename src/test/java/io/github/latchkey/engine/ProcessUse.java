package io.github.latchkey.engine;

import java.lang.reflect.Method;

/// What the whole process has used so far, on all of its threads, those that have ended included.
/// By reflection, as [ThreadUse].
public final class ProcessUse {

  private ProcessUse() {}

  /// Bytes taken from the heap, given back or not.
  public static long allocatedBytes() {
    return asked(
        "getThreadMXBean", "com.sun.management.ThreadMXBean", "getTotalThreadAllocatedBytes");
  }

  /// Nanoseconds of processor time, the compiler's and the collector's included.
  public static long processorNanos() {
    return asked(
        "getOperatingSystemMXBean",
        "com.sun.management.OperatingSystemMXBean",
        "getProcessCpuTime");
  }

  private static long asked(String bean, String type, String question) {
    try {
      Object answering =
          Class.forName("java.lang.management.ManagementFactory").getMethod(bean).invoke(null);
      Method method = Class.forName(type).getMethod(question);
      return (Long) method.invoke(answering);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this JDK does not tell what a process uses", missing);
    }
  }
}
