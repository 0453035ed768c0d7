package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.vault.MergedField.Fate;
import io.github.latchkey.vault.MergedItem.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Looks at both sides before a merge and tells afterwards what it did. Only items that the other
/// has something new about are looked at.
final class MergeWitness {

  private record Before(
      Place place, Optional<VaultEntry> entry, Map<String, StampedValue> current) {}

  private final Map<String, Before> before = new LinkedHashMap<>();
  private final Map<String, Integer> forgotten = new HashMap<>();
  private final Map<String, Map<String, StampedValue>> offered = new HashMap<>();
  private final Set<Stamp> unknownToThem = new HashSet<>();

  MergeWitness(VaultContents ours, VaultContents theirs) {
    for (Item item : theirs.items()) {
      if (item.stamps().stream().anyMatch(stamp -> !ours.knows(stamp))) {
        see(ours, item.id());
        Map<String, StampedValue> offers = new HashMap<>(item.current());
        offers.values().removeIf(value -> ours.knows(value.stamp()));
        offered.put(item.id(), offers);
      }
    }
    for (Item item : ours.items()) {
      int gone = (int) item.stamps().stream().filter(theirs.removed()::contains).count();
      if (gone > 0) {
        see(ours, item.id());
        forgotten.put(item.id(), gone);
      }
    }
    before.values().stream()
        .flatMap(seen -> seen.current().values().stream())
        .map(StampedValue::stamp)
        .filter(stamp -> !theirs.knows(stamp))
        .forEach(unknownToThem::add);
  }

  private void see(VaultContents ours, String id) {
    before.computeIfAbsent(
        id,
        _ ->
            new Before(
                place(ours, id),
                ours.item(id).map(Item::entry),
                ours.item(id).map(Item::current).orElse(Map.of())));
  }

  MergeReport report(VaultContents merged) {
    List<MergedItem> items = new ArrayList<>();
    before.forEach(
        (id, seen) -> {
          Optional<Item> now = merged.item(id);
          Place place = place(merged, id);
          List<MergedField> fields =
              seen.entry().isPresent() && now.isPresent()
                  ? fields(seen, now.get().current(), offered.getOrDefault(id, Map.of()))
                  : List.of();
          int gone = now.isPresent() ? forgotten.getOrDefault(id, 0) : 0;
          if (place != seen.place() || !fields.isEmpty() || gone > 0) {
            VaultEntry entry = now.map(Item::entry).or(seen::entry).orElseThrow();
            items.add(new MergedItem(entry, seen.place(), place, fields, gone));
          }
        });
    return new MergeReport(items);
  }

  private static Place place(VaultContents contents, String id) {
    return contents
        .item(id)
        .map(item -> item.isInTrash() ? Place.IN_TRASH : Place.LISTED)
        .orElse(Place.ABSENT);
  }

  private List<MergedField> fields(
      Before seen, Map<String, StampedValue> now, Map<String, StampedValue> theirs) {
    Set<String> names = new TreeSet<>(seen.current().keySet());
    names.addAll(now.keySet());
    names.remove(Item.TRASH);
    List<MergedField> fields = new ArrayList<>();
    for (String name : names) {
      Optional<StampedValue> old = Optional.ofNullable(seen.current().get(name));
      Optional<StampedValue> current = Optional.ofNullable(now.get(name));
      Optional<StampedValue> offer = Optional.ofNullable(theirs.get(name));
      boolean ours = old.filter(value -> unknownToThem.contains(value.stamp())).isPresent();
      if (!isSame(old, current)) {
        fields.add(field(name, current, old, ours ? Fate.THEIRS_WON : Fate.CAME_IN));
      } else if (ours && offer.isPresent() && !isSame(offer, current)) {
        fields.add(field(name, current, offer, Fate.OURS_WON));
      }
    }
    return fields;
  }

  private static boolean isSame(Optional<StampedValue> one, Optional<StampedValue> other) {
    return one.isEmpty() == other.isEmpty()
        && (one.isEmpty() || one.get().content().isSameAs(other.get().content()));
  }

  private static MergedField field(
      String name, Optional<StampedValue> current, Optional<StampedValue> other, Fate fate) {
    boolean secret =
        Stream.concat(current.stream(), other.stream())
            .anyMatch(value -> value.content() instanceof FieldContent.Hidden);
    return new MergedField(name, secret, open(current), open(other), fate);
  }

  private static Optional<Json> open(Optional<StampedValue> value) {
    return value.flatMap(given -> given.content().shown());
  }
}
