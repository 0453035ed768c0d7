package io.github.latchkey.vault;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// What comes after what in a vault's life: which generation and epoch a save gets.
///
/// @param base the save that an open vault goes back to
/// @param parents all saves that went into it, the base among them
/// @param outvoted a save under another data key that lies in the vault's place and gives way
record Succession(VaultHeader base, List<VaultHeader> parents, Optional<VaultHeader> outvoted) {

  /// The header of the next save, with a new salt; another commitment is another epoch.
  VaultHeader header(String commit, List<KeySlot> slots) {
    long generation = largest(VaultHeader::generation);
    long epoch = largest(VaultHeader::epoch) + (commit.equals(base.commit()) ? 0 : 1);
    if (outvoted.isPresent()) {
      generation = Math.max(generation, outvoted.get().generation());
      epoch = outvoted.get().epoch() < epoch ? epoch : outvoted.get().epoch() + 1;
    }
    return new VaultHeader(
        base.vault(),
        inBounds(1 + generation),
        inBounds(epoch),
        commit,
        Randomness.text(VaultHeader.SALT),
        slots);
  }

  private long largest(ToLongFunction<VaultHeader> number) {
    return parents.stream().mapToLong(number).max().orElseThrow();
  }

  /// Whoever kept a data key that was given up can write the largest number there is; saving goes
  /// on.
  static long inBounds(long number) {
    return Math.min(number, HeaderReader.LARGEST_INTEGER);
  }
}
