package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Copies of one vault that people edit apart and merge now and then: 2,000 such stories for each
/// law, 10,000 in [MergePropertiesNightlyTest]. The clocks of the copies are years apart.
class MergePropertiesTest {

  private static final int TRIES = 2_000;

  /// One copy of a vault and who edits it.
  private record Copy(VaultContents contents, VaultEdits edits) {

    static Copy of(VaultContents contents, int years) {
      Clock clock = Clock.offset(SampleVault.CLOCK, Duration.ofDays(365L * years));
      return new Copy(contents, new VaultEdits(contents, clock));
    }
  }

  /// What a story left: three copies that went apart.
  private static List<VaultContents> story(long seed) {
    var random = new Random(seed);
    var base = new VaultContents();
    Copy first = Copy.of(base, 0);
    for (int i = 0; i < 3; i++) {
      first.edits().add(Map.of("name", text("shared " + i), "note", text("first")), Map.of());
    }
    List<Copy> copies = new ArrayList<>();
    for (int years : new int[] {0, 73, -10}) {
      copies.add(Copy.of(copyOf(base), years));
    }
    int steps = random.nextInt(30);
    for (int i = 0; i < steps; i++) {
      step(copies, random);
    }
    return copies.stream().map(Copy::contents).toList();
  }

  private static void step(List<Copy> copies, Random random) {
    Copy copy = copies.get(random.nextInt(copies.size()));
    List<Item> items = List.copyOf(copy.contents().items());
    if (items.isEmpty() || random.nextInt(8) == 0) {
      copy.edits().add(Map.of("name", text("new " + random.nextInt(100))), Map.of());
      return;
    }
    Item item = items.get(random.nextInt(items.size()));
    String field = random.nextBoolean() ? "name" : "note";
    switch (random.nextInt(9)) {
      case 0 -> copy.edits().moveToTrash(item.id());
      case 1 -> copy.edits().takeOutOfTrash(item.id());
      case 2 -> copy.edits().forgetEarlier(Set.of(item.id()));
      case 3 -> {
        if (item.isInTrash()) {
          copy.edits().removeForGood(Set.of(item.id()));
        }
      }
      case 4 -> copy.contents().merge(copyOf(copies.get(random.nextInt(3)).contents()));
      case 5 ->
          copy.edits()
              .undo(copy.edits().change(item.id(), Map.of(field, text("undone")), Map.of()));
      case 6 ->
          copy.edits()
              .bringBack(
                  item.id(),
                  item.latest(field, Set.of()).map(StampedValue::stamp).stream().toList());
      default ->
          copy.edits().change(item.id(), Map.of(field, text("v" + random.nextInt(5))), Map.of());
    }
  }

  private static VaultContents copyOf(VaultContents contents) {
    var copy = new VaultContents();
    copy.remove(contents.removed());
    contents.values().forEach(copy::put);
    return copy;
  }

  private static VaultContents merged(VaultContents ours, VaultContents theirs) {
    VaultContents merged = copyOf(ours);
    merged.merge(copyOf(theirs));
    return merged;
  }

  /// All that a vault amounts to: what is kept, what is removed, what is current, what is in the
  /// trash.
  private static List<Object> meaning(VaultContents contents) {
    return List.of(
        contents.values(),
        List.copyOf(contents.removed()),
        contents.items().stream()
            .collect(Collectors.toMap(Item::id, item -> item.entry() + " " + item.isInTrash())));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void mergeIsCommutative(@ForAll long seed) {
    List<VaultContents> copies = story(seed);
    assertEquals(
        meaning(merged(copies.get(0), copies.get(1))),
        meaning(merged(copies.get(1), copies.get(0))));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void mergeIsAssociative(@ForAll long seed) {
    List<VaultContents> copies = story(seed);
    assertEquals(
        meaning(merged(merged(copies.get(0), copies.get(1)), copies.get(2))),
        meaning(merged(copies.get(0), merged(copies.get(1), copies.get(2)))));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void mergeIsIdempotentAndThenHasNothingToTell(@ForAll long seed) {
    List<VaultContents> copies = story(seed);
    VaultContents once = merged(copies.get(0), copies.get(1));
    List<Object> before = meaning(once);
    assertFalse(copies.get(1).isAheadOf(once));
    assertTrue(once.merge(copyOf(copies.get(1))).isEmpty());
    assertTrue(once.merge(copyOf(once)).isEmpty());
    assertEquals(before, meaning(once));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void mergeLosesNothingAndRevivesNothing(@ForAll long seed) {
    List<VaultContents> copies = story(seed);
    VaultContents all = merged(merged(copies.get(0), copies.get(1)), copies.get(2));
    Set<Stamp> removed = new HashSet<>();
    copies.forEach(copy -> removed.addAll(copy.removed()));
    Set<StampedValue> kept =
        copies.stream().flatMap(copy -> copy.values().stream()).collect(Collectors.toSet());
    kept.removeIf(value -> removed.contains(value.stamp()));
    assertEquals(kept, Set.copyOf(all.values()));
    assertEquals(removed, Set.copyOf(all.removed()));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void copiesThatHearOfEachOtherComeToTheSameAndNoStampIsGivenTwice(@ForAll long seed) {
    var random = new Random(seed);
    List<VaultContents> copies =
        new ArrayList<>(story(seed).stream().map(MergePropertiesTest::copyOf).toList());
    Collections.shuffle(copies, random);
    for (int round = 0; round < 2; round++) {
      for (VaultContents ours : copies) {
        for (VaultContents theirs : copies) {
          ours.merge(copyOf(theirs));
        }
      }
    }
    copies.forEach(copy -> assertEquals(meaning(copies.getFirst()), meaning(copy)));
    VaultContents one = copies.getFirst();
    Stamp next = one.nextStamp(1);
    assertTrue(
        Stream.concat(one.values().stream().map(StampedValue::stamp), one.removed().stream())
            .allMatch(stamp -> stamp.counter() < next.counter()));
  }
}
