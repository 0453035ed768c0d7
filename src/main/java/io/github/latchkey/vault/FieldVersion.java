package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import java.time.Instant;
import java.util.Optional;

/// One value that a field has, or had.
///
/// @param written when, by the clock of the machine that wrote it; for display
/// @param secret whether it is a secret, which is not told
/// @param value the open value; empty for a secret, and where the field was taken away
/// @param current whether it is the one that counts
/// @param ours whether it was written since this vault was opened
public record FieldVersion(
    String field,
    Stamp stamp,
    Instant written,
    boolean secret,
    Optional<Json> value,
    boolean current,
    boolean ours) {}
