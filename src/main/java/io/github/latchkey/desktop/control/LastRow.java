package io.github.latchkey.desktop.control;

import javafx.scene.layout.Pane;

/// Gives the last row of a card the style class `last`, which JavaFX's CSS cannot tell by itself.
final class LastRow {

  private LastRow() {}

  static void mark(Pane card) {
    if (!card.getChildren().isEmpty()) {
      card.getChildren().getLast().getStyleClass().add("last");
    }
  }
}
