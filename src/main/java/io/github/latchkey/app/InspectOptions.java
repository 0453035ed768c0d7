package io.github.latchkey.app;

import io.github.latchkey.engine.inspect.KeyCandidate;
import io.github.latchkey.platform.PlatformProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a token is to be looked at.
///
/// @param at as of which moment; now where it is empty
/// @param leeway how far clocks may differ before a time counts; zero or more
/// @param platform by whose rules; recognised from the token where it is empty
/// @param keys keys that the person gave; they stay the caller's
public record InspectOptions(
    Optional<Instant> at,
    Duration leeway,
    Optional<PlatformProfile> platform,
    List<KeyCandidate> keys) {

  public InspectOptions {
    keys = List.copyOf(keys);
  }

  /// As of now, without leeway, by the rules of the platform that the token looks like.
  public static InspectOptions usual() {
    return new InspectOptions(Optional.empty(), Duration.ZERO, Optional.empty(), List.of());
  }
}
