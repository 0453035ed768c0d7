package io.github.latchkey.vault;

import io.github.latchkey.secret.ProtectedMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/// Memory for one derivation, off the heap, which the system has already found and cleared: in a
/// virtual machine that takes as long as half a derivation.
///
/// Kept out of core dumps, overwritten with zeros at its end.
final class ArgonPages implements AutoCloseable {

  /// The most that one processor touches in one go.
  private static final long PART = 4L << 20;

  private static final AtomicReference<ArgonPages> HELD = new AtomicReference<>();

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;

  /// Zeros, touched by all processors; OutOfMemoryError where the machine does not have as much.
  ArgonPages(int kib) {
    try {
      memory = ProtectedMemory.allocate((long) kib << 10, arena);
      touch(memory);
    } catch (RuntimeException | Error failed) {
      arena.close();
      throw failed;
    }
  }

  /// Ends early once the calling thread is interrupted, which the derivation will notice.
  private static void touch(MemorySegment memory) {
    Thread caller = Thread.currentThread();
    long size = memory.byteSize();
    LongStream.range(0, Math.ceilDiv(size, PART))
        .map(part -> part * PART)
        .parallel()
        .filter(at -> !caller.isInterrupted())
        .forEach(at -> memory.asSlice(at, Math.min(PART, size - at)).fill((byte) 0));
  }

  /// Keeps as much ready for [#takeHeld(int)], and gives it back when nobody took it for so long or
  /// the calling thread is interrupted.
  static void hold(int kib, Duration longest) throws InterruptedException {
    var pages = new ArgonPages(kib);
    HELD.set(pages);
    try {
      Thread.sleep(longest);
    } finally {
      if (HELD.compareAndSet(pages, null)) {
        pages.close();
      }
    }
  }

  /// What is held ready, which the caller closes; nothing where it is not exactly as much.
  static Optional<ArgonPages> takeHeld(int kib) {
    ArgonPages pages = HELD.get();
    boolean fits = pages != null && pages.memory.byteSize() == (long) kib << 10;
    return fits && HELD.compareAndSet(pages, null) ? Optional.of(pages) : Optional.empty();
  }

  /// Usable from any thread until this is closed.
  MemorySegment memory() {
    return memory;
  }

  @Override
  public void close() {
    arena.close();
  }
}
