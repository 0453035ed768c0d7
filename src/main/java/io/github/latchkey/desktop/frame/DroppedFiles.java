package io.github.latchkey.desktop.frame;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Files that are dropped on the window, and the places that take them. Used on the JavaFX thread
/// only.
public final class DroppedFiles {

  private final Desk desk;
  private final Map<View, Consumer<List<Path>>> takers = new EnumMap<>(View.class);

  DroppedFiles(Desk desk) {
    this.desk = desk;
  }

  /// Names what takes the files that are dropped while the person is there.
  public void areTakenBy(View view, Consumer<List<Path>> taker) {
    takers.put(view, taker);
  }

  /// Hands files to the place that takes them: where the person is, else the import.
  public void drop(List<Path> dropped) {
    View place = desk.placeProperty().get();
    View taker = takers.containsKey(place) ? place : View.IMPORTING;
    if (desk.session().isPresent() || taker == View.UNLOCK) {
      desk.go(taker);
      takers.getOrDefault(taker, nobody -> {}).accept(dropped);
    }
  }
}
