package io.github.latchkey.vault;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A new data key for a vault, and who shall have it: what a changed password or a removed slot
/// takes, since whoever kept an old file and an old way in could otherwise open every later file
/// too. Everything in it stays the caller's.
///
/// @param removed ids of the slots that end; those of passwords that nobody can type now belong
///   here
/// @param reentered for every other password slot but the one confirmed with: its id, and what
///   opens it
/// @param added ways in that begin
/// @param keyring where keyring slots of this machine are made again; those of other machines end
/// @param copies what becomes of the copies beside the vault
public record Rotation(
    Set<String> removed,
    Map<String, Unlocking> reentered,
    List<NewSlot> added,
    Keyring keyring,
    OldCopies copies) {

  /// What becomes of the copies that open with the earlier slots.
  public enum OldCopies {
    /// Each is written again under the new data key, read back, and the old one deleted.
    REENCRYPT,
    /// They are deleted: there is nothing earlier to go back to. What was never merged, or opens
    /// only with ways in that had ended before, stays and is listed.
    DELETE,
    /// They stay, and whoever has an earlier way in opens them.
    KEEP
  }

  public Rotation {
    removed = Set.copyOf(removed);
    reentered = Map.copyOf(reentered);
    added = List.copyOf(added);
  }
}
