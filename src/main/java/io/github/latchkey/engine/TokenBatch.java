package io.github.latchkey.engine;

import io.github.latchkey.fault.FaultException;
import io.github.latchkey.json.JsonObject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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
  }

  /// Requests that are given to a thread at once: one is too few for an HMAC of two microseconds,
  /// and many keep a person waiting who cancels RSA signatures.
  private static final int LARGEST_PORTION = 64;

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
  /// took. Requests are asked for in the calling thread, a few portions ahead of what is signed.
  ///
  /// Cancelling loses requests that were read, and no result that the sink was given. What the
  /// requests or the sink throw ends the batch; an unforeseen fault of a draft comes out as
  /// IllegalStateException. However it ends, nothing of it runs any more then, so that the signer
  /// may be closed.
  public long run(Iterator<R> requests, Sink<R, U> sink, BooleanSupplier cancelled)
      throws IOException {
    var ended = new AtomicBoolean();
    BooleanSupplier stopped = () -> ended.get() || cancelled.getAsBoolean();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads, work -> Thread.ofPlatform().daemon().name("latchkey-batch").unstarted(work));
    Deque<Future<List<Result<R, U>>>> ahead = new ArrayDeque<>();
    long taken = 0;
    try {
      int size = 1;
      while (!cancelled.getAsBoolean() && (requests.hasNext() || !ahead.isEmpty())) {
        if (requests.hasNext() && ahead.size() < 2 * threads + 1) {
          List<R> portion = portion(requests, size);
          ahead.add(workers.submit(() -> sign(portion, stopped)));
          size = Math.min(LARGEST_PORTION, 2 * size);
        } else {
          taken += take(ahead.remove(), sink, cancelled);
        }
      }
      return taken;
    } finally {
      ended.set(true);
      workers.shutdownNow();
      workers.close(); // waits for the threads, whatever interrupts this one
    }
  }

  private List<R> portion(Iterator<R> requests, int size) {
    List<R> portion = new ArrayList<>(size);
    while (portion.size() < size && requests.hasNext()) {
      portion.add(requests.next());
    }
    return portion;
  }

  private List<Result<R, U>> sign(List<R> portion, BooleanSupplier stopped) {
    List<Result<R, U>> results = new ArrayList<>(portion.size());
    for (R request : portion) {
      if (stopped.getAsBoolean()) {
        break;
      }
      results.add(sign(request));
    }
    return results;
  }

  private Result<R, U> sign(R request) {
    Optional<U> unsigned = Optional.empty();
    try {
      unsigned = Optional.of(draft.of(request));
      SignedToken token = signer.sign(unsigned.get().header(), unsigned.get().payload());
      return new Result<>(request, unsigned, Optional.of(token), Optional.empty());
    } catch (FaultException fault) {
      return new Result<>(request, unsigned, Optional.empty(), Optional.of(fault));
    }
  }

  private long take(Future<List<Result<R, U>>> portion, Sink<R, U> sink, BooleanSupplier cancelled)
      throws IOException {
    long taken = 0;
    for (Result<R, U> result : finished(portion)) {
      if (cancelled.getAsBoolean()) {
        break;
      }
      sink.take(result);
      taken++;
    }
    return taken;
  }

  private List<Result<R, U>> finished(Future<List<Result<R, U>>> portion) throws IOException {
    try {
      return portion.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("the batch was interrupted");
    } catch (ExecutionException unforeseen) {
      throw new IllegalStateException("a draft failed", unforeseen.getCause());
    }
  }
}
