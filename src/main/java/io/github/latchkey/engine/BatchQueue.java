package io.github.latchkey.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// What of a batch is between the thread that reads it, those that sign and the one that writes: in
/// order, and never more than a few portions or a few megabytes.
final class BatchQueue<R, T> {

  /// Requests that are given to a thread at once: one is too few for an HMAC of two microseconds,
  /// and many keep a person waiting who cancels RSA signatures.
  private static final int LARGEST_PORTION = 64;

  /// A request may be a megabyte; what is made of it takes several times that.
  private static final long MOST_BYTES_HELD = 4 << 20;

  private static final long PATIENCE_MILLIS = 50;

  private record Waiting<R>(R request, long bytes) {}

  /// Some requests in a row, and what became of them.
  static final class Portion<R, T> {
    private final List<Waiting<R>> requests;
    private Optional<List<T>> results = Optional.empty();
    private Optional<Throwable> trouble = Optional.empty();

    private Portion(List<Waiting<R>> requests) {
      this.requests = requests;
    }

    List<R> requests() {
      return requests.stream().map(Waiting::request).toList();
    }

    private boolean isDone() {
      return results.isPresent() || trouble.isPresent();
    }
  }

  private final int threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();

  // All of them under the lock.
  private final Deque<Waiting<R>> unsigned = new ArrayDeque<>();
  private final Deque<Portion<R, T>> portions = new ArrayDeque<>();
  private long held;
  private long bytesHeld;
  private boolean ended;
  private Optional<Throwable> readingTrouble = Optional.empty();
  private volatile boolean stopped; // written under the lock

  BatchQueue(int threads) {
    this.threads = threads;
  }

  /// Adds a request, waiting for room. Returns whether more are wanted.
  boolean put(R request, long bytes) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!stopped && held > 0 && (held >= most() || bytesHeld + bytes > MOST_BYTES_HELD)) {
        room.await();
      }
      unsigned.add(new Waiting<>(request, bytes));
      held++;
      bytesHeld += bytes;
      work.signal();
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  private long most() {
    return (2L * threads + 1) * LARGEST_PORTION;
  }

  /// No request follows, or none can be read for this reason.
  void end(Optional<Throwable> trouble) {
    lock.lock();
    try {
      ended = true;
      readingTrouble = trouble;
      work.signalAll();
      progress.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Requests to be signed, as soon as there are any; none where nothing follows.
  Optional<Portion<R, T>> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!stopped && !ended && unsigned.isEmpty()) {
        work.await();
      }
      if (stopped || unsigned.isEmpty()) {
        return Optional.empty();
      }
      int size = Math.clamp(Math.ceilDiv(unsigned.size(), threads), 1, LARGEST_PORTION);
      List<Waiting<R>> requests = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        requests.add(unsigned.remove());
      }
      var portion = new Portion<R, T>(requests);
      portions.add(portion);
      return Optional.of(portion);
    } finally {
      lock.unlock();
    }
  }

  /// What became of a portion.
  void done(Portion<R, T> portion, List<T> results) {
    settle(portion, Optional.of(results), Optional.empty());
  }

  /// Why nothing became of a portion.
  void failed(Portion<R, T> portion, Throwable trouble) {
    settle(portion, Optional.empty(), Optional.of(trouble));
  }

  private void settle(
      Portion<R, T> portion, Optional<List<T>> results, Optional<Throwable> trouble) {
    lock.lock();
    try {
      portion.results = results;
      portion.trouble = trouble;
      progress.signal();
    } finally {
      lock.unlock();
    }
  }

  /// What the next portion came to, or why it came to nothing; the requests are no longer held.
  record Outcome<T>(List<T> results, Optional<Throwable> trouble) {}

  /// Whether everything that was read has been given out and more may follow.
  boolean isStalled() {
    lock.lock();
    try {
      return held == 0 && !ended;
    } finally {
      lock.unlock();
    }
  }

  /// The next portion's outcome, as soon as it is known; empty at the end and once it is cancelled.
  Optional<Outcome<T>> next(BooleanSupplier cancelled) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!isNextKnown() && !isAllGivenOut() && !cancelled.getAsBoolean()) {
        // Not signalled by who cancels, who may be a shutdown hook.
        progress.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      }
      if (cancelled.getAsBoolean()) {
        return Optional.empty();
      }
      if (isNextKnown()) {
        Portion<R, T> portion = portions.remove();
        held -= portion.requests.size();
        bytesHeld -= portion.requests.stream().mapToLong(Waiting::bytes).sum();
        room.signal();
        return Optional.of(new Outcome<>(portion.results.orElse(List.of()), portion.trouble));
      }
      Optional<Throwable> trouble = readingTrouble;
      readingTrouble = Optional.empty();
      return trouble.map(why -> new Outcome<>(List.of(), Optional.of(why)));
    } finally {
      lock.unlock();
    }
  }

  private boolean isNextKnown() {
    return !portions.isEmpty() && portions.peek().isDone();
  }

  private boolean isAllGivenOut() {
    return ended && held == 0;
  }

  /// Ends all waiting; nothing more is given to anybody.
  void stop() {
    lock.lock();
    try {
      stopped = true;
      room.signalAll();
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Whether it was stopped.
  boolean isStopped() {
    return stopped;
  }
}
