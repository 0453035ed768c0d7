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

  /// From how many bytes on a person has to be told that a vault is large: half of [#LARGEST_SIZE].
  public static final long LARGE_SIZE = VaultFile.LARGEST_PLAINTEXT / 2;

  /// How many bytes of contents a vault saves at most.
  public static final long LARGEST_SIZE = VaultFile.LARGEST_PLAINTEXT;

  public VaultSummary {
    slots = List.copyOf(slots);
  }
}
