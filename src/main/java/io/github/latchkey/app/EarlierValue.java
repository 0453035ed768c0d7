package io.github.latchkey.app;

import io.github.latchkey.vault.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A value that a credential once had.
///
/// @param field as the vault names it: `name`, `field.consumerId`, … ; `secret` for a key
/// @param stamps what brings it back
/// @param written when, by the clock of the machine that wrote it
/// @param ours whether it was written since this vault was opened
/// @param text the value as text; empty where the field had been taken away, and for a key
/// @param key what may be shown of an earlier key
public record EarlierValue(
    String field,
    List<Stamp> stamps,
    Instant written,
    boolean ours,
    Optional<String> text,
    Optional<StoredKey> key) {

  public EarlierValue {
    stamps = List.copyOf(stamps);
  }

  /// One word for it that stays the same when vaults are merged.
  public String id() {
    return stamps.getLast().text();
  }
}
