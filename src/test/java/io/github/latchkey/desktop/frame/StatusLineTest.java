package io.github.latchkey.desktop.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusLineTest {

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T06:34:00Z"));
  private final StatusLine line = new StatusLine(clock);
  private final List<String> done = new ArrayList<>();

  @Test
  void fadesAfterAWhile() {
    line.say("done");
    clock.advance(Duration.ofSeconds(15));
    line.fade();
    assertEquals("done", line.textProperty().get());
    clock.advance(Duration.ofSeconds(1));
    line.fade();
    assertEquals("", line.textProperty().get());
  }

  @Test
  void anOfferStaysLonger() {
    line.say("removed", Optional.of(() -> done.add("back")));
    clock.advance(Duration.ofSeconds(59));
    line.fade();
    line.undo();
    line.undo();
    assertEquals(List.of("back"), done, "once");
  }

  @Test
  void whatIsSaidNextEndsTheOffer() {
    line.say("removed", Optional.of(() -> done.add("back")));
    line.say("something else");
    line.undo();
    assertTrue(done.isEmpty());
  }
}
