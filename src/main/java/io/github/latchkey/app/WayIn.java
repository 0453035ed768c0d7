package io.github.latchkey.app;

import io.github.latchkey.vault.KeySlot;

/// A way into an open vault.
///
/// @param slot what the vault says of it
/// @param isInUse whether the vault was opened by it
/// @param canEnd whether the vault could still be opened, without a keyring, if it were removed
public record WayIn(KeySlot slot, boolean isInUse, boolean canEnd) {}
