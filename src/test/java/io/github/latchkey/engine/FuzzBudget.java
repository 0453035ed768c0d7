package io.github.latchkey.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// How long a fuzz test goes on, and what each of its tries may use: a fixed number of tries in
/// every build, so that the build is the same each time, and minutes of new ones at night.
///
///     new FuzzBudget("tokens", random -> …).everyBuild(20_000);   // in a class without a tag
///     new FuzzBudget("tokens", random -> …).night();              // in one with @Tag("nightly")
///
/// `-Dlatchkey.fuzz.seconds=N` says how long a night is, and makes every build go on with new tries
/// for as long. A failure names the seed of its try; `-Dlatchkey.fuzz.seed=N` runs that one again.
/// What was used goes to `target/figures`.
public final class FuzzBudget {

  private static final int NIGHT_SECONDS = 300;
  private static final long MOST_BYTES = 256L << 20;

  /// The longest that a try without a key derivation may take, by the processor's clock.
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final String name;
  private final Duration longest;
  private final Consumer<Random> test;

  private long tries;
  private long mostNanos;
  private long mostBytes;

  // Of the try that is under way, for whoever watches it.
  private volatile long seed;
  private volatile long beganNanos;

  /// Tries of this name, each of which may use a second of the processor and 256 MiB of heap.
  public FuzzBudget(String name, Consumer<Random> test) {
    this(name, LONGEST, test);
  }

  /// The same with another limit.
  public FuzzBudget(String name, Duration longest, Consumer<Random> test) {
    this.name = name;
    this.longest = longest;
    this.test = test;
  }

  /// Runs this many tries, always the same, and then new ones if asked to.
  public void everyBuild(int fixed) throws Exception {
    watched(
        () -> {
          for (int number = 0; number < fixed; number++) {
            run(number);
          }
          runNew(Integer.getInteger("latchkey.fuzz.seconds", 0));
        });
    publish("build");
  }

  /// Runs new tries until the time is used.
  public void night() throws Exception {
    watched(() -> runNew(Integer.getInteger("latchkey.fuzz.seconds", NIGHT_SECONDS)));
    publish("night");
  }

  /// Begins where no build has been.
  private void runNew(int seconds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long next = System.currentTimeMillis() << 20; System.nanoTime() < end; next++) {
      run(next);
    }
  }

  private void publish(String when) throws Exception {
    String counts =
        "%d tries; the longest took %d ms of the processor, the largest %d KiB of heap"
            .formatted(tries, mostNanos / 1_000_000, mostBytes >> 10);
    PublishedFigures.write("fuzz-" + name + "-" + when, counts);
  }

  /// Runs the tries on a thread of their own, so that one that never ends is seen.
  private void watched(Runnable work) throws Exception {
    Long only = Long.getLong("latchkey.fuzz.seed");
    var done = new CompletableFuture<Void>();
    var worker =
        new Thread(
            () -> {
              try {
                if (only == null) {
                  work.run();
                } else {
                  run(only);
                }
                done.complete(null);
              } catch (Throwable failed) { // handed to the test, whatever it is
                done.completeExceptionally(failed);
              }
            },
            "fuzz " + name);
    worker.setDaemon(true);
    beganNanos = 0;
    worker.start();
    while (!done.isDone()) {
      look(worker, done);
    }
    try {
      done.get();
    } catch (ExecutionException failed) {
      throw new AssertionError("seed " + seed + ": " + failed.getCause(), failed.getCause());
    }
  }

  private void look(Thread worker, CompletableFuture<Void> done) throws InterruptedException {
    try {
      done.get(250, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException stillAtWorkOrTakenBelow) {
      long current = seed;
      long used = ThreadUse.processorNanos(worker) - beganNanos;
      if (current == seed && used > longest.toNanos() && !done.isDone()) {
        throw new AssertionError("seed " + current + " does not end:\n" + stack(worker));
      }
    }
  }

  private static String stack(Thread worker) {
    return Arrays.stream(worker.getStackTrace())
        .map(frame -> "  at " + frame)
        .collect(Collectors.joining("\n"));
  }

  private void run(long number) {
    Thread here = Thread.currentThread();
    beganNanos = ThreadUse.processorNanos(here);
    seed = number;
    long heap = ThreadUse.allocatedBytes();
    test.accept(new Random(number));
    long bytes = ThreadUse.allocatedBytes() - heap;
    long nanos = ThreadUse.processorNanos(here) - beganNanos;
    if (bytes > MOST_BYTES || nanos > longest.toNanos()) {
      throw new AssertionError(
          "took " + nanos / 1_000_000 + " ms of the processor, " + (bytes >> 10) + " KiB of heap");
    }
    tries++;
    mostNanos = Math.max(mostNanos, nanos);
    mostBytes = Math.max(mostBytes, bytes);
  }
}
