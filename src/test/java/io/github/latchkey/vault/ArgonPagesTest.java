package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArgonPagesTest {

  /// Of a size that no vault asks for, so that no other test takes them.
  private static final int KIB = 5_001;

  private final FutureTask<Void> holding =
      new FutureTask<>(
          () -> {
            ArgonPages.hold(KIB, Duration.ofMinutes(5));
            return null;
          });
  private final Thread holder = Thread.ofPlatform().daemon().unstarted(holding);

  @AfterEach
  void end() throws InterruptedException {
    holder.interrupt();
    holder.join();
  }

  @Test
  void givesWhatIsHeldToTheOneWhoAsksForAsMuch() throws Exception {
    holder.start();
    ArgonPages held = await();
    assertEquals(KIB << 10, held.memory().byteSize());
    assertTrue(ArgonPages.takeHeld(KIB).isEmpty(), "given once");
    holder.interrupt();
    holder.join();
    assertEquals(0, held.memory().get(ValueLayout.JAVA_BYTE, 0), "still usable");
    held.close();
  }

  @Test
  void givesBackWhatWasHeldLongEnough() throws Exception {
    ArgonPages.hold(KIB, Duration.ZERO);
    assertTrue(ArgonPages.takeHeld(KIB).isEmpty());
  }

  @Test
  void givesBackWhatNobodyTookOnceInterrupted() throws Exception {
    holder.start();
    while (holder.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertTrue(ArgonPages.takeHeld(KIB - 1).isEmpty(), "another size");
    holder.interrupt();
    holder.join();
    assertTrue(ArgonPages.takeHeld(KIB).isEmpty());
  }

  @Test
  void freesWhatItHas() {
    var pages = new ArgonPages(KIB);
    pages.close();
    assertThrows(IllegalStateException.class, () -> pages.memory().get(ValueLayout.JAVA_BYTE, 0));
  }

  private static ArgonPages await() {
    Optional<ArgonPages> held = Optional.empty();
    while (held.isEmpty()) {
      Thread.onSpinWait();
      held = ArgonPages.takeHeld(KIB);
    }
    return held.get();
  }
}
