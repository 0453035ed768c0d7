package io.github.latchkey.desktop.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.Fx;
import io.github.latchkey.desktop.HeldPasteboard;
import io.github.latchkey.desktop.MovableClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import org.junit.jupiter.api.Test;

class ClipboardLeaseTest {

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T06:34:00Z"));
  private final HeldPasteboard pasteboard = new HeldPasteboard();
  private final ClipboardLease lease = new ClipboardLease(pasteboard, clock);

  @Test
  void staysForItsTimeAndGoesAfterIt() {
    lease.copy("a token", Duration.ofSeconds(30));
    clock.advance(Duration.ofSeconds(29));
    lease.check();
    assertEquals(Optional.of("a token"), pasteboard.text());
    assertEquals(Optional.of(Duration.ofSeconds(1)), lease.left());
    clock.advance(Duration.ofSeconds(1));
    lease.check();
    assertEquals(Optional.empty(), pasteboard.text());
    assertEquals(Optional.empty(), lease.left());
  }

  @Test
  void neverWipesWhatSomebodyElseHasCopied() {
    lease.copy("a token", Duration.ofSeconds(30));
    pasteboard.put("a shopping list");
    clock.advance(Duration.ofMinutes(5));
    lease.check();
    lease.end();
    assertEquals(Optional.of("a shopping list"), pasteboard.text());
  }

  @Test
  void goesAtTheProgramsEnd() {
    lease.copy("a token", Duration.ofSeconds(30));
    lease.end();
    assertEquals(Optional.empty(), pasteboard.text());
  }

  @Test
  void aSecondCopyStartsTheTimeAnew() {
    lease.copy("first", Duration.ofSeconds(30));
    clock.advance(Duration.ofSeconds(20));
    lease.copy("second", Duration.ofSeconds(30));
    clock.advance(Duration.ofSeconds(20));
    lease.check();
    assertEquals(Optional.of("second"), pasteboard.text());
  }

  @Test
  void timeAsleepCounts() {
    lease.copy("a token", Duration.ofSeconds(30));
    clock.advance(Duration.ofHours(9));
    assertEquals(Optional.of(Duration.ZERO), lease.left());
    lease.check();
    assertEquals(Optional.empty(), pasteboard.text());
  }

  @Test
  void asksClipboardHistoriesToLeaveItOut() throws Exception {
    Fx.run(
        () -> {
          new SystemPasteboard().put("a token");
          Object hint =
              Clipboard.getSystemClipboard()
                  .getContent(DataFormat.lookupMimeType("x-kde-passwordManagerHint"));
          assertTrue(hint instanceof ByteBuffer, "the hint is there");
          assertEquals("secret", StandardCharsets.US_ASCII.decode((ByteBuffer) hint).toString());
          assertEquals(Optional.of("a token"), new SystemPasteboard().text());
          new SystemPasteboard().clear();
          assertEquals(Optional.empty(), new SystemPasteboard().text());
        });
  }
}
