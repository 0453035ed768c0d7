package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.util.List;
import java.util.Optional;

/// Another sealing for a vault: under which data key the next save is written, and the slots that
/// lead to it.
///
/// Worked out before the vault's lock is taken, since deriving keys takes seconds; so it says which
/// slots it follows, and a save refuses it with SLOTS_CHANGED where others lie there by then.
///
/// @param follows the slots that it was worked out from
/// @param dataKey the vault's own data key, or a new one
/// @param slots the slots from now on
/// @param recovery the public key of the recovery key among them; it is written whatever is merged
///   meanwhile, since later rotations seal to it
record Sealing(
    List<KeySlot> follows, SecretBytes dataKey, List<KeySlot> slots, Optional<String> recovery) {

  Sealing {
    follows = List.copyOf(follows);
    slots = List.copyOf(slots);
  }

  /// Whether it was worked out with all of these in view, or made them itself.
  boolean covers(List<KeySlot> present) {
    return present.stream().allMatch(slot -> follows.contains(slot) || slots.contains(slot));
  }
}
