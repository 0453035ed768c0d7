package io.github.latchkey.desktop;

import io.github.latchkey.desktop.task.Pasteboard;
import java.util.Optional;

/// A clipboard of the test's own.
public final class HeldPasteboard implements Pasteboard {

  private Optional<String> held = Optional.empty();

  @Override
  public Optional<String> text() {
    return held;
  }

  @Override
  public void put(String text) {
    held = Optional.of(text);
  }

  @Override
  public void clear() {
    held = Optional.empty();
  }
}
