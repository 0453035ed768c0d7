package io.github.latchkey.vault;

import java.nio.file.Path;
import java.util.Optional;

/// How an attempt to put a save at the vault's name went.
sealed interface Placing {

  /// It lies there.
  ///
  /// @param copy where the save before it is kept
  /// @param setAside where a file that was no vault is kept
  record Placed(FileState state, Optional<Path> copy, Optional<Path> setAside) implements Placing {}

  /// It lies there, but took the place of a save of this vault that nobody had expected. That has a
  /// temporary's name by now, and has to be merged and kept.
  record Displaced(FileState state, Path unexpected) implements Placing {}

  /// What lies there was not replaced, since it is something else than expected.
  ///
  /// @param setAside where a file that was no vault is kept, which lay there before
  record Overtaken(Optional<Path> setAside) implements Placing {

    /// Nothing was changed.
    Overtaken() {
      this(Optional.empty());
    }
  }
}
