package io.github.latchkey.vault;

import io.github.latchkey.vault.VaultCopy.Soundness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

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
      narrow(copy);
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

  /// Gives a temporary that holds a save the name of that save's copy.
  Path keepTemporary(Path temporary, FileState save) throws IOException {
    Path copy = names.copy(save.header());
    if (Files.exists(copy, LinkOption.NOFOLLOW_LINKS) && isOtherSave(copy, save)) {
      copy = names.unfinished(temporary);
    }
    disk.move(temporary, copy);
    narrow(copy);
    return copy;
  }

  /// Gives what lay in the vault's place, and was no whole vault, a name that says so.
  Path setAside(Path file, VaultException why) throws IOException {
    Path aside = names.aside(why);
    disk.move(file, aside);
    return aside;
  }

  private static void narrow(Path copy) {
    try {
      OwnerOnly.set(copy);
    } catch (IOException notOurs) {
      // in a shared folder the copy belongs to whoever wrote it and stays as they made it
    }
  }

  /// Writes a file's bytes under another name, in one step and with its time.
  void duplicate(Path source, Path target) throws IOException {
    Path temporary = names.temporary();
    try {
      write(source, temporary);
      disk.move(temporary, target);
    } catch (IOException trouble) {
      disk.delete(temporary);
      throw trouble;
    }
  }

  /// Writes a file's bytes to a new one, with its time.
  void write(Path source, Path target) throws IOException {
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
        Disk.Sink out = disk.create(target)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      while (in.read(buffer.clear()) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
      out.force();
    }
    Files.setLastModifiedTime(target, Files.getLastModifiedTime(source));
  }

  /// Keeps what crashes left as copies. Only for who holds the lock, as a save that is under way
  /// looks the same.
  void keepLeftovers() throws IOException {
    for (Path temporary : names.temporaries()) {
      Optional<FileState> save = state(temporary);
      if (save.isEmpty()) {
        disk.move(temporary, names.unfinished(temporary));
      } else if (isSave(names.copy(save.get().header()), save.get())) {
        disk.delete(temporary);
      } else {
        keepTemporary(temporary, save.get());
      }
    }
  }

  /// Whether a crash left anything.
  boolean hasLeftovers() throws IOException {
    return !names.temporaries().isEmpty();
  }

  /// Saves of this vault under this key that lie here and never went into the one that lies at its
  /// name: what a crash left, or what a save displaced and could not take in. Newest first.
  List<Path> unmerged(VaultHeader current, Ancestry ancestry) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path copy : names.copies()) {
      if (!ancestry.includes(copy)
          && state(copy)
              .map(FileState::header)
              .filter(header -> header.sharesKeyWith(current) && !ancestry.includes(header))
              .isPresent()) {
        found.add(copy);
      }
    }
    found.sort(Comparator.comparingLong(VaultFolder::generation).reversed());
    return found;
  }

  /// The copy of the highest epoch, and of these of the highest generation, whose bytes are as they
  /// were written: one from before the password was changed is not offered where one from after it
  /// lies here. Looks through the newest ones alone.
  Optional<Path> newestSound() {
    try {
      return names.copies().stream()
          .sorted(Comparator.comparingLong(VaultFolder::generation).reversed())
          .limit(MOST_TRIED)
          .map(copy -> look(copy, Optional.empty()))
          .filter(copy -> copy.soundness() == Soundness.SOUND)
          .max(Comparator.comparingLong(VaultCopy::epoch).thenComparingLong(VaultCopy::generation))
          .map(VaultCopy::file);
    } catch (IOException noFolder) {
      return Optional.empty();
    }
  }

  /// Everything that lies beside the vault, newest first, each compared with a save of it where one
  /// is known.
  List<VaultCopy> list(Optional<VaultHeader> current) throws IOException {
    List<Path> files = new ArrayList<>(names.copies());
    files.addAll(names.setAside());
    return files.stream()
        .map(file -> look(file, current))
        .sorted(
            Comparator.comparingLong(VaultCopy::generation)
                .thenComparing(VaultCopy::written)
                .reversed()
                .thenComparing(VaultCopy::file))
        .toList();
  }

  /// Of each other data key of this copy's vault the newest copy, the latest key first.
  List<VaultCopy> newestUnderOtherKeys(VaultHeader known) throws IOException {
    Map<String, Map.Entry<Path, VaultHeader>> newest = new HashMap<>();
    for (Path file : names.copies()) {
      state(file)
          .map(FileState::header)
          .filter(header -> compare(known, header) == Soundness.OTHER_KEY)
          .ifPresent(
              header ->
                  newest.merge(
                      header.commit(),
                      Map.entry(file, header),
                      BinaryOperator.maxBy(
                          Comparator.comparingLong(save -> save.getValue().generation()))));
    }
    return newest.values().stream()
        .map(save -> look(save.getKey(), Optional.of(known)))
        .sorted(
            Comparator.comparingLong(VaultCopy::epoch)
                .thenComparingLong(VaultCopy::generation)
                .reversed())
        .toList();
  }

  /// What can be said about a file without a key.
  static VaultCopy look(Path file, Optional<VaultHeader> current) {
    try {
      FileState state = VaultFile.state(file);
      VaultHeader header = state.header();
      Soundness soundness = current.map(ours -> compare(ours, header)).orElse(Soundness.SOUND);
      return new VaultCopy(
          file, header.generation(), header.epoch(), written(file), state.size(), soundness);
    } catch (VaultException unusable) {
      Soundness soundness = Files.exists(file) ? Soundness.DAMAGED : Soundness.MISSING;
      long size = file.toFile().length(); // 0 where there is none
      return new VaultCopy(file, VaultFolder.generation(file), 0, written(file), size, soundness);
    }
  }

  private static Soundness compare(VaultHeader ours, VaultHeader theirs) {
    if (ours.sharesKeyWith(theirs)) {
      return Soundness.SOUND;
    }
    return ours.vault().equals(theirs.vault()) ? Soundness.OTHER_KEY : Soundness.OTHER_VAULT;
  }

  private static Instant written(Path file) {
    return Instant.ofEpochMilli(file.toFile().lastModified());
  }

  boolean isSound(Path file) {
    return state(file).isPresent();
  }

  static boolean isSave(Path file, FileState expected) {
    return state(file).filter(expected::isSameSaveAs).isPresent();
  }

  private static boolean isOtherSave(Path file, FileState expected) {
    return state(file).filter(state -> !state.isSameSaveAs(expected)).isPresent();
  }

  /// Which save a file holds; empty where it is no whole vault.
  static Optional<FileState> state(Path file) {
    return state(file, new SeenFiles());
  }

  /// The same without reading again what was seen.
  static Optional<FileState> state(Path file, SeenFiles seen) {
    try {
      return Optional.of(seen.state(file));
    } catch (VaultException unreadable) {
      return Optional.empty();
    }
  }
}
