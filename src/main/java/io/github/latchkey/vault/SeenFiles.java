package io.github.latchkey.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which saves lie in files that were read before, so that a save does not read every copy again:
/// known as long as the name leads to the same file, of the same size and time.
///
/// For what is looked at again before anything is lost by it, as a save and the copies that may go
/// are. Not safe for several threads.
final class SeenFiles {

  /// What tells one file from another without reading it; the key is the system's, where it has
  /// one.
  private record Trait(Optional<Object> key, FileTime modified, long size) {}

  private record Seen(Trait trait, FileState state) {}

  private final Map<Path, Seen> seen = new HashMap<>();

  /// Which save a file holds; see [VaultFile#state(Path)].
  FileState state(Path file) throws VaultException {
    Optional<Trait> trait = trait(file);
    Seen before = seen.get(file);
    if (before != null && trait.filter(before.trait()::equals).isPresent()) {
      return before.state();
    }
    seen.remove(file);
    FileState state = VaultFile.state(file);
    trait.ifPresent(same -> seen.put(file, new Seen(same, state)));
    return state;
  }

  /// Has everything read again.
  void forget() {
    seen.clear();
  }

  private static Optional<Trait> trait(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Trait(
              Optional.ofNullable(attributes.fileKey()),
              attributes.lastModifiedTime(),
              attributes.size()));
    } catch (IOException readingItTellsWhy) {
      return Optional.empty();
    }
  }
}
