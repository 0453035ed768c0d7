package io.github.latchkey.desktop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.Fx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

class ValidityTimelineTest {

  private static final Instant NOON = Instant.parse("2026-11-21T06:30:00Z");

  private static TimeMark mark(Duration after, String label) {
    return new TimeMark(NOON.plus(after), label);
  }

  private static ValiditySpan span(Duration from, Duration until, Duration now) {
    return new ValiditySpan(
        Optional.empty(),
        Optional.of(mark(from, "nbf 12:00")),
        Optional.of(mark(until, "exp 12:15")),
        mark(now, "now 15:30"),
        Optional.of(Tone.GOOD),
        "valid 15 min",
        "3 h");
  }

  @Test
  void keepsTheOrderOfTimeAndAMarginAtBothSides() {
    ValiditySpan span = span(Duration.ZERO, Duration.ofMinutes(15), Duration.ofHours(4));
    double from = span.place(NOON);
    double until = span.place(NOON.plus(Duration.ofMinutes(15)));
    double now = span.place(NOON.plus(Duration.ofHours(4)));
    assertTrue(0 < from && from < until && until < now && now < 1);
  }

  @Test
  void aMomentFarAwayDoesNotPushTheOthersTogether() {
    ValiditySpan span = span(Duration.ZERO, Duration.ofDays(365_000), Duration.ofMinutes(5));
    double gap = span.place(NOON.plus(Duration.ofMinutes(5))) - span.place(NOON);
    assertTrue(gap > 0);
  }

  @Test
  void oneMomentAloneLiesInTheMiddle() {
    var span =
        new ValiditySpan(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            mark(Duration.ZERO, "now"),
            Optional.empty(),
            "",
            "");
    assertEquals(0.5, span.place(NOON));
  }

  @Test
  void noLabelCoversAnother() throws Exception {
    Fx.run(
        () -> {
          var timeline = new ValidityTimeline();
          timeline
              .validityProperty()
              .set(Optional.of(span(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2))));
          var scene = new Scene(new StackPane(timeline), 120, 120);
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          List<Label> marks = timeline.lookupAll(".mark").stream().map(Label.class::cast).toList();
          assertEquals(3, marks.size());
          assertTrue(marks.stream().map(Label::getLayoutY).distinct().count() > 1);
          assertTrue(marks.stream().allMatch(label -> label.getLayoutX() >= 0));
          assertEquals("nbf 12:00, exp 12:15, now 15:30", timeline.getAccessibleText());
        });
  }
}
