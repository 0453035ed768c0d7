package io.github.latchkey.desktop.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.Fx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;

class BackgroundTest {

  private record Seen(String workThread, boolean daemon, boolean doneOnWindowThread) {}

  @Test
  void worksOnANamedDaemonThreadAndAnswersOnTheWindowsThread() throws Exception {
    var answer = new CompletableFuture<Seen>();
    Fx.run(
        () ->
            Background.onThreads()
                .run(
                    Thread::currentThread,
                    thread ->
                        answer.complete(
                            new Seen(
                                thread.getName(),
                                thread.isDaemon(),
                                Platform.isFxApplicationThread())),
                    answer::completeExceptionally));
    Seen seen = answer.get(30, TimeUnit.SECONDS);
    assertTrue(seen.workThread().startsWith("latchkey-background-"));
    assertTrue(seen.daemon());
    assertTrue(seen.doneOnWindowThread());
  }

  @Test
  void bringsAFailureToTheWindowsThread() throws Exception {
    var answer = new CompletableFuture<Throwable>();
    var wanted = new IOException();
    Fx.run(
        () ->
            Background.onThreads()
                .run(
                    () -> {
                      throw wanted;
                    },
                    done -> answer.completeExceptionally(new AssertionError("it failed")),
                    answer::complete));
    assertSame(wanted, answer.get(30, TimeUnit.SECONDS));
  }

  @Test
  void canBeAskedToEndEarly() throws Exception {
    var answer = new CompletableFuture<Throwable>();
    var begun = new CountDownLatch(1);
    Background.Running running =
        Fx.call(
            () ->
                Background.onThreads()
                    .run(
                        () -> {
                          begun.countDown();
                          new CountDownLatch(1).await();
                          return "never";
                        },
                        done -> answer.completeExceptionally(new AssertionError("it went on")),
                        answer::complete));
    begun.await();
    running.stop();
    assertInstanceOf(InterruptedException.class, answer.get(30, TimeUnit.SECONDS));
    running.stop();
  }

  @Test
  void worksInPlaceForTests() {
    List<String> order = new ArrayList<>();
    Background.inPlace()
        .run(() -> order.add("work"), done -> order.add("done"), thrown -> order.add("failed"));
    order.add("after");
    assertEquals(List.of("work", "done", "after"), order);
  }

  @Test
  void failsInPlaceForTests() {
    List<Throwable> thrown = new ArrayList<>();
    Background.inPlace()
        .run(
            () -> {
              throw new IOException();
            },
            done -> {},
            thrown::add);
    assertEquals(1, thrown.size());
  }

  @Test
  void anAnswerThatWasOvertakenIsDropped() {
    var held = new HeldBackground();
    var latest = new LatestWork(held);
    List<String> seen = new ArrayList<>();
    latest.run(() -> "first", seen::add, thrown -> seen.add("failed"));
    latest.run(() -> "second", seen::add, thrown -> seen.add("failed"));
    held.finish(1);
    held.finish(0);
    assertEquals(List.of("second"), seen);
  }

  @Test
  void whatWasForgottenNeverAnswers() {
    var held = new HeldBackground();
    var latest = new LatestWork(held);
    List<String> seen = new ArrayList<>();
    latest.run(() -> "late", seen::add, thrown -> seen.add("failed"));
    latest.forget();
    held.finish(0);
    assertTrue(seen.isEmpty());
  }

  @Test
  void anOvertakenFailureIsDroppedToo() {
    var held = new HeldBackground();
    var latest = new LatestWork(held);
    List<Object> seen = new ArrayList<>();
    latest.run(
        () -> {
          throw new IOException();
        },
        seen::add,
        seen::add);
    latest.run(() -> "second", seen::add, seen::add);
    held.finish(0);
    held.finish(1);
    assertEquals(List.of("second"), seen);
    assertFalse(seen.isEmpty());
  }
}
