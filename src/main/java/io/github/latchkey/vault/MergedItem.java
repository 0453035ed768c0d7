package io.github.latchkey.vault;

import java.util.List;

/// What a merge did to one item.
///
/// @param entry the item as it is now; as it was where it is gone
/// @param before where it was
/// @param after where it is now
/// @param fields what became of its fields; empty where the whole item came or went
/// @param forgotten how many earlier values were removed for ever
public record MergedItem(
    VaultEntry entry, Place before, Place after, List<MergedField> fields, int forgotten) {

  public MergedItem {
    fields = List.copyOf(fields);
  }

  /// Where an item is.
  public enum Place {
    /// Not in the vault, or no longer.
    ABSENT,
    /// Where it can be used.
    LISTED,
    /// In the trash.
    IN_TRASH
  }
}
