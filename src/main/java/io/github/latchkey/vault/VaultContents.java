package io.github.latchkey.vault;

import io.github.latchkey.json.JsonMember;
import io.github.latchkey.secret.SecretBytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What an opened vault holds: a set of stamped values, the stamps that were removed for ever, the
/// names of earlier saves, the recovery key's public key, and what a later version added.
///
/// Owns the memory of its secrets and wipes it on [#close()]. Not safe for several threads.
final class VaultContents implements AutoCloseable {

  static final int MOST_ANCESTORS = 1_024;
  private static final int NEWEST_ANCESTORS = 64;
  private static final int MOST_RETIRED = 1_024;

  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Set<Stamp> stamps = new HashSet<>();
  private final NavigableSet<Stamp> removed = new TreeSet<>();
  private final SequencedSet<String> ancestors = new LinkedHashSet<>();
  private final SequencedSet<String> retired = new LinkedHashSet<>();
  private final Map<String, JsonMember> unknown = new LinkedHashMap<>();
  private final Set<String> held = new HashSet<>();
  private final List<SecretBytes> memories = new ArrayList<>();
  private Optional<String> recovery = Optional.empty();
  private long counter;
  private long version;

  /// Grows with every change of what the vault holds.
  long version() {
    return version;
  }

  /// Adds a value unless its stamp was removed; false where a value has this stamp already.
  boolean put(StampedValue value) {
    version++;
    if (removed.contains(value.stamp())) {
      return true;
    }
    if (!stamps.add(value.stamp())) {
      return false;
    }
    counter = Math.max(counter, value.stamp().counter());
    items.computeIfAbsent(value.credential(), Item::new).put(value);
    return true;
  }

  /// Takes values back as if they had never been written.
  void takeBack(String id) {
    version++;
    held.clear(); // a save that failed late may have had them
    stamps.removeAll(items.remove(id).stamps());
  }

  /// Removes for ever what these stamps name, here and wherever it will be merged.
  void remove(Collection<Stamp> gone) {
    remove(gone, List.copyOf(items.keySet()));
  }

  /// The same for stamps that only these items have; the others are not looked at.
  void remove(Collection<Stamp> gone, Collection<String> of) {
    version++;
    removed.addAll(gone);
    gone.forEach(stamp -> counter = Math.max(counter, stamp.counter()));
    Set<Stamp> present = gone.stream().filter(stamps::remove).collect(Collectors.toSet());
    if (!present.isEmpty()) {
      of.forEach(id -> items.computeIfPresent(id, (_, item) -> without(present, item)));
    }
  }

  /// No item where nothing is left of it.
  private static Item without(Set<Stamp> gone, Item item) {
    item.stamps().removeAll(gone);
    return item.isEmpty() ? null : item;
  }

  /// Takes back a removal that reached no file.
  void bringBack(Collection<StampedValue> values) {
    values.forEach(value -> removed.remove(value.stamp()));
    values.forEach(this::put);
  }

  /// One above every counter that this vault has seen, also those that were taken back.
  Stamp nextStamp(long writer) {
    if (counter >= HeaderReader.LARGEST_INTEGER) {
      throw new IllegalStateException("the vault's counter has run out");
    }
    return new Stamp(++counter, writer);
  }

  /// Notes that every value of the save with this salt is here or was removed.
  void hold(String salt) {
    held.add(salt);
  }

  /// Whether every value of the save with this salt is known to be here or removed; of what was not
  /// read or written here it is not known.
  boolean holds(String salt) {
    return held.contains(salt);
  }

  /// Memory that values of this vault lie in, to be wiped with it.
  void own(SecretBytes memory) {
    memories.add(memory);
  }

  /// Whether a value with this stamp is here, or was removed.
  boolean knows(Stamp stamp) {
    return stamps.contains(stamp) || removed.contains(stamp);
  }

  /// Whether something is here that a merge would give the other.
  boolean isAheadOf(VaultContents other) {
    return !other.removed.containsAll(removed) || !stamps.stream().allMatch(other::knows);
  }

  /// The stamps of the values here that the other neither has nor saw removed.
  Set<Stamp> valuesBeyond(VaultContents other) {
    return stamps.stream().filter(stamp -> !other.knows(stamp)).collect(Collectors.toSet());
  }

  /// Takes in the save of the same vault that lies on disk, and closes it: union of both, less
  /// removed. Of what is not a set, theirs is kept, since it was saved and belongs to their slots.
  MergeReport mergeSaved(VaultContents other) {
    unknown.putAll(other.unknown);
    recovery = other.recovery.or(() -> recovery);
    return merge(other);
  }

  /// Takes in what another file of the same vault holds, and closes it: union of both, less
  /// removed. Of what is not a set, ours is kept.
  MergeReport merge(VaultContents other) {
    var witness = new MergeWitness(this, other);
    boolean lent = false;
    for (StampedValue value : other.values()) {
      lent |= !knows(value.stamp()) && value.content() instanceof FieldContent.Hidden;
      put(value);
    }
    remove(List.copyOf(other.removed));
    rememberAll(other.ancestors);
    other.retired.forEach(this::addRetired);
    other.unknown.forEach(unknown::putIfAbsent);
    counter = Math.max(counter, other.counter);
    if (lent) {
      memories.addAll(other.memories);
      other.memories.clear();
    }
    MergeReport report = witness.report(this);
    other.close();
    return report;
  }

  /// Follows on a save of the same vault without taking its values: its ancestors count as ours,
  /// and new stamps are above all of its own.
  void followOn(VaultContents earlier) {
    earlier.ancestors.forEach(this::remember);
    earlier.retired.forEach(this::addRetired);
    counter = Math.max(counter, earlier.counter);
  }

  /// Notes what came before the other too. Our newest stay among the newest: a long line of theirs
  /// must not push out the saves that a race has just taken in.
  private void rememberAll(Collection<String> theirs) {
    List<String> ours = ancestors.reversed().stream().limit(NEWEST_ANCESTORS).toList().reversed();
    theirs.forEach(this::remember);
    ours.forEach(this::remember);
  }

  /// Notes an earlier save, the newest last; of more than 1,024 the oldest are forgotten.
  void remember(String ancestor) {
    ancestors.remove(ancestor);
    ancestors.addLast(ancestor);
    while (ancestors.size() > MOST_ANCESTORS) {
      ancestors.removeFirst();
    }
  }

  /// Notes that a rotation gave up the data key with this commitment.
  void retire(String commit) {
    addRetired(VaultHeader.retired(commit));
  }

  /// That rotation did not come about.
  void unretire(String commit) {
    retired.remove(VaultHeader.retired(commit));
  }

  /// Whether this vault has given up the data key with this commitment.
  boolean hasRetired(String commit) {
    return retired.contains(VaultHeader.retired(commit));
  }

  /// Of more than 1,024 the oldest are forgotten.
  void addRetired(String commit) {
    retired.addLast(commit);
    while (retired.size() > MOST_RETIRED) {
      retired.removeFirst();
    }
  }

  /// The data keys that were given up, by the first bytes of their commitments, oldest first.
  Collection<String> retired() {
    return Collections.unmodifiableCollection(retired);
  }

  void addUnknown(JsonMember member) {
    unknown.put(member.name(), member);
  }

  void setRecovery(String publicKey) {
    setRecovery(Optional.of(publicKey));
  }

  void setRecovery(Optional<String> publicKey) {
    recovery = publicKey;
  }

  Optional<Item> item(String id) {
    return Optional.ofNullable(items.get(id));
  }

  Collection<Item> items() {
    return Collections.unmodifiableCollection(items.values());
  }

  /// All values, earlier ones too, in the order of their stamps.
  List<StampedValue> values() {
    List<StampedValue> all = new ArrayList<>(stamps.size());
    items.values().forEach(item -> item.values().forEach(all::add));
    all.sort(Comparator.comparing(StampedValue::stamp));
    return all;
  }

  Collection<Stamp> removed() {
    return Collections.unmodifiableCollection(removed);
  }

  Collection<String> ancestors() {
    return Collections.unmodifiableCollection(ancestors);
  }

  Collection<JsonMember> unknown() {
    return Collections.unmodifiableCollection(unknown.values());
  }

  Optional<String> recovery() {
    return recovery;
  }

  @Override
  public void close() {
    memories.forEach(SecretBytes::close);
    memories.clear();
  }
}
