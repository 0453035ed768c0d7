package io.github.latchkey.desktop.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A token in three colours, broken into full lines, with what stood around it in grey. A drag
/// selects, the shortcut for copying hands the selection, or without one the whole token, to the
/// owner's consumer.
public final class TokenText extends Region {

  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final TextFlow flow = new TextFlow();
  private final Path highlight = new Path();
  private final Text ruler = new Text("0000000000");
  private final ObjectProperty<TokenParts> parts =
      new SimpleObjectProperty<>(this, "parts", TokenParts.NONE);
  private final ObjectProperty<Consumer<String>> onCopy =
      new SimpleObjectProperty<>(this, "onCopy", text -> {});
  private final IntegerProperty maxRows = new SimpleIntegerProperty(this, "maxRows", 1000);
  private int columns;
  private int anchor;
  private int caret;

  /// An empty text.
  public TokenText() {
    getStyleClass().add("token-text");
    setAccessibleRole(AccessibleRole.TEXT);
    accessibleHelpProperty().bind(parts.map(TokenParts::whole));
    setFocusTraversable(true);
    ruler.getStyleClass().add("token-ruler");
    ruler.setVisible(false);
    ruler.setManaged(false);
    flow.setManaged(false);
    highlight.setManaged(false);
    highlight.getStyleClass().add("token-selection");
    getChildren().addAll(ruler, highlight, flow);
    parts.subscribe(
        now -> {
          columns = 0;
          forgetWhatIsDrawn();
          select(0, 0);
          requestLayout();
        });
    addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        press -> {
          requestFocus();
          int hit = hit(press);
          select(press.isShiftDown() ? anchor : hit, hit);
        });
    addEventHandler(MouseEvent.MOUSE_DRAGGED, drag -> select(anchor, hit(drag)));
    addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, ContextMenuEvent::consume);
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /// What is not shown any more is not kept until the next layout, which for a screen in the
  /// background is never: the flow asks its children again when it is measured, and what draws the
  /// Texts keeps them.
  private void forgetWhatIsDrawn() {
    flow.getChildren().forEach(child -> ((Text) child).setText(""));
    flow.getChildren().clear();
    flow.prefWidth(-1);
  }

  /// What is shown.
  public ObjectProperty<TokenParts> partsProperty() {
    return parts;
  }

  /// Where a copied text goes; to nowhere until it is set.
  public ObjectProperty<Consumer<String>> onActionProperty() {
    return onCopy;
  }

  /// How many lines are drawn at most; what does not fit is left out with an ellipsis.
  public IntegerProperty maxRowsProperty() {
    return maxRows;
  }

  /// The selection without the line breaks that are only drawn, or the whole token.
  public String selected() {
    if (anchor == caret) {
      return parts.get().token();
    }
    String drawn = drawn();
    return drawn
        .substring(Math.min(anchor, caret), Math.max(anchor, caret))
        .replace("\n", "")
        .replace("…", "");
  }

  /// Selects from one drawn position to another.
  void select(int from, int to) {
    anchor = from;
    caret = to;
    highlight
        .getElements()
        .setAll(
            from == to
                ? List.of()
                : List.of(flow.getRangeShape(Math.min(from, to), Math.max(from, to), false)));
  }

  private void pressed(KeyEvent event) {
    if (COPY.match(event)) {
      onCopy.get().accept(selected());
      event.consume();
    } else if (event.isShortcutDown() && event.getCode() == KeyCode.A) {
      select(0, drawn().length());
      event.consume();
    }
  }

  private int hit(MouseEvent event) {
    return flow.getHitInfo(flow.sceneToLocal(event.getSceneX(), event.getSceneY()))
        .getInsertionIndex();
  }

  private String drawn() {
    var all = new StringBuilder();
    flow.getChildren().forEach(child -> all.append(((Text) child).getText()));
    return all.toString();
  }

  private int fitting(double width) {
    ruler.applyCss();
    return (int) Math.floor(width / (ruler.prefWidth(-1) / ruler.getText().length()));
  }

  private void fill(double width) {
    if (fitting(width) == columns) {
      return;
    }
    columns = fitting(width);
    anchor = caret = 0;
    highlight.getElements().clear();
    var wrapping = new Wrapping(columns, maxRows.get());
    var texts = new ArrayList<Text>();
    for (TokenParts.Part part : parts.get().inOrder()) {
      var text = new Text(wrapping.wrap(part.text()));
      text.getStyleClass().add(part.styleClass());
      texts.add(text);
    }
    flow.getChildren().setAll(texts);
    // Made while the layout is under way, they would be drawn once without their style.
    flow.applyCss();
  }

  @Override
  protected void layoutChildren() {
    double left = snappedLeftInset();
    double width = getWidth() - left - snappedRightInset();
    fill(width);
    double height = flow.prefHeight(width + 2);
    flow.resizeRelocate(left, snappedTopInset(), width + 2, height);
    highlight.relocate(0, 0);
    highlight.setTranslateX(left);
    highlight.setTranslateY(snappedTopInset());
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    double insets = snappedTopInset() + snappedBottomInset();
    double room = (width < 0 ? getWidth() : width) - snappedLeftInset() - snappedRightInset();
    if (room <= 0) {
      return insets;
    }
    long rows = 1;
    var wrapping = new Wrapping(fitting(room), maxRows.get());
    for (TokenParts.Part part : parts.get().inOrder()) {
      rows += wrapping.wrap(part.text()).chars().filter(c -> c == '\n').count();
    }
    return insets + Math.ceil(rows * ruler.getLayoutBounds().getHeight());
  }

  @Override
  protected double computePrefWidth(double height) {
    return 400;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 120;
  }
}
