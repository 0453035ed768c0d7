package io.github.latchkey.vault;

import java.nio.file.Path;
import java.util.List;

/// What a rotation did.
///
/// @param save the save that it was
/// @param added the slots that began, in the order in which they were asked for
/// @param lost slots that ended without having been named: keyring slots of other machines, and
///   recovery slots whose public key the vault does not know
/// @param copies what became of the copies
public record RotationOutcome(
    SaveOutcome save, List<KeySlot> added, List<KeySlot> lost, CopiesOutcome copies) {

  /// @param renewed how many copies were written again under the new data key
  /// @param deleted how many were deleted
  /// @param old those beside the vault that still open with an earlier way in
  public record CopiesOutcome(int renewed, int deleted, List<Path> old) {}
}
