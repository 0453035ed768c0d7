package io.github.latchkey.desktop.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class LatestWorkTest {

  private final HeldBackground background = new HeldBackground();
  private final LatestWork work = new LatestWork(background);
  private final List<String> told = new ArrayList<>();

  private Callable<String> saying(String what) {
    return () -> {
      told.add(what + (Thread.currentThread().isInterrupted() ? " ended early" : " in peace"));
      return what;
    };
  }

  private void run(String what) {
    work.run(
        saying(what),
        done -> told.add(done + " done"),
        late -> told.add(late + " late"),
        failed -> told.add(what + " failed"));
  }

  @Test
  void endsWhatALaterStartReplacesAndHandsOverWhatCameOfIt() {
    run("first");
    run("second");
    background.finish(0);
    background.finish(1);
    assertEquals(
        List.of("first ended early", "first late", "second in peace", "second done"), told);
  }

  @Test
  void endsWhatIsForgotten() {
    run("first");
    work.forget();
    background.finishAll();
    assertEquals(List.of("first ended early", "first late"), told);
  }

  @Test
  void saysNothingOfWhatFailedTooLate() {
    work.run(
        () -> {
          throw new IllegalStateException();
        },
        done -> told.add("done"),
        failed -> told.add("failed"));
    work.forget();
    background.finishAll();
    assertEquals(List.of(), told);
  }

  @Test
  void endsTheLaterOneThatAnAnswerInPlaceBegan() {
    var held = new HeldBackground();
    var first =
        new Background() {
          private boolean used;

          @Override
          public <T> Running run(
              Callable<T> work,
              java.util.function.Consumer<? super T> done,
              java.util.function.Consumer<? super Throwable> failed) {
            Background next = used ? held : Background.inPlace();
            used = true;
            return next.run(work, done, failed);
          }
        };
    var nested = new LatestWork(first);
    nested.run(
        () -> "in place",
        done -> nested.run(saying("begun"), late -> {}, failed -> {}),
        failed -> {});
    nested.forget();
    held.finishAll();
    assertEquals(List.of("begun ended early"), told);
  }
}
