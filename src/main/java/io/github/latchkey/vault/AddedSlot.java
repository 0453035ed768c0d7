package io.github.latchkey.vault;

/// What adding a way in did.
///
/// @param slot the slot that began
/// @param save the save that it was
public record AddedSlot(KeySlot slot, SaveOutcome save) {}
