package io.github.latchkey.desktop.control;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;

/// Keys that work while a screen is shown, wherever the focus is; a field that has a use of its own
/// for them goes first.
public final class ScreenKeys {

  private ScreenKeys() {}

  /// Runs `action` on this combination (as in `Shortcut+Enter`) while `screen` lies in a scene.
  public static void on(Node screen, String combination, Runnable action) {
    var keys = KeyCombination.valueOf(combination);
    screen
        .sceneProperty()
        .subscribe(
            (before, now) -> {
              Optional.ofNullable(before)
                  .map(Scene::getAccelerators)
                  .ifPresent(a -> a.remove(keys));
              Optional.ofNullable(now)
                  .map(Scene::getAccelerators)
                  .ifPresent(a -> a.put(keys, action));
            });
  }
}
