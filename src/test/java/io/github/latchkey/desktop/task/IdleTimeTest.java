package io.github.latchkey.desktop.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.desktop.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleTimeTest {

  private static final Duration ALLOWED = Duration.ofMinutes(5);

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T06:34:00Z"));
  private final IdleTime idle = new IdleTime(clock);

  @Test
  void runsDownByTheWallClock() {
    clock.advance(Duration.ofSeconds(48));
    assertEquals(Duration.ofSeconds(252), idle.left(ALLOWED));
  }

  @Test
  void aTouchStartsItAnew() {
    clock.advance(Duration.ofMinutes(4));
    idle.touch();
    clock.advance(Duration.ofMinutes(4));
    assertEquals(Duration.ofMinutes(1), idle.left(ALLOWED));
  }

  @Test
  void hoursAsleepUseItUp() {
    clock.advance(Duration.ofHours(8));
    assertEquals(Duration.ZERO, idle.left(ALLOWED));
  }

  @Test
  void aClockSetBackDoesNotLengthenIt() {
    clock.advance(Duration.ofDays(-400));
    assertEquals(ALLOWED, idle.left(ALLOWED));
  }

  @Test
  void aBeatReachesEveryListenerInOrder() {
    var pulse = new Pulse();
    List<String> heard = new ArrayList<>();
    pulse.each(() -> heard.add("first"));
    pulse.each(() -> heard.add("second"));
    pulse.beat();
    pulse.beat();
    assertEquals(List.of("first", "second", "first", "second"), heard);
  }
}
