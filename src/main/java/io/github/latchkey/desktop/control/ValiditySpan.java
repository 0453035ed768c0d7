package io.github.latchkey.desktop.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When a token is valid, and where now lies, with the words for it.
///
/// @param issued iat
/// @param from nbf
/// @param until exp
/// @param now the moment of looking
/// @param bar the colour of the bar; empty where there can be none
/// @param length the words in the bar
/// @param distance the words over the dashed line from the bar to now; empty while now is inside
public record ValiditySpan(
    Optional<TimeMark> issued,
    Optional<TimeMark> from,
    Optional<TimeMark> until,
    TimeMark now,
    Optional<Tone> bar,
    String length,
    String distance) {

  /// The place of one of these moments between 0 and 1, with a margin at both sides. Distances are
  /// square roots, so that one moment far away (exp in milliseconds) does not push the others
  /// together.
  double place(Instant moment) {
    List<Instant> all = new ArrayList<>(List.of(now.at()));
    issued.ifPresent(mark -> all.add(mark.at()));
    from.ifPresent(mark -> all.add(mark.at()));
    until.ifPresent(mark -> all.add(mark.at()));
    List<Instant> sorted = all.stream().distinct().sorted().toList();
    double[] at = new double[sorted.size()];
    for (int i = 1; i < at.length; i++) {
      double gap = seconds(sorted.get(i)) - seconds(sorted.get(i - 1));
      at[i] = at[i - 1] + Math.sqrt(Math.max(gap, 1));
    }
    double span = at[at.length - 1];
    double mine = at[Math.max(0, sorted.indexOf(moment))];
    return span == 0 ? 0.5 : 0.08 + 0.84 * mine / span;
  }

  private static double seconds(Instant moment) {
    return moment.getEpochSecond() + moment.getNano() / 1e9;
  }
}
