package io.github.latchkey.vault;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Windows refuses to rename, link or delete a file that a virus scanner, an indexer or a sync
/// program holds for a moment: it is asked again for two seconds. Other systems are asked once.
record SharingPatience(Patience patience) {

  /// What suits this system.
  static SharingPatience of(boolean windows) {
    return new SharingPatience(windows ? new Patience(40, 50) : Patience.NONE);
  }

  /// A step that a sharing error may keep from being made.
  @FunctionalInterface
  interface Step {
    void make() throws IOException;
  }

  void make(Step step) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        step.make();
        return;
      } catch (NoSuchFileException
          | FileAlreadyExistsException
          | AtomicMoveNotSupportedException settled) {
        throw settled; // asking again would not change it
      } catch (FileSystemException busy) {
        if (tries >= patience.tries()) {
          throw busy;
        }
        Patience.pause(patience.pauseMs());
      }
    }
  }
}
