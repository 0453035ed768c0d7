package io.github.latchkey.engine;

import java.lang.reflect.Method;

/// What a thread has used so far. Unlike the clock, none of it depends on what else the machine
/// does.
///
/// By reflection, since the program's module has no need of the ones that tell.
public final class ThreadUse {

  private static final Object THREADS;
  private static final Method PROCESSOR;
  private static final Method ALLOCATED;
  private static final Method ALLOCATED_HERE;

  static {
    try {
      THREADS =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      Class<?> type = Class.forName("com.sun.management.ThreadMXBean");
      PROCESSOR = type.getMethod("getThreadCpuTime", long.class);
      ALLOCATED = type.getMethod("getThreadAllocatedBytes", long.class);
      ALLOCATED_HERE = type.getMethod("getCurrentThreadAllocatedBytes");
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this JDK does not tell what a thread uses", missing);
    }
  }

  private ThreadUse() {}

  /// Nanoseconds of processor time; less than nothing where the thread has ended.
  public static long processorNanos(Thread thread) {
    return asked(PROCESSOR, thread.threadId());
  }

  /// Bytes taken from the heap by this thread, given back or not.
  public static long allocatedBytes() {
    return asked(ALLOCATED_HERE);
  }

  /// The same of another thread.
  public static long allocatedBytes(Thread thread) {
    return asked(ALLOCATED, thread.threadId());
  }

  private static long asked(Method question, Object... arguments) {
    try {
      return (Long) question.invoke(THREADS, arguments);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this JDK does not tell what a thread uses", missing);
    }
  }
}
