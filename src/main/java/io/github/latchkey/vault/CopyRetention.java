package io.github.latchkey.vault;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which copies stay: the newest five, the newest of each of the latest 7 days and of the latest 4
/// weeks that have one (UTC, ISO weeks).
///
/// Newest means the highest generation, so that a wrong clock cannot push the last copies out; and
/// days are counted among the copies, not back from now, for the same reason.
final class CopyRetention {

  private static final int NEWEST = 5;
  private static final int DAYS = 7;
  private static final int WEEKS = 4;

  /// A copy, and when the save that it holds was written.
  record Copy(Path file, long generation, Instant written) {}

  private CopyRetention() {}

  static Set<Path> kept(Collection<Copy> copies) {
    List<Copy> newestFirst =
        copies.stream()
            .sorted(
                Comparator.comparingLong(Copy::generation)
                    .thenComparing(Copy::written)
                    .reversed()
                    .thenComparing(Copy::file))
            .toList();
    Set<Path> kept = new HashSet<>();
    newestFirst.stream().limit(NEWEST).map(Copy::file).forEach(kept::add);
    kept.addAll(newestOfEach(newestFirst, DAYS, CopyRetention::day));
    kept.addAll(newestOfEach(newestFirst, WEEKS, CopyRetention::week));
    return kept;
  }

  private static Set<Path> newestOfEach(
      List<Copy> newestFirst, int count, Function<Copy, Long> period) {
    Set<Long> latest =
        newestFirst.stream()
            .map(period)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .limit(count)
            .collect(Collectors.toSet());
    return newestFirst.stream()
        .filter(copy -> latest.remove(period.apply(copy)))
        .map(Copy::file)
        .collect(Collectors.toSet());
  }

  private static long day(Copy copy) {
    return date(copy).toEpochDay();
  }

  private static long week(Copy copy) {
    LocalDate date = date(copy);
    return date.get(IsoFields.WEEK_BASED_YEAR) * 100L + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  private static LocalDate date(Copy copy) {
    return copy.written().atZone(ZoneOffset.UTC).toLocalDate();
  }
}
