package io.github.latchkey.platform;

import io.github.latchkey.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/// Header and payload as they will be signed, and the moments they speak of.
///
/// @param start when it becomes valid: `nbf`, else `iat`, else the moment of signing
/// @param end when it expires, if ever
public record TokenDraft(
    JsonObject header, JsonObject payload, Instant start, Optional<Instant> end) {}
