package io.github.latchkey.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The earlier saves that lie beside a vault, and what crashes left there.
final class VaultCopies {

  private static final int BUFFER = 1 << 20;

  /// How many copies are looked through for a sound one.
  private static final int MOST_TRIED = 20;

  private final VaultFolder names;
  private final Disk disk;

  VaultCopies(Path vault, Disk disk) {
    this.names = new VaultFolder(vault);
    this.disk = disk;
  }

  /// Keeps the save that lies at the vault's name under the name of its copy. Empty where another
  /// save lies there by now.
  Optional<Path> keep(FileState expected) throws IOException, VaultException {
    Path copy = names.copy(expected.header());
    try {
      disk.link(copy, names.vault());
    } catch (FileAlreadyExistsException keptBefore) {
      // by a save that failed later on; whether it is the same is seen below
    } catch (IOException noLinksHere) {
      duplicate(names.vault(), copy);
    }
    if (isSave(copy, expected)) {
      return Optional.of(copy);
    }
    if (!isSave(names.vault(), expected)) {
      return Optional.empty();
    }
    duplicate(names.vault(), copy);
    return Optional.of(copy);
  }

  /// Writes a file's bytes under another name, in one step and with its time.
  void duplicate(Path source, Path target) throws IOException {
    Path temporary = names.temporary();
    try {
      try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
          Disk.Sink out = disk.create(temporary)) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (in.read(buffer.clear()) >= 0) {
          buffer.flip();
          while (buffer.hasRemaining()) {
            out.write(buffer);
          }
        }
        out.force();
      }
      Files.setLastModifiedTime(temporary, Files.getLastModifiedTime(source));
      disk.move(temporary, target);
    } catch (IOException trouble) {
      disk.delete(temporary);
      throw trouble;
    }
  }

  /// Deletes the copies of this vault that the retention rule gives up, and all but the newest five
  /// unfinished ones. Copies of another vault and what cannot be read stay.
  void prune(String vault) throws IOException {
    List<CopyRetention.Copy> ours = new ArrayList<>();
    List<CopyRetention.Copy> unfinished = new ArrayList<>();
    for (Path file : names.copies()) {
      long generation = VaultFolder.generation(file);
      var copy =
          new CopyRetention.Copy(file, generation, Files.getLastModifiedTime(file).toInstant());
      if (generation == 0) {
        unfinished.add(copy);
      } else if (state(file).filter(state -> state.header().vault().equals(vault)).isPresent()) {
        ours.add(copy);
      }
    }
    for (var copies : List.of(ours, unfinished)) {
      Set<Path> kept = CopyRetention.kept(copies);
      for (var copy : copies) {
        if (!kept.contains(copy.file())) {
          disk.delete(copy.file());
        }
      }
    }
  }

  /// Keeps what crashes left as copies. Only for who holds the lock, as a save that is under way
  /// looks the same.
  void keepLeftovers() throws IOException {
    for (Path temporary : names.temporaries()) {
      Optional<FileState> save = state(temporary);
      Path copy =
          save.map(state -> names.copy(state.header()))
              .orElseGet(() -> names.unfinished(temporary));
      if (!Files.exists(copy)) {
        disk.move(temporary, copy);
      } else if (save.isPresent() && isSave(copy, save.get())) {
        disk.delete(temporary);
      } else {
        disk.move(temporary, names.unfinished(temporary));
      }
    }
  }

  /// Whether a crash left anything.
  boolean hasLeftovers() throws IOException {
    return !names.temporaries().isEmpty();
  }

  /// The copy of the highest generation whose bytes are as they were written.
  Optional<Path> newestSound() {
    try {
      return names.copies().stream()
          .sorted(Comparator.comparingLong(VaultFolder::generation).reversed())
          .limit(MOST_TRIED)
          .filter(copy -> state(copy).isPresent())
          .findFirst();
    } catch (IOException noFolder) {
      return Optional.empty();
    }
  }

  private static boolean isSave(Path file, FileState expected) {
    return state(file).filter(expected::isSameSaveAs).isPresent();
  }

  private static Optional<FileState> state(Path file) {
    try {
      return Optional.of(VaultFile.state(file));
    } catch (VaultException unreadable) {
      return Optional.empty();
    }
  }
}
