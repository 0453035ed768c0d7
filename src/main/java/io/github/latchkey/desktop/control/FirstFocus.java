package io.github.latchkey.desktop.control;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Parent;

/// Which control of a screen has the focus when a person comes to it. Without it JavaFX takes the
/// first control of the window, and what is pasted next lands there.
public final class FirstFocus {

  private FirstFocus() {}

  /// Gives the focus to what `first` names, each time that `screen` is put into a window.
  public static void on(Node screen, Supplier<? extends Node> first) {
    Runnable give =
        () -> {
          // What lies in a scroll pane is in no window before the pane has its skin.
          screen.applyCss();
          first.get().requestFocus();
        };
    screen.getProperties().put(FirstFocus.class, give);
    screen
        .sceneProperty()
        .subscribe(scene -> Optional.ofNullable(scene).ifPresent(now -> give.run()));
  }

  /// Gives the focus once more to the screen that lies in `place`.
  public static void again(Parent place) {
    for (Node screen : place.getChildrenUnmodifiable()) {
      if (screen.getProperties().get(FirstFocus.class) instanceof Runnable give) {
        give.run();
      }
    }
  }
}
