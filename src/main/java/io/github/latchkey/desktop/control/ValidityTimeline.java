package io.github.latchkey.desktop.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;

/// iat, nbf, exp and now on one line, with a bar for the time in which a token is valid.
///
/// Distances are drawn by the square root of the time, so that a few minutes beside some months can
/// still be told apart.
public final class ValidityTimeline extends Region {

  private static final double AXIS = 30;
  private static final double HEIGHT = 84;

  private final ObjectProperty<Optional<ValiditySpan>> validity =
      new SimpleObjectProperty<>(this, "validity", Optional.empty());
  private final Line axis = line("axis");
  private final Line gap = line("gap");
  private final Label bar = label("bar");
  private final Label distance = label("distance");
  private final List<Mark> marks = new ArrayList<>();

  private record Mark(TimeMark moment, Line line, Label label) {}

  /// A line with nothing on it.
  public ValidityTimeline() {
    getStyleClass().add("timeline");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    validity.subscribe(this::rebuild);
  }

  /// What is shown.
  public ObjectProperty<Optional<ValiditySpan>> validityProperty() {
    return validity;
  }

  private void rebuild(Optional<ValiditySpan> now) {
    marks.clear();
    getChildren().setAll(axis, bar, gap, distance);
    getChildren().forEach(node -> node.setVisible(node == axis));
    now.ifPresent(
        shown -> {
          bar.setText(shown.length());
          shown.bar().ifPresent(tone -> tone.paint(bar));
          distance.setText(shown.distance());
          shown.issued().ifPresent(mark -> add(mark, "issued"));
          shown.from().ifPresent(mark -> add(mark, "from"));
          shown.until().ifPresent(mark -> add(mark, "until"));
          add(shown.now(), "now");
        });
    marks.sort(Comparator.comparing(mark -> mark.moment().at()));
    setAccessibleText(
        String.join(", ", marks.stream().map(mark -> mark.label().getText()).toList()));
    requestLayout();
  }

  private void add(TimeMark moment, String styleClass) {
    var mark = new Mark(moment, line(styleClass), label("mark", styleClass));
    mark.label().setText(moment.label());
    marks.add(mark);
    getChildren().addAll(mark.line(), mark.label());
  }

  @Override
  protected void layoutChildren() {
    put(axis, 0, AXIS, getWidth(), AXIS);
    validity.get().ifPresent(this::place);
  }

  private void place(ValiditySpan shown) {
    double now = x(shown, shown.now());
    double start = shown.from().or(shown::issued).map(mark -> x(shown, mark)).orElse(0.0);
    double end = shown.until().map(mark -> x(shown, mark)).orElse(getWidth());
    bar.setVisible(shown.bar().isPresent() && end > start);
    bar.resizeRelocate(start, AXIS - 11, Math.max(0, end - start), 22);
    boolean outside = bar.isVisible() && !shown.distance().isEmpty();
    gap.setVisible(outside);
    distance.setVisible(outside);
    double near = now > end ? end : start;
    put(gap, Math.min(near, now) + 6, AXIS, Math.max(near, now) - 4, AXIS);
    centre(distance, (near + now) / 2, AXIS - 22);
    double rightEdge = Double.NEGATIVE_INFINITY;
    for (Mark mark : marks) {
      double x = x(shown, mark.moment());
      double above = mark.moment() == shown.now() ? 24 : 18;
      put(mark.line(), x, AXIS - above, x, AXIS + 18);
      centre(mark.label(), x, AXIS + 20);
      if (mark.label().getLayoutX() < rightEdge + 6) {
        // It would cover its left neighbour: one line lower.
        mark.label().setLayoutY(AXIS + 36);
      } else {
        rightEdge = mark.label().getLayoutX() + mark.label().getWidth();
      }
    }
  }

  private double x(ValiditySpan shown, TimeMark mark) {
    return Math.round(shown.place(mark.at()) * getWidth());
  }

  private void centre(Label label, double x, double y) {
    double width = Math.ceil(label.prefWidth(-1));
    double left = Math.clamp(Math.round(x - width / 2), 0, Math.max(0, getWidth() - width));
    label.resizeRelocate(left, y, width, 16);
  }

  private static void put(Line line, double x1, double y1, double x2, double y2) {
    line.setStartX(x1);
    line.setStartY(y1);
    line.setEndX(x2);
    line.setEndY(y2);
  }

  private static Line line(String styleClass) {
    var line = new Line();
    line.getStyleClass().addAll("line", styleClass);
    return line;
  }

  private static Label label(String... styleClasses) {
    var label = new Label();
    label.getStyleClass().addAll(styleClasses);
    return label;
  }

  @Override
  protected double computePrefHeight(double width) {
    return HEIGHT;
  }

  @Override
  protected double computeMinHeight(double width) {
    return HEIGHT;
  }
}
