package io.github.latchkey.desktop;

import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;

/// Fires the event of files being dropped on a node. The headless platform's robot cannot drag, and
/// JavaFX makes a dragboard only for a gesture that it has seen: so it is made by reflection, which
/// the test run's options allow.
final class Dragging {

  private Dragging() {}

  static void drop(Node target, List<Path> files) {
    Dragboard board = board();
    var content = new ClipboardContent();
    content.putFiles(files.stream().map(Path::toFile).toList());
    board.setContent(content);
    var pick = new PickResult(target, 100, 100);
    Event.fireEvent(
        target,
        new DragEvent(
            DragEvent.DRAG_DROPPED,
            board,
            100,
            100,
            100,
            100,
            TransferMode.COPY,
            null,
            null,
            pick));
  }

  private static Dragboard board() {
    try {
      Class<?> toolkit = Class.forName("com.sun.javafx.tk.Toolkit");
      Object running = toolkit.getMethod("getToolkit").invoke(null);
      Object peer = toolkit.getMethod("createLocalClipboard").invoke(running);
      Constructor<?> constructor = Dragboard.class.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return (Dragboard) constructor.newInstance(peer);
    } catch (ReflectiveOperationException changed) {
      throw new AssertionError("JavaFX makes its dragboards otherwise now", changed);
    }
  }
}
