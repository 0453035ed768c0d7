package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.engine.TokenBatch.Requests;
import io.github.latchkey.engine.TokenBatch.Result;
import io.github.latchkey.json.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many tokens at once: every one of them, in order, with few of them in memory.
@Timeout(60)
class TokenBatchTest {

  private static final JsonObject HEADER = JsonObject.builder().put("alg", "HS256").build();

  private record Claims(JsonObject header, JsonObject payload) implements TokenBatch.Unsigned {}

  private static Claims numbered(int number) {
    return new Claims(HEADER, JsonObject.builder().put("n", number).build());
  }

  private static TokenSigner signer() throws EngineException {
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET)) {
      return TokenSigner.of(key, JwsAlgorithm.HS256);
    }
  }

  private static TokenBatch<Integer, Claims> batch(int threads) throws EngineException {
    return new TokenBatch<>(signer(), TokenBatchTest::numbered, threads);
  }

  private static Requests<Integer> numbers(int count) {
    return Requests.of(IntStream.rangeClosed(1, count).iterator());
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "1,4", "63,2", "64,2", "1000,1", "1000,3", "5000,8"})
  void signsEachRequestOnceAndInOrder(int count, int threads) throws Exception {
    List<String> tokens = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    long taken =
        batch(threads)
            .run(
                numbers(count),
                result -> {
                  order.add(result.request());
                  tokens.add(result.token().orElseThrow().compact());
                },
                () -> false);
    assertEquals(count, taken);
    assertEquals(IntStream.rangeClosed(1, count).boxed().toList(), order);
    for (int i = 0; i < count; i += 97) {
      assertEquals(
          TestTokens.hs256("{\"alg\":\"HS256\"}", "{\"n\":" + (i + 1) + "}"), tokens.get(i));
    }
  }

  @Test
  void aRequestThatFailsLeavesTheOthersAlone() throws Exception {
    TokenBatch<Integer, Claims> batch =
        new TokenBatch<>(
            signer(),
            number -> {
              if (number % 10 == 0) {
                throw new EngineException(Kind.SIGNING_FAILED, Map.of("reason", "test"));
              }
              return number % 10 == 1
                  ? new Claims(JsonObject.empty(), JsonObject.empty())
                  : numbered(number);
            },
            3);
    List<Result<Integer, Claims>> results = new ArrayList<>();
    assertEquals(300, batch.run(numbers(300), results::add, () -> false));
    for (Result<Integer, Claims> result : results) {
      switch (result.request() % 10) {
        case 0 -> {
          assertEquals(Kind.SIGNING_FAILED, result.fault().orElseThrow().kind());
          assertTrue(result.unsigned().isEmpty());
        }
        case 1 -> {
          assertEquals(Kind.ALGORITHM_MISMATCH, result.fault().orElseThrow().kind());
          assertTrue(result.unsigned().isPresent());
        }
        default -> assertTrue(result.token().isPresent() && result.fault().isEmpty());
      }
      assertTrue(result.token().isPresent() != result.fault().isPresent());
    }
  }

  @Test
  void usesAsManyThreadsAsItIsGiven() throws Exception {
    var together = new CountDownLatch(3);
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    TokenBatch<Integer, Claims> batch =
        new TokenBatch<>(
            signer(),
            number -> {
              if (seen.add(Thread.currentThread())) {
                together.countDown();
                await(together);
              }
              return numbered(number);
            },
            3);
    batch.run(numbers(200), result -> {}, () -> false);
    assertEquals(3, seen.size());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  void readsOnlyAFewPortionsAhead() throws Exception {
    var read = new AtomicLong();
    var farthest = new AtomicLong();
    var written = new AtomicLong();
    Iterator<Integer> counting =
        IntStream.rangeClosed(1, 20_000).peek(number -> read.incrementAndGet()).iterator();
    batch(2)
        .run(
            Requests.of(counting),
            result -> {
              long ahead = read.get() - written.incrementAndGet();
              farthest.accumulateAndGet(ahead, Math::max);
            },
            () -> false);
    assertEquals(20_000, written.get());
    assertTrue(farthest.get() <= 64 * 6, "read ahead by " + farthest.get());
  }

  @Test
  void stopsWhenItIsCancelledAndLosesNothingThatTheSinkTook() throws Exception {
    var cancelled = new AtomicBoolean();
    var last = new AtomicInteger();
    long taken =
        batch(2)
            .run(
                Requests.of(IntStream.iterate(1, n -> n + 1).iterator()),
                result -> {
                  assertEquals(last.incrementAndGet(), result.request());
                  if (result.request() == 1234) {
                    cancelled.set(true);
                  }
                },
                cancelled::get);
    assertEquals(1234, taken);
    assertEquals(1234, last.get());
  }

  @Test
  void signsNothingThatWasCancelledBefore() throws Exception {
    var drafted = new AtomicInteger();
    TokenBatch<Integer, Claims> batch =
        new TokenBatch<>(
            signer(),
            number -> {
              drafted.incrementAndGet();
              return numbered(number);
            },
            1);
    assertEquals(0, batch.run(numbers(100), result -> {}, () -> true));
    assertEquals(0, drafted.get());
  }

  @Test
  void endsWithWhatTheSinkThrows() throws Exception {
    var full = new IOException("disk full");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                batch(2)
                    .run(
                        Requests.of(IntStream.iterate(1, n -> n + 1).iterator()),
                        result -> {
                          if (result.request() == 500) {
                            throw full;
                          }
                        },
                        () -> false));
    assertSame(full, thrown);
  }

  @Test
  void nothingOfItRunsAnyMoreWhenItHasEnded() throws Exception {
    var started = new CountDownLatch(1);
    var running = new AtomicInteger();
    var typed = new Typed();
    typed.typed.add(1);
    TokenSigner signer = signer();
    TokenBatch<Integer, Claims> batch =
        new TokenBatch<>(
            signer,
            number -> {
              if (number > 1) {
                running.incrementAndGet();
                started.countDown();
                signUntilInterrupted(signer);
                running.decrementAndGet();
              }
              return numbered(number);
            },
            2);
    assertThrows(
        IOException.class,
        () ->
            batch.run(
                typed,
                result -> {
                  typed.typed.addAll(List.of(2, 3, 4, 5, 6));
                  await(started);
                  throw new IOException("disk full");
                },
                () -> false));
    assertEquals(0, running.get());
  }

  /// And some signatures more, as one that is within OpenSSL takes no notice.
  private static void signUntilInterrupted(TokenSigner signer) throws EngineException {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 1000; i++) {
      signer.sign(HEADER, JsonObject.empty());
    }
  }

  @Test
  void endsWithAnUnforeseenFaultOfADraft() throws Exception {
    var unforeseen = new ArithmeticException("unforeseen");
    TokenBatch<Integer, Claims> batch =
        new TokenBatch<>(
            signer(),
            number -> {
              throw unforeseen;
            },
            2);
    var thrown =
        assertThrows(
            IllegalStateException.class, () -> batch.run(numbers(10), result -> {}, () -> false));
    assertSame(unforeseen, thrown.getCause());
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws Exception {
    TokenBatch<Integer, Claims> batch = batch(1);
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedIOException.class, () -> batch.run(numbers(10), result -> {}, () -> false));
    assertTrue(Thread.interrupted());
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    for (int i = 0; i < 5; i++) {
      batch(4).run(numbers(500), result -> {}, () -> false);
    }
    long left =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("latchkey-batch"))
            .filter(thread -> !joined(thread))
            .count();
    assertEquals(0, left);
  }

  private static boolean joined(Thread thread) {
    try {
      return thread.join(java.time.Duration.ofSeconds(10));
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /// Requests of so many bytes each, of which it counts those that were read.
  private static Requests<Integer> requests(int count, long bytes, AtomicLong read) {
    Iterator<Integer> numbers =
        IntStream.rangeClosed(1, count).peek(number -> read.incrementAndGet()).iterator();
    return new Requests<>() {
      @Override
      public boolean hasNext() {
        return numbers.hasNext();
      }

      @Override
      public Integer next() {
        return numbers.next();
      }

      @Override
      public long bytes(Integer request) {
        return bytes;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void readsOnlyAFewMegabytesAhead() throws Exception {
    var read = new AtomicLong();
    var written = new AtomicLong();
    var farthest = new AtomicLong();
    long taken =
        batch(2)
            .run(
                requests(300, 1 << 20, read),
                result ->
                    farthest.accumulateAndGet(read.get() - written.incrementAndGet(), Math::max),
                () -> false);
    assertEquals(300, taken);
    // What is held, the one that waits for room, and a portion that the sink is given just now.
    assertTrue(farthest.get() <= 4 + 1 + 4, "read ahead by " + farthest.get());
    assertEquals(3, batch(2).run(requests(3, 1L << 40, read), result -> {}, () -> false));
  }

  @Test
  void anErrorComesOutAsItIsAfterWhatWasSignedBefore() throws Exception {
    var memory = new OutOfMemoryError("test");
    TokenBatch<Integer, Claims> batch =
        new TokenBatch<>(
            signer(),
            number -> {
              if (number == 150) {
                throw memory;
              }
              return numbered(number);
            },
            2);
    var thrown =
        assertThrows(
            OutOfMemoryError.class, () -> batch.run(numbers(1000), result -> {}, () -> false));
    assertSame(memory, thrown);
  }

  @Test
  void whatTheRequestsThrowComesOutAsItIsAfterAllThatWereRead() throws Exception {
    var broken = new IllegalArgumentException("broken");
    List<Integer> taken = new ArrayList<>();
    Iterator<Integer> breaking =
        IntStream.rangeClosed(1, 201)
            .peek(
                number -> {
                  if (number == 201) {
                    throw broken;
                  }
                })
            .iterator();
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                batch(2)
                    .run(
                        Requests.of(breaking), result -> taken.add(result.request()), () -> false));
    assertSame(broken, thrown);
    assertEquals(IntStream.rangeClosed(1, 200).boxed().toList(), taken);
  }

  /// Requests that come when they are let through, as from a terminal.
  private static final class Typed implements Requests<Integer> {
    private final BlockingQueue<Integer> typed = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int next;

    @Override
    public boolean hasNext() {
      boolean interrupted = false;
      while (true) {
        try {
          next = typed.take();
          if (interrupted) {
            Thread.currentThread().interrupt();
          }
          return next > 0;
        } catch (InterruptedException aReadOfAFileIsNotInterrupted) {
          interrupted = true;
        }
      }
    }

    @Override
    public Integer next() {
      return next;
    }

    @Override
    public long bytes(Integer request) {
      return 1;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void givesOutWhatIsSignedWhileItWaitsForMoreAndSaysThatItWaits() throws Exception {
    var typed = new Typed();
    List<String> seen = new ArrayList<>();
    typed.typed.add(1);
    batch(2)
        .run(
            typed,
            new TokenBatch.Sink<>() {
              @Override
              public void take(Result<Integer, Claims> result) {
                seen.add("took " + result.request());
              }

              @Override
              public void pause() {
                seen.add("paused");
                typed.typed.add(seen.size() < 4 ? 2 : 0);
              }
            },
            () -> false);
    assertEquals(List.of("took 1", "paused", "took 2", "paused"), seen);
    assertEquals(0, typed.closed.getCount());
  }

  @Test
  void endsWhenItIsCancelledWhileNoRequestComes() throws Exception {
    var typed = new Typed();
    var cancelled = new AtomicBoolean();
    typed.typed.add(7);
    long taken = batch(1).run(typed, result -> cancelled.set(true), cancelled::get);
    assertEquals(1, taken);
    typed.typed.add(0);
    await(typed.closed);
  }

  /// As where the machine gives no further thread.
  @Test
  void whatEndsItBeforeItReadsComesOutAndTheRequestsAreClosed() throws Exception {
    var typed = new Typed();
    var beforehand = new OutOfMemoryError("test");
    var thrown =
        assertThrows(
            OutOfMemoryError.class,
            () ->
                batch(1)
                    .run(
                        typed,
                        result -> {},
                        () -> {
                          throw beforehand;
                        }));
    assertSame(beforehand, thrown);
    assertEquals(0, typed.closed.getCount());
  }

  @Test
  void needsAThread() {
    assertThrows(IllegalArgumentException.class, () -> batch(0));
  }
}
