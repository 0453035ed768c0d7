package io.github.latchkey.vault;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which saves went before a save, told from the names of their copies alone.
final class Ancestry {

  /// A save of this many generations ago may have been forgotten by a list that is full: four
  /// ancestors for each generation are more than any merge adds.
  private static final int REMEMBERED = VaultContents.MOST_ANCESTORS / 4;

  private final long generation;
  private final boolean full;
  private final Set<String> known;

  Ancestry(VaultHeader current, Collection<String> ancestors) {
    this.generation = current.generation();
    this.full = ancestors.size() >= VaultContents.MOST_ANCESTORS;
    this.known =
        Stream.concat(ancestors.stream(), Stream.of(current.ancestor()))
            .map(VaultFolder::saltDigits)
            .collect(Collectors.toSet());
  }

  /// Whether this copy is of a save that went before it. What that held need not be in it: a
  /// restore follows on a save without taking in its values.
  boolean includes(Path copy) {
    return known.contains(VaultFolder.saltDigits(copy));
  }

  /// The same of a copy that is too old to tell.
  boolean mayInclude(Path copy) {
    return includes(copy) || full && VaultFolder.generation(copy) <= generation - REMEMBERED;
  }

  /// Whether the save with this header went into it.
  boolean includes(VaultHeader save) {
    return known.contains(VaultFolder.saltDigits(save.salt()));
  }
}
