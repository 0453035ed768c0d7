package io.github.latchkey.vault;

import java.nio.file.Path;
import java.util.List;

/// What a vault's file tells without a key: where it lies (links resolved), which vault it is
/// (base64url of 16 bytes), which save, how many times its data key was changed, its length in
/// bytes, and its slots.
///
/// Authentic only once the vault was unlocked.
public record VaultSummary(
    Path file, String vaultId, long generation, long epoch, long size, List<KeySlot> slots) {

  public VaultSummary {
    slots = List.copyOf(slots);
  }
}
