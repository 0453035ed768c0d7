package io.github.latchkey.desktop;

import java.nio.file.Path;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;

/// Fires the events of files being dragged over a node and dropped there: the headless platform's
/// robot cannot drag.
final class Dragging {

  private Dragging() {}

  static void drop(Node target, List<Path> files) {
    Dragboard board = target.startDragAndDrop(TransferMode.COPY);
    var content = new ClipboardContent();
    content.putFiles(files.stream().map(Path::toFile).toList());
    board.setContent(content);
    for (var type : List.of(DragEvent.DRAG_OVER, DragEvent.DRAG_DROPPED)) {
      var pick = new PickResult(target, 100, 100);
      Event.fireEvent(
          target,
          new DragEvent(
              type, board, 100, 100, 100, 100, TransferMode.COPY, null, null, pick));
    }
  }
}
