package io.github.latchkey.desktop.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// How long nobody has touched the window, by the wall clock: hours asleep count as hours.
public final class IdleTime {

  private final Clock clock;
  private Instant touched;

  /// Starts now.
  public IdleTime(Clock clock) {
    this.clock = clock;
    touch();
  }

  /// Somebody is here.
  public void touch() {
    touched = clock.instant();
  }

  /// What remains of `allowed`; zero once it is used up. A clock set back counts as no time at all,
  /// never as a negative one.
  public Duration left(Duration allowed) {
    Duration idle = Duration.between(touched, clock.instant());
    Duration left = allowed.minus(idle.isNegative() ? Duration.ZERO : idle);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
