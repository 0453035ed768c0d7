package io.github.latchkey.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a token is to be valid, as a person says it.
///
/// @param issuedAt the moment of signing; now where it is empty
/// @param notBefore the start, written as `nbf`; empty leaves it to the platform
/// @param end when it expires
public record Validity(Optional<Instant> issuedAt, Optional<Instant> notBefore, End end) {

  /// How the end is said.
  public sealed interface End {}

  /// As long as the platform's file says.
  public record Usual() implements End {}

  /// So long, counted from the start, else from the issuing.
  public record After(Duration lifetime) implements End {}

  /// At this moment.
  public record At(Instant moment) implements End {}

  /// Never: no `exp` is written.
  public record Never() implements End {}

  /// From now, as long as the platform's file says.
  public static Validity usual() {
    return new Validity(Optional.empty(), Optional.empty(), new Usual());
  }

  /// From now, so long.
  public static Validity lasting(Duration lifetime) {
    return new Validity(Optional.empty(), Optional.empty(), new After(lifetime));
  }
}
