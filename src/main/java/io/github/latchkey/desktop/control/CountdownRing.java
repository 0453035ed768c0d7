package io.github.latchkey.desktop.control;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;
import javafx.scene.shape.StrokeLineCap;

/// A ring that runs down, clockwise from the top: what is left of a token's life. The words beside
/// it say the same.
public final class CountdownRing extends Region {

  private static final double RADIUS = 8;

  private final DoubleProperty left = new SimpleDoubleProperty(this, "left", 1);
  private final Circle track = new Circle(RADIUS);
  private final Arc arc = new Arc(0, 0, RADIUS, RADIUS, 90, 360);

  /// A full ring.
  public CountdownRing() {
    getStyleClass().add("countdown-ring");
    setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
    track.getStyleClass().add("track");
    arc.getStyleClass().add("arc");
    arc.setType(ArcType.OPEN);
    arc.setStrokeLineCap(StrokeLineCap.ROUND);
    arc.lengthProperty().bind(left.multiply(360));
    getChildren().addAll(track, arc);
  }

  /// The share that is left, from 1 to 0.
  public DoubleProperty leftProperty() {
    return left;
  }

  @Override
  protected void layoutChildren() {
    track.setCenterX(getWidth() / 2);
    track.setCenterY(getHeight() / 2);
    arc.setCenterX(getWidth() / 2);
    arc.setCenterY(getHeight() / 2);
  }

  @Override
  protected double computePrefWidth(double height) {
    return 2 * RADIUS + 4;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 2 * RADIUS + 4;
  }

  @Override
  protected double computeMinWidth(double height) {
    return computePrefWidth(height);
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }
}
