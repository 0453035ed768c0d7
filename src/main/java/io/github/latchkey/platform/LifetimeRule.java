package io.github.latchkey.platform;

import io.github.latchkey.engine.inspect.Severity;
import java.time.Duration;
import java.util.Optional;

/// How long a token of the platform may and should live.
///
/// @param usual what is chosen when the person says nothing
/// @param advised the longest that the platform's documents advise
/// @param shortest below this the platform refuses it
/// @param longest above this the platform refuses it
/// @param withoutExpiry how bad a token without `exp` is
/// @param measuredFrom where the platform starts counting
/// @param reason what the documents say, for the advice; may be empty
public record LifetimeRule(
    Duration usual,
    Optional<Duration> advised,
    Optional<Duration> shortest,
    Optional<Duration> longest,
    Severity withoutExpiry,
    Origin measuredFrom,
    String reason) {

  /// Where a lifetime begins.
  public enum Origin {
    /// At `nbf`, else `iat`, else now.
    START,
    /// At `iat`, else now.
    ISSUED,
    /// At the moment of looking.
    NOW
  }
}
