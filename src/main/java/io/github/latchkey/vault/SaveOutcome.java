package io.github.latchkey.vault;

import java.nio.file.Path;
import java.util.Optional;

/// What a save did.
///
/// @param generation what it wrote
/// @param copy where the version before is kept; empty where there was none
/// @param locked whether a lock kept other processes out; `false`: this file system has none, and a
///   person has to be told
/// @param merge what others had saved meanwhile and was taken in; empty where nobody had saved
/// @param setAside where a file is kept that lay in the vault's place and was no whole vault; a
///   person has to be told
/// @param outvoted where a save of this vault under another data key is kept that lay in the
///   vault's place and gave way; a person has to be told, and can merge it with its own password
/// @param grownTo how many bytes the file has, where with this save it got as large as a person has
///   to be told ([VaultSummary#LARGE_SIZE]), or was when another's save was taken in; empty
///   otherwise
public record SaveOutcome(
    long generation,
    Optional<Path> copy,
    boolean locked,
    Optional<MergeReport> merge,
    Optional<Path> setAside,
    Optional<Path> outvoted,
    Optional<Long> grownTo) {

  /// Whether another save was found and taken in.
  public boolean merged() {
    return merge.isPresent();
  }

  /// The same, with this one to be named as outvoted, or none.
  public SaveOutcome withOutvoted(Optional<Path> named) {
    return new SaveOutcome(generation, copy, locked, merge, setAside, named, grownTo);
  }

  /// The same, with what a save just before it took in or set aside.
  public SaveOutcome after(SaveOutcome earlier) {
    return new SaveOutcome(
        generation,
        copy,
        locked,
        MergeReport.both(earlier.merge, merge),
        setAside.or(() -> earlier.setAside),
        outvoted.or(() -> earlier.outvoted),
        grownTo.or(() -> earlier.grownTo));
  }
}
