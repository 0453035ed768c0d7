package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.secret.SecretBytes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person changes in an open vault: every value is written with a stamp of this unlocking,
/// and counts as unsaved until a save took it along. Not safe for several threads.
final class VaultEdits {

  /// How deep a value may be nested, and how long a number may be, so that every version reads it
  /// back.
  private static final int DEEPEST = 32;

  private static final int LONGEST_NUMBER = 100;
  private static final int CREDENTIAL_ID = 16;
  private static final FieldContent EMPTY_TRASH = new FieldContent.Open(JsonArray.of());

  private final VaultContents contents;
  private final Clock clock;
  private final long writer = Randomness.number();
  private final Set<Stamp> unsaved = new HashSet<>();
  private boolean ahead;

  VaultEdits(VaultContents contents, Clock clock) {
    this.contents = contents;
    this.clock = clock;
  }

  String add(Map<String, Json> fields, Map<String, SecretBytes> secrets) {
    if (fields.isEmpty() && secrets.isEmpty()) {
      throw new IllegalArgumentException("a credential without a field");
    }
    requireWritable(fields, secrets);
    String id = Randomness.id(CREDENTIAL_ID);
    write(id, fields, secrets);
    return id;
  }

  Undo change(String id, Map<String, Json> fields, Map<String, SecretBytes> secrets) {
    item(id);
    requireWritable(fields, secrets);
    return write(id, fields, secrets);
  }

  /// Writes that all that is known of the item was seen when it was thrown away.
  Undo moveToTrash(String id) {
    Item item = item(id);
    if (item.isInTrash()) {
      return new Undo(id, List.of());
    }
    List<Json> seen = new ArrayList<>();
    for (StampedValue value : item.values()) {
      if (!value.field().equals(Item.TRASH)) {
        seen.add(value.stamp().json());
      }
    }
    return new Undo(id, List.of(write(id, Item.TRASH, new FieldContent.Open(new JsonArray(seen)))));
  }

  Undo takeOutOfTrash(String id) {
    return item(id).isInTrash()
        ? new Undo(id, List.of(write(id, Item.TRASH, EMPTY_TRASH)))
        : new Undo(id, List.of());
  }

  /// Removes those of these items that are in the trash for ever, and returns all their values.
  List<StampedValue> removeForGood(Collection<String> ids) {
    List<StampedValue> gone = new ArrayList<>();
    for (String id : ids) {
      contents.item(id).filter(Item::isInTrash).ifPresent(item -> item.values().forEach(gone::add));
    }
    remove(gone.stream().map(StampedValue::stamp).collect(Collectors.toSet()), ids);
    return gone;
  }

  /// Takes back a removal that reached no file.
  void bringBack(Collection<StampedValue> gone) {
    contents.bringBack(gone);
  }

  /// Removes for ever what does not count any more, and says how many values that were.
  int forgetEarlier(Collection<String> ids) {
    Set<Stamp> earlier = new HashSet<>();
    ids.forEach(id -> earlier.addAll(item(id).earlier()));
    remove(earlier, ids);
    return earlier.size();
  }

  /// All at once and of these items alone: a trash of thousands is emptied in one pass.
  private void remove(Set<Stamp> gone, Collection<String> ids) {
    unsaved.removeAll(gone);
    ahead |= !gone.isEmpty();
    contents.remove(gone, ids);
  }

  List<FieldVersion> history(String id) {
    Item item = item(id);
    Map<String, StampedValue> current = item.current();
    List<FieldVersion> versions = new ArrayList<>();
    for (StampedValue value : item.values()) {
      if (!value.field().equals(Item.TRASH)) {
        versions.add(
            new FieldVersion(
                value.field(),
                value.stamp(),
                Instant.ofEpochMilli(value.time()),
                value.content() instanceof FieldContent.Hidden,
                value.content().shown(),
                current.get(value.field()) == value,
                value.stamp().writer() == writer));
      }
    }
    return versions.reversed();
  }

  /// Gives fields values that they had before, in the order in which those were written.
  Undo bringBack(String id, Collection<Stamp> earlier) {
    Item item = item(id);
    List<StampedValue> values = earlier.stream().sorted().map(stamp -> value(item, stamp)).toList();
    List<Undo.Step> steps = new ArrayList<>();
    for (StampedValue value : values) {
      steps.add(write(id, value.field(), value.content()));
    }
    return new Undo(id, steps);
  }

  /// Writes over what a change wrote, where that still counts, what would count without it.
  Undo undo(Undo undo) {
    Optional<Item> item = contents.item(undo.item());
    if (item.isEmpty()) {
      return new Undo(undo.item(), List.of());
    }
    Set<Stamp> undone = undo.steps().stream().map(Undo.Step::written).collect(Collectors.toSet());
    List<Undo.Step> steps = new ArrayList<>();
    for (Undo.Step step : undo.steps()) {
      Optional<StampedValue> earlier = item.get().latest(step.field(), undone);
      boolean counts =
          item.get()
              .latest(step.field(), Set.of())
              .filter(v -> v.stamp().equals(step.written()))
              .isPresent();
      boolean forgotten = step.replaced() && earlier.isEmpty();
      if (counts && !forgotten) {
        FieldContent nothing = step.field().equals(Item.TRASH) ? EMPTY_TRASH : FieldContent.NOTHING;
        steps.add(
            write(undo.item(), step.field(), earlier.map(StampedValue::content).orElse(nothing)));
      }
    }
    return new Undo(undo.item(), steps);
  }

  SecretBytes secret(String id, Stamp stamp) {
    if (value(item(id), stamp).content() instanceof FieldContent.Hidden(SecretSlice secret)) {
      return secret.copy();
    }
    throw new IllegalArgumentException("no such secret");
  }

  private static StampedValue value(Item item, Stamp stamp) {
    return item.value(stamp)
        .filter(value -> !value.field().equals(Item.TRASH))
        .orElseThrow(() -> new IllegalArgumentException("no such value"));
  }

  void discard(String id) {
    Set<Stamp> stamps = Set.copyOf(item(id).stamps());
    if (!unsaved.containsAll(stamps)) {
      throw new IllegalArgumentException("this item was saved");
    }
    unsaved.removeAll(stamps);
    contents.takeBack(id);
  }

  SecretBytes secret(String id, String field) {
    if (item(id).current(field).orElse(null) instanceof FieldContent.Hidden(SecretSlice secret)) {
      return secret.copy();
    }
    throw new IllegalArgumentException("no such secret");
  }

  boolean areUnsaved() {
    return ahead || !unsaved.isEmpty();
  }

  /// The contents hold something that the file does not, beside what was written here.
  void areAhead() {
    ahead = true;
  }

  void wereSaved() {
    unsaved.clear();
    ahead = false;
  }

  /// What is given together with a new secret is written with it, changed or not: after a merge a
  /// key must not stand beside the description of another.
  private Undo write(String id, Map<String, Json> fields, Map<String, SecretBytes> secrets) {
    boolean anew =
        secrets.entrySet().stream()
            .anyMatch(secret -> !isCurrent(id, secret.getKey(), secret.getValue()));
    List<Undo.Step> steps = new ArrayList<>();
    fields.forEach(
        (field, value) -> {
          var content = new FieldContent.Open(value);
          if (anew || !isCurrent(id, field, content)) {
            steps.add(write(id, field, content));
          }
        });
    secrets.forEach(
        (field, secret) -> {
          if (anew) {
            SecretBytes copy = secret.copy();
            contents.own(copy);
            steps.add(write(id, field, new FieldContent.Hidden(SecretSlice.whole(copy))));
          }
        });
    return new Undo(id, steps);
  }

  private Undo.Step write(String id, String field, FieldContent content) {
    boolean replaced = contents.item(id).flatMap(item -> item.current(field)).isPresent();
    Stamp stamp = contents.nextStamp(writer);
    long time = Math.max(0, clock.millis());
    contents.put(new StampedValue(id, field, stamp, time, content, List.of()));
    unsaved.add(stamp);
    return new Undo.Step(field, stamp, replaced);
  }

  private boolean isCurrent(String id, String field, FieldContent content) {
    return contents
        .item(id)
        .flatMap(item -> item.current(field))
        .orElse(FieldContent.NOTHING)
        .equals(content);
  }

  private boolean isCurrent(String id, String field, SecretBytes secret) {
    if (contents.item(id).flatMap(item -> item.current(field)).orElse(null)
        instanceof FieldContent.Hidden(SecretSlice current)) {
      try (SecretBytes copy = current.copy()) {
        return copy.sameAs(secret);
      }
    }
    return false;
  }

  private static void requireWritable(Map<String, Json> fields, Map<String, SecretBytes> secrets) {
    for (String name : fields.keySet()) {
      if (secrets.containsKey(name)) {
        throw new IllegalArgumentException("a field is both open and secret");
      }
    }
    if (!fields.keySet().stream().allMatch(VaultEdits::isWritable)
        || !secrets.keySet().stream().allMatch(VaultEdits::isWritable)) {
      throw new IllegalArgumentException("not a name for a field");
    }
    fields.values().forEach(VaultEdits::requireReadable);
  }

  private static boolean isWritable(String field) {
    return ManifestReader.isFieldName(field) && !field.equals(Item.TRASH);
  }

  private static void requireReadable(Json value) {
    String text = value.compact();
    try {
      Json.parse(text, new JsonLimits(text.length(), DEEPEST, LONGEST_NUMBER, false));
    } catch (JsonException unreadable) {
      throw new IllegalArgumentException("a value that could not be read back");
    }
  }

  private Item item(String id) {
    return contents.item(id).orElseThrow(() -> new IllegalArgumentException("no such item"));
  }
}
