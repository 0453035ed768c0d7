package io.github.latchkey.vault;

import java.nio.file.Path;
import java.util.Optional;

/// What a save did: the generation it wrote, the copy that the version before was kept as (empty
/// for the first save), whether a lock kept other processes out (`false`: this file system has
/// none, and a person has to be told), and what others had saved meanwhile and was taken in (empty
/// where nobody had saved).
public record SaveOutcome(
    long generation, Optional<Path> copy, boolean locked, Optional<MergeReport> merge) {

  /// Whether another save was found and taken in.
  public boolean merged() {
    return merge.isPresent();
  }

  /// The same, with what a save just before it took in.
  public SaveOutcome after(SaveOutcome earlier) {
    Optional<MergeReport> both =
        earlier.merge.map(first -> merge.map(first::and).orElse(first)).or(() -> merge);
    return new SaveOutcome(generation, copy, locked, both);
  }
}
