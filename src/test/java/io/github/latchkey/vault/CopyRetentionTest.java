package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.CopyRetention.Copy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CopyRetentionTest {

  private static final Instant MONDAY = Instant.parse("2026-11-16T12:00:00Z");
  private static final long HOUR = 3_600;
  private static final long DAY = 24 * HOUR;

  @Test
  void keepsAllWhileThereAreFive() {
    assertEquals(
        Set.of(1L, 2L, 3L, 4L, 5L),
        kept(IntStream.rangeClosed(1, 5).mapToObj(g -> copy(g, g)).toList()));
  }

  @Test
  void tenQuickSavesDoNotFlushTheOldOnes() {
    List<Copy> copies = new ArrayList<>();
    copies.add(copy(1, -21 * DAY));
    copies.add(copy(2, -2 * DAY));
    copies.add(copy(3, -1 * DAY));
    IntStream.rangeClosed(4, 13).forEach(g -> copies.add(copy(g, g)));
    assertEquals(Set.of(1L, 2L, 3L, 9L, 10L, 11L, 12L, 13L), kept(copies));
  }

  @Test
  void keepsTheNewestOfSevenDaysAndOfFourWeeks() {
    List<Copy> copies = new ArrayList<>();
    for (int day = 0; day < 60; day++) {
      copies.add(copy(2 * day + 1, day * DAY));
      copies.add(copy(2 * day + 2, day * DAY + HOUR));
    }
    // Day 0 is a Monday, day 59 a Thursday: weeks end with days 34, 41, 48, 55 and 59.
    List<Long> days = List.of(59L, 58L, 57L, 56L, 55L, 54L, 53L);
    Set<Long> expected = new TreeSet<>(Set.of(117L, 119L));
    days.forEach(day -> expected.add(2 * day + 2));
    List.of(48L, 41L).forEach(day -> expected.add(2 * day + 2));
    assertEquals(expected, kept(copies));
  }

  @Test
  void aClockSetTo2099DoesNotPushTheLastCopiesOut() {
    List<Copy> copies = new ArrayList<>();
    for (int g = 1; g <= 20; g++) {
      copies.add(copy(g, 73L * 365 * DAY + g * DAY));
    }
    for (int g = 21; g <= 25; g++) {
      copies.add(copy(g, g));
    }
    assertTrue(kept(copies).containsAll(Set.of(21L, 22L, 23L, 24L, 25L)));
  }

  @Property(tries = 200)
  void keepsAFewWhateverTheOrderAndNeverFewerWhenAskedAgain(
      @ForAll @Size(max = 60) List<@IntRange(max = 100) Integer> days) {
    List<Copy> copies = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      copies.add(copy(i + 1, days.get(i) * DAY));
    }
    Set<Long> kept = kept(copies);
    assertTrue(kept.size() <= 16 && kept.size() >= Math.min(5, copies.size()));
    Collections.reverse(copies);
    assertEquals(kept, kept(copies));
    assertEquals(
        kept, kept(copies.stream().filter(copy -> kept.contains(copy.generation())).toList()));
  }

  private static Copy copy(long generation, long seconds) {
    return new Copy(Path.of("c" + generation), generation, MONDAY.plusSeconds(seconds));
  }

  private static Set<Long> kept(List<Copy> copies) {
    return CopyRetention.kept(copies).stream()
        .map(path -> Long.valueOf(path.toString().substring(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
