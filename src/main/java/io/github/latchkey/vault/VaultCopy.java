package io.github.latchkey.vault;

import java.nio.file.Path;
import java.time.Instant;

/// A save that lies elsewhere than at its vault's name: a copy beside it, a file that was set
/// aside, or a backup.
///
/// @param generation which save; of a damaged one what its name says, 0 where that says nothing
/// @param epoch how many data keys the vault had by then; 0 of a damaged one
/// @param written when the save was written, as the file says
/// @param size in bytes
public record VaultCopy(
    Path file, long generation, long epoch, Instant written, long size, Soundness soundness) {

  /// What can be said about a copy.
  public enum Soundness {
    /// Its bytes are as they were written; where it was checked with the vault's key, it opens with
    /// that.
    SOUND,
    /// As it was written, but under another data key of this vault: another password may open it.
    OTHER_KEY,
    /// A save of another vault.
    OTHER_VAULT,
    /// Not a whole vault.
    DAMAGED,
    /// Not there, or on a disk that is not there.
    MISSING
  }

  VaultCopy as(Soundness other) {
    return new VaultCopy(file, generation, epoch, written, size, other);
  }
}
