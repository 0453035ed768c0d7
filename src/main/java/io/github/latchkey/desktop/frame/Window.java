package io.github.latchkey.desktop.frame;

import io.github.latchkey.desktop.control.FirstFocus;
import java.io.File;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.PopupWindow;

/// The content of the one window: the unlock screens or the frame, the keys that work everywhere,
/// and dropping files anywhere.
public final class Window {

  private final Desk desk;
  private final Views views;
  private final StackPane root = new StackPane();
  private final StackPane content = new StackPane();
  private final StackPane veil = new StackPane();
  private final Map<View, Node> screens = new EnumMap<>(View.class);
  private final Scene scene;

  /// Builds the scene, dressed as the preferences say.
  public Window(Desk desk, FrameViewModel model, Views views, double width, double height) {
    this.desk = desk;
    this.views = views;
    var drop = new Label(desk.wording().text("frame.drop"));
    veil.getStyleClass().add("drop-veil");
    veil.getChildren().add(drop);
    veil.setVisible(false);
    veil.setMouseTransparent(true);
    root.getChildren().setAll(content, veil);
    scene = new Scene(root, width, height);
    scene.addEventFilter(InputEvent.ANY, event -> model.touch());
    scene
        .windowProperty()
        .flatMap(javafx.stage.Window::focusedProperty)
        .subscribe(
            focused -> {
              if (Boolean.TRUE.equals(focused)) {
                model.notices().lookAgain();
              }
            });
    desk.placeProperty().subscribe(this::show);
    dress();
    desk.preferencesProperty().subscribe(now -> dress());
    Platform.getPreferences().colorSchemeProperty().subscribe(now -> dress());
    addKeys();
    addDropping();
  }

  /// The scene.
  public Scene scene() {
    return scene;
  }

  private void dress() {
    Appearance.dress(
        scene,
        switch (desk.preferencesProperty().get().theme()) {
          case SYSTEM -> Platform.getPreferences().getColorScheme();
          case LIGHT -> ColorScheme.LIGHT;
          case DARK -> ColorScheme.DARK;
        });
  }

  private void show(View place) {
    View outer =
        switch (place) {
          case UNLOCK, NEWVAULT, RECOVERY -> place;
          default -> View.FRAME;
        };
    content.getChildren().setAll(screens.computeIfAbsent(outer, views::load));
    if (outer != View.FRAME) {
      closePopups();
    }
  }

  /// Menus and lists that were open would lie over the locked door and show what is behind it.
  private static void closePopups() {
    List.copyOf(javafx.stage.Window.getWindows()).stream()
        .filter(PopupWindow.class::isInstance)
        .forEach(javafx.stage.Window::hide);
  }

  private void addKeys() {
    key("Shortcut+K", () -> scene.lookup("#search").requestFocus());
    key("Shortcut+N", () -> visit(View.IMPORTING));
    key("Shortcut+T", () -> visit(View.TOKEN));
    key("Shortcut+I", () -> visit(View.INSPECT));
    key("Shortcut+L", desk::lock);
    key("Shortcut+Z", desk.status()::undo);
    key("Esc", this::closePanel);
  }

  /// The keys of the screens work only while a vault is open.
  private void key(String combination, Runnable action) {
    scene
        .getAccelerators()
        .put(
            KeyCombination.valueOf(combination),
            () -> {
              if (desk.session().isPresent()) {
                action.run();
              }
            });
  }

  /// The focus leaves the search field even where the place stays the same.
  private void visit(View place) {
    desk.go(place);
    FirstFocus.again((Parent) scene.lookup("#work"));
  }

  private void closePanel() {
    desk.mishap().dismiss();
    desk.searchProperty().set("");
    switch (desk.placeProperty().get()) {
      case IMPORTING, EDIT, SETTINGS, REKEYED -> desk.go(View.CREDENTIALS);
      case MERGING -> desk.fileMerging().leave();
      default -> {}
    }
  }

  private void addDropping() {
    root.addEventHandler(
        DragEvent.DRAG_OVER,
        drag -> {
          if (drag.getDragboard().hasFiles() && drag.getGestureSource() == null) {
            drag.acceptTransferModes(TransferMode.COPY);
            veil.setVisible(true);
          }
          drag.consume();
        });
    root.addEventHandler(DragEvent.DRAG_EXITED, drag -> veil.setVisible(false));
    root.addEventHandler(
        DragEvent.DRAG_DROPPED,
        drag -> {
          Dragboard board = drag.getDragboard();
          veil.setVisible(false);
          if (board.hasFiles()) {
            desk.dropped().drop(board.getFiles().stream().map(File::toPath).toList());
          }
          drag.setDropCompleted(board.hasFiles());
          drag.consume();
        });
  }
}
