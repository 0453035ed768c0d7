package io.github.latchkey.engine;

import io.github.latchkey.fault.FaultException;
import io.github.latchkey.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/// Signs a stream of tokens with several threads and one key, in the order in which they were asked
/// for and in constant memory, however many there are.
///
/// @param <R> what a token is asked for with
/// @param <U> what is signed
public final class TokenBatch<R, U extends TokenBatch.Unsigned> {

  /// Header and payload of a token that is to be signed.
  public interface Unsigned {
    /// The header; its `alg` has to be the signer's.
    JsonObject header();

    /// The payload.
    JsonObject payload();
  }

  /// Where the requests come from. The batch asks for them in a thread of its own, as they may be
  /// long in coming, and closes them there.
  public interface Requests<R> extends Iterator<R>, Closeable {
    /// About how many bytes a request holds, so that long ones are not gathered.
    long bytes(R request);

    /// Short requests that need no closing.
    static <R> Requests<R> of(Iterator<R> requests) {
      return new Requests<>() {
        @Override
        public boolean hasNext() {
          return requests.hasNext();
        }

        @Override
        public R next() {
          return requests.next();
        }

        @Override
        public long bytes(R request) {
          return 0;
        }

        @Override
        public void close() {}
      };
    }
  }

  /// Makes what is signed of a request. Called by several threads at once.
  @FunctionalInterface
  public interface Draft<R, U> {
    /// The token to sign; a fault makes this one request fail and no other.
    U of(R request) throws FaultException;
  }

  /// What became of a request: a token, or the fault that hindered it.
  ///
  /// @param unsigned empty where the draft failed
  public record Result<R, U>(
      R request,
      Optional<U> unsigned,
      Optional<SignedToken> token,
      Optional<FaultException> fault) {}

  /// Takes the results in order, in the thread that runs the batch.
  @FunctionalInterface
  public interface Sink<R, U> {
    /// Takes one; what it throws ends the batch.
    void take(Result<R, U> result) throws IOException;

    /// Everything that was asked for so far has been taken and more is awaited: what is kept back
    /// for a while may be wanted now.
    default void pause() throws IOException {}
  }

  /// How long an end waits for a request that is being read. It may never come, as from a terminal.
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final TokenSigner signer;
  private final Draft<R, U> draft;
  private final int threads;

  /// A batch with this signer on so many threads, at least one.
  public TokenBatch(TokenSigner signer, Draft<R, U> draft, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a batch needs a thread");
    }
    this.signer = signer;
    this.draft = draft;
    this.threads = threads;
  }

  /// Signs until the requests end or `cancelled` says so, and returns how many results the sink
  /// took. Requests are asked for a few portions, or a few megabytes, ahead of what was taken.
  ///
  /// Cancelling loses requests that were read, and no result that the sink was given. What the
  /// requests or the sink throw ends the batch, after the results before it; an unforeseen fault of
  /// a draft comes out as IllegalStateException, and an Error as it is. However it ends, nothing
  /// signs any more then, so that the signer may be closed; at most a request is still being read
  /// that does not come.
  public long run(Requests<R> requests, Sink<R, U> sink, BooleanSupplier cancelled)
      throws IOException {
    var queue = new BatchQueue<R, Result<R, U>>(threads);
    Thread reader = thread("latchkey-batch-reader", () -> read(requests, queue));
    boolean reading = false;
    ExecutorService workers =
        Executors.newFixedThreadPool(threads, work -> thread("latchkey-batch", work));
    BooleanSupplier stopped = () -> cancelled.getAsBoolean() || queue.isStopped();
    try {
      if (!cancelled.getAsBoolean()) {
        for (int i = 0; i < threads; i++) {
          workers.execute(() -> sign(queue, stopped));
        }
      }
      reader.start();
      reading = true;
      return write(queue, sink, cancelled);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the batch was interrupted");
    } finally {
      queue.stop();
      workers.shutdownNow();
      workers.close(); // waits for the threads, whatever interrupts this one
      if (reading) {
        end(reader);
      } else {
        close(requests);
      }
    }
  }

  /// As the reader would, which could not be started.
  private static void close(Requests<?> requests) {
    try {
      requests.close();
    } catch (IOException lessThanWhatEndedTheBatch) {
      // That is on its way out already.
    }
  }

  private static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).unstarted(work);
  }

  private static void end(Thread reader) {
    reader.interrupt();
    try {
      reader.join(PATIENCE);
    } catch (InterruptedException whoeverAsksMayNotWait) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Requests<R> requests, BatchQueue<R, Result<R, U>> queue) {
    Optional<Throwable> trouble = Optional.empty();
    try (requests) {
      boolean wanted = !queue.isStopped();
      while (wanted && requests.hasNext()) {
        R request = requests.next();
        wanted = queue.put(request, requests.bytes(request));
      }
    } catch (InterruptedException stopped) {
      // Nothing more is wanted.
    } catch (IOException | RuntimeException | Error unreadable) {
      trouble = Optional.of(unreadable);
    }
    queue.end(trouble);
  }

  private void sign(BatchQueue<R, Result<R, U>> queue, BooleanSupplier stopped) {
    try {
      var portion = queue.take();
      while (portion.isPresent()) {
        try {
          queue.done(portion.get(), results(portion.get().requests(), stopped));
        } catch (RuntimeException unforeseen) {
          queue.failed(portion.get(), new IllegalStateException("a draft failed", unforeseen));
        } catch (Error beyondUs) {
          queue.failed(portion.get(), beyondUs);
        }
        portion = queue.take();
      }
    } catch (InterruptedException stoppedMeanwhile) {
      // Nothing more is to be signed.
    }
  }

  private List<Result<R, U>> results(List<R> requests, BooleanSupplier stopped) {
    List<Result<R, U>> results = new ArrayList<>(requests.size());
    for (R request : requests) {
      if (stopped.getAsBoolean()) {
        break;
      }
      results.add(result(request));
    }
    return results;
  }

  private Result<R, U> result(R request) {
    Optional<U> unsigned = Optional.empty();
    try {
      unsigned = Optional.of(draft.of(request));
      SignedToken token = signer.sign(unsigned.get().header(), unsigned.get().payload());
      return new Result<>(request, unsigned, Optional.of(token), Optional.empty());
    } catch (FaultException fault) {
      return new Result<>(request, unsigned, Optional.empty(), Optional.of(fault));
    }
  }

  private long write(BatchQueue<R, Result<R, U>> queue, Sink<R, U> sink, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    long taken = 0;
    var next = queue.next(cancelled);
    while (next.isPresent()) {
      for (Result<R, U> result : next.get().results()) {
        if (cancelled.getAsBoolean()) {
          return taken;
        }
        sink.take(result);
        taken++;
      }
      if (next.get().trouble().isPresent()) {
        throw ended(next.get().trouble().get());
      }
      if (queue.isStalled()) {
        sink.pause();
      }
      next = queue.next(cancelled);
    }
    return taken;
  }

  /// Throws what the batch ends with, as it is.
  private static IllegalStateException ended(Throwable trouble) throws IOException {
    return switch (trouble) {
      case Error error -> throw error;
      case IOException unreadable -> throw unreadable;
      case RuntimeException unforeseen -> throw unforeseen;
      default -> new IllegalStateException(trouble);
    };
  }
}
