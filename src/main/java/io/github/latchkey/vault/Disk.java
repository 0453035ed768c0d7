package io.github.latchkey.vault;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/// The operations that change a vault's folder, each one step of a save, so that a test can fail or
/// stop at any of them.
interface Disk {

  /// A new file that only its owner may read; FileAlreadyExistsException where there is one.
  Sink create(Path file) throws IOException;

  /// Swaps the names of two files in one step; false, and nothing changed, where this system or
  /// file system cannot. NoSuchFileException where one is not there.
  boolean exchange(Path one, Path other) throws IOException;

  /// A second name for a file that is there; FileAlreadyExistsException where that name is taken.
  void link(Path name, Path existing) throws IOException;

  /// Gives a file another name in one step, replacing what had it.
  void move(Path source, Path target) throws IOException;

  /// Deletes a file if it is there.
  void delete(Path file) throws IOException;

  /// Makes renames in this folder outlive a loss of power.
  void forceFolder(Path folder) throws IOException;

  /// A file being written.
  interface Sink extends WritableByteChannel {

    /// Makes what was written outlive a loss of power.
    void force() throws IOException;
  }
}
