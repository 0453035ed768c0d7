package io.github.latchkey.desktop.control;

import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.control.SkinBase;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/// Draws a [PassphraseField]: a glyph per character (a bullet, or itself while shown), caret,
/// selection, and the Show button.
final class PassphraseFieldSkin extends SkinBase<PassphraseField> {

  private static final String BULLET = "•";
  private static final double HEIGHT = 38;

  private final TypedCharacters typed;
  private final Pane window = new Pane();
  private final Group line = new Group();
  private final Group glyphs = new Group();
  private final Rectangle selection = new Rectangle();
  private final Rectangle caret = new Rectangle(1, 18);
  private final Rectangle clip = new Rectangle();
  private final ToggleButton show = new ToggleButton();

  PassphraseFieldSkin(PassphraseField field) {
    super(field);
    typed = field.typed;
    selection.getStyleClass().add("selection");
    caret.getStyleClass().add("caret");
    caret.visibleProperty().bind(field.focusedProperty());
    selection.visibleProperty().bind(field.focusedProperty());
    line.getChildren().addAll(selection, glyphs, caret);
    window.getChildren().add(line);
    window.setClip(clip);
    show.getStyleClass().setAll("show");
    show.setFocusTraversable(false);
    show.textProperty()
        .bind(
            Bindings.when(field.shownProperty())
                .then(field.hideTextProperty())
                .otherwise(field.showTextProperty()));
    show.accessibleTextProperty().bind(show.textProperty());
    show.selectedProperty().bindBidirectional(field.shownProperty());
    getChildren().addAll(window, show);
    registerChangeListener(field.changesProperty(), change -> draw());
    registerChangeListener(field.shownProperty(), change -> draw());
    registerChangeListener(field.focusedProperty(), change -> lookAtCapsLock());
    new PassphraseKeys(field, this::lookAtCapsLock).listen();
    field.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    field.addEventHandler(MouseEvent.MOUSE_DRAGGED, drag -> place(drag, true));
    draw();
  }

  private void press(MouseEvent event) {
    getSkinnable().requestFocus();
    if (event.getClickCount() > 1) {
      getSkinnable().selectAll();
    } else {
      place(event, event.isShiftDown());
    }
  }

  private void place(MouseEvent event, boolean select) {
    double x = line.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
    int nearest =
        (int)
            glyphs.getChildren().stream()
                .filter(glyph -> glyph.getLayoutX() + glyph.prefWidth(-1) / 2 < x)
                .count();
    typed.moveTo(nearest, select);
    getSkinnable().changed();
  }

  private void lookAtCapsLock() {
    getSkinnable()
        .setCapsLock(
            getSkinnable().isFocused() && Platform.isKeyLocked(KeyCode.CAPS).orElse(false));
  }

  private void draw() {
    boolean shown = getSkinnable().shownProperty().get();
    double[] starts = new double[typed.length() + 1];
    glyphs
        .getChildren()
        .setAll(IntStream.range(0, typed.length()).mapToObj(i -> glyph(i, shown)).toList());
    glyphs.applyCss(); // or they would be measured in a style that they will not be drawn in
    double x = 0;
    for (int i = 0; i < typed.length(); i++) {
      starts[i] = x;
      glyphs.getChildren().get(i).setLayoutX(x);
      x += glyphs.getChildren().get(i).prefWidth(-1);
    }
    starts[typed.length()] = x;
    caret.setX(starts[typed.caret()]);
    selection.setX(starts[typed.selectionStart()]);
    selection.setWidth(starts[typed.selectionEnd()] - selection.getX());
    getSkinnable().requestLayout();
  }

  /// The second half of a surrogate pair is drawn with its first half.
  private Text glyph(int index, boolean shown) {
    char c = typed.at(index);
    String drawn =
        !shown
            ? BULLET
            : Character.isLowSurrogate(c)
                ? ""
                : Character.isHighSurrogate(c) && index + 1 < typed.length()
                    ? new String(new char[] {c, typed.at(index + 1)})
                    : String.valueOf(c);
    var text = new Text(drawn);
    text.setTextOrigin(VPos.CENTER);
    text.getStyleClass().add(shown ? "character" : "bullet");
    return text;
  }

  @Override
  protected void layoutChildren(double x, double y, double width, double height) {
    double button = show.prefWidth(-1);
    double room = Math.max(0, width - button - 8);
    layoutInArea(show, x + width - button, y, button, height, 0, HPos.CENTER, VPos.CENTER);
    window.resizeRelocate(x, y, room, height);
    clip.setWidth(room);
    clip.setHeight(height);
    line.setLayoutY(height / 2);
    for (Rectangle bar : new Rectangle[] {caret, selection}) {
      bar.setHeight(18);
      bar.setY(-9);
    }
    double behind = Math.max(0, caret.getX() + 2 - room);
    line.setLayoutX(-behind);
  }

  @Override
  protected double computePrefHeight(
      double w, double top, double right, double bottom, double left) {
    return HEIGHT;
  }

  @Override
  protected double computeMinHeight(
      double w, double top, double right, double bottom, double left) {
    return HEIGHT;
  }

  @Override
  protected double computePrefWidth(
      double h, double top, double right, double bottom, double left) {
    return 320;
  }
}
