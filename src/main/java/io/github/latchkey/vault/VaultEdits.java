package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.secret.SecretBytes;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a person changes in an open vault: every value is written with a stamp of this unlocking,
/// and counts as unsaved until a save took it along. Not safe for several threads.
final class VaultEdits {

  /// How deep a value may be nested, and how long a number may be, so that every version reads it
  /// back.
  private static final int DEEPEST = 32;

  private static final int LONGEST_NUMBER = 100;
  private static final int CREDENTIAL_ID = 16;

  private final VaultContents contents;
  private final Clock clock;
  private final long writer = Randomness.number();
  private final Set<Stamp> unsaved = new HashSet<>();

  VaultEdits(VaultContents contents, Clock clock) {
    this.contents = contents;
    this.clock = clock;
  }

  String add(Map<String, Json> fields, Map<String, SecretBytes> secrets) {
    if (fields.isEmpty() && secrets.isEmpty()) {
      throw new IllegalArgumentException("a credential without a field");
    }
    requireWritable(fields, secrets);
    String id = Randomness.text(CREDENTIAL_ID);
    write(id, fields, secrets);
    return id;
  }

  void change(String id, Map<String, Json> fields, Map<String, SecretBytes> secrets) {
    item(id);
    requireWritable(fields, secrets);
    write(id, fields, secrets);
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
    return !unsaved.isEmpty();
  }

  void wereSaved() {
    unsaved.clear();
  }

  private void write(String id, Map<String, Json> fields, Map<String, SecretBytes> secrets) {
    fields.forEach((field, value) -> write(id, field, new FieldContent.Open(value)));
    secrets.forEach(
        (field, secret) -> {
          if (!isCurrent(id, field, secret)) {
            SecretBytes copy = secret.copy();
            contents.own(copy);
            write(id, field, new FieldContent.Hidden(SecretSlice.whole(copy)));
          }
        });
  }

  private void write(String id, String field, FieldContent content) {
    if (contents.item(id).flatMap(item -> item.current(field)).equals(Optional.of(content))) {
      return;
    }
    Stamp stamp = contents.nextStamp(writer);
    long time = Math.max(0, clock.millis());
    contents.put(new StampedValue(id, field, stamp, time, content, List.of()));
    unsaved.add(stamp);
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
