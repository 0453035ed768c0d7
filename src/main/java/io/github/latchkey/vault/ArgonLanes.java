package io.github.latchkey.vault;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// The threads that fill lanes side by side and wait for each other after every slice.
///
/// Daemons with the priority of whoever makes them, and gone once this is closed.
final class ArgonLanes implements AutoCloseable {

  private final ExecutorService threads;

  /// A thread for each lane, but no more than there are processors.
  ArgonLanes(int lanes) {
    int processors = Runtime.getRuntime().availableProcessors();
    threads =
        Executors.newFixedThreadPool(
            Math.min(lanes, processors),
            Thread.ofPlatform().daemon().name("latchkey-argon2-", 1).factory());
  }

  /// Fills the whole matrix; InterruptedException soon after the calling thread was interrupted.
  void fill(ArgonMemory memory, int passes) throws InterruptedException {
    for (int pass = 0; pass < passes; pass++) {
      for (int slice = 0; slice < ArgonMemory.SLICES; slice++) {
        int thisPass = pass;
        int thisSlice = slice;
        var segments =
            IntStream.range(0, memory.lanes())
                .mapToObj(lane -> new ArgonSegment(memory, passes, thisPass, thisSlice, lane))
                .map(Executors::callable)
                .toList();
        for (Future<Object> segment : threads.invokeAll(segments)) {
          requireDone(segment);
        }
      }
    }
  }

  private static void requireDone(Future<Object> segment) throws InterruptedException {
    try {
      segment.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("a lane was not filled", impossible.getCause());
    }
  }

  /// Waits until no thread touches the memory any more.
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
