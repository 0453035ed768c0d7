package io.github.latchkey.desktop.task;

import java.util.Optional;

/// The system's clipboard as far as Latchkey uses it; a test has one of its own.
public interface Pasteboard {

  /// The text on it.
  Optional<String> text();

  /// Puts a text there, marked so that clipboard histories leave it out.
  void put(String text);

  /// Empties it.
  void clear();
}
