package io.github.latchkey.desktop.token;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A chip of the validity row: from now for a time, or at a time that is typed.
record ValidityChoice(Optional<Duration> lifetime) {

  static final ValidityChoice SCHEDULED = new ValidityChoice(Optional.empty());

  /// What was typed is no time: no chip stands for it.
  static final ValidityChoice UNREADABLE = lasting(Duration.ZERO);

  private static final List<Duration> COMMON =
      List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));

  static ValidityChoice lasting(Duration lifetime) {
    return new ValidityChoice(Optional.of(lifetime));
  }

  /// The common ones and the platform's own, shortest first, and the scheduled one.
  static List<ValidityChoice> offered(Duration usual) {
    return Stream.concat(
            Stream.concat(COMMON.stream(), Stream.of(usual))
                .distinct()
                .sorted()
                .map(ValidityChoice::lasting),
            Stream.of(SCHEDULED))
        .toList();
  }
}
