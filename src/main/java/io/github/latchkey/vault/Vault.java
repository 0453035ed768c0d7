package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An unlocked vault: its credentials in memory, and the key to save them.
///
/// What is added or changed is in memory until [#save()]. Safe for several threads. Whoever opened
/// it closes it; after that every method but [#summary()] and [#close()] throws
/// IllegalStateException.
public final class Vault implements AutoCloseable {

  /// How deep a value may be nested, and how long a number may be, so that every version reads it
  /// back.
  private static final int DEEPEST = 32;

  private static final int LONGEST_NUMBER = 100;
  private static final int CREDENTIAL_ID = 16;

  /// How often a save that found another one in its way starts again.
  private static final int MOST_TRIES = 5;

  private final Path file;
  private final Surroundings around;
  private final SecretBytes dataKey;
  private final VaultContents contents;
  private final long writer = Randomness.number();
  private final Set<Stamp> unsaved = new HashSet<>();
  private FileState base;
  private boolean closed;

  /// Takes the data key and the contents over.
  Vault(
      Path file, Surroundings around, SecretBytes dataKey, FileState base, VaultContents contents) {
    this.file = file;
    this.around = around;
    this.dataKey = dataKey;
    this.base = base;
    this.contents = contents;
  }

  /// Makes a new vault with a password and a recovery slot and saves it; missing folders are made
  /// for the owner alone (0700), the file is 0600. Password and recovery key stay the caller's.
  /// Derives a key: not for the JavaFX thread.
  ///
  /// Throws VAULT_EXISTS where anything has this name, OUT_OF_MEMORY, VAULT_BUSY, NO_PERMISSION,
  /// DISK_FULL, FILE_TROUBLE; then there is no file.
  public static Vault create(
      Path file, Passphrase password, ArgonCost cost, RecoveryKey recovery, Clock clock)
      throws VaultException {
    return VaultCreation.create(file, password, cost, recovery, Surroundings.of(clock));
  }

  /// The vault as it was last read or saved.
  public synchronized VaultSummary summary() {
    return base.summary(file);
  }

  /// All credentials that are not in the trash, in the order in which they were first met.
  public synchronized List<VaultEntry> entries() {
    return entries(Item.CREDENTIAL);
  }

  /// The same for items of another kind, as their field `kind` says.
  public synchronized List<VaultEntry> entries(String kind) {
    requireOpen();
    return contents.items().stream().filter(item -> item.isShownAs(kind)).map(Item::entry).toList();
  }

  /// One item, of whatever kind; empty where there is none or it is in the trash.
  public synchronized Optional<VaultEntry> entry(String id) {
    requireOpen();
    return contents.item(id).filter(item -> !item.isInTrash()).map(Item::entry);
  }

  /// Adds a credential and returns its id (16 random bytes as base64url). The secrets are copied
  /// and stay the caller's.
  ///
  /// IllegalArgumentException where there is no field at all, a name stands in both maps, is
  /// `trash`, empty or longer than 256, or a value could not be read back (deeper than 32, numbers
  /// of more than 100 digits, names twice).
  public synchronized String add(Map<String, Json> fields, Map<String, SecretBytes> secrets) {
    requireOpen();
    if (fields.isEmpty() && secrets.isEmpty()) {
      throw new IllegalArgumentException("a credential without a field");
    }
    requireWritable(fields, secrets);
    String id = Randomness.text(CREDENTIAL_ID);
    write(id, fields, secrets);
    return id;
  }

  /// Gives these fields new values and leaves the others; the earlier values become history. What
  /// is equal to the current value is not written again; JSON `null` takes a field away. The
  /// secrets are copied.
  ///
  /// IllegalArgumentException as in [#add(Map, Map)], and where there is no such item.
  public synchronized void change(
      String id, Map<String, Json> fields, Map<String, SecretBytes> secrets) {
    requireOpen();
    item(id);
    requireWritable(fields, secrets);
    write(id, fields, secrets);
  }

  /// Takes back an item that was added and never saved; what was secret in it is wiped when the
  /// vault is closed. IllegalArgumentException where it was saved or is not there.
  public synchronized void discard(String id) {
    requireOpen();
    Set<Stamp> stamps = Set.copyOf(item(id).stamps());
    if (!unsaved.containsAll(stamps)) {
      throw new IllegalArgumentException("this item was saved");
    }
    unsaved.removeAll(stamps);
    contents.takeBack(id);
  }

  /// A copy of a secret, which the caller closes; IllegalArgumentException if there is none.
  public synchronized SecretBytes secret(String id, String field) {
    requireOpen();
    if (item(id).current(field).orElse(null) instanceof FieldContent.Hidden(SecretSlice secret)) {
      return secret.copy();
    }
    throw new IllegalArgumentException("no such secret");
  }

  /// Whether anything was added or changed since the last save.
  public synchronized boolean hasUnsavedChanges() {
    requireOpen();
    return !unsaved.isEmpty();
  }

  /// Writes everything, merged with what another process saved meanwhile. Not for the JavaFX
  /// thread.
  ///
  /// On failure the change stays in this open vault and the file is untouched: VAULT_BUSY,
  /// VAULT_CHANGED (another vault or another data key lies there), VAULT_DAMAGED (what lies there
  /// cannot be merged), VAULT_TOO_LARGE, OUT_OF_MEMORY, NO_PERMISSION, DISK_FULL, FILE_TROUBLE.
  public synchronized SaveOutcome save() throws VaultException {
    requireOpen();
    try (VaultLock lock = VaultLock.acquire(file, around.patience())) {
      var store = new VaultStore(file, around.disk());
      store.keepLeftovers(lock);
      boolean merged = false;
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        Optional<FileState> there = store.look();
        boolean changed = there.isPresent() && !there.get().isSameSaveAs(base);
        if (changed) {
          there = Optional.of(takeIn());
          merged = true;
        }
        Optional<VaultStore.Placed> placed = place(store, there);
        if (placed.isPresent()) {
          base = placed.get().state();
          unsaved.clear();
          store.prune(base.header().vault());
          long generation = base.header().generation();
          return new SaveOutcome(generation, placed.get().copy(), lock.isHeld(), merged);
        }
      }
      throw VaultException.of(Kind.VAULT_CHANGED, file);
    }
  }

  /// Merges the save that lies there and returns which it is.
  private FileState takeIn() throws VaultException {
    try (VaultFile other = VaultFile.open(file)) {
      if (!other.state().header().sharesKeyWith(base.header())) {
        throw VaultException.of(Kind.VAULT_CHANGED, file);
      }
      try (ScratchMemory plain = other.decrypt(dataKey)) {
        contents.merge(Plaintext.read(plain.buffer(), file));
        return other.state();
      }
    }
  }

  /// The slots are those of the save that lies there: they are never merged.
  private Optional<VaultStore.Placed> place(VaultStore store, Optional<FileState> there)
      throws VaultException {
    VaultHeader ours = base.header();
    VaultHeader parent = there.map(FileState::header).orElse(ours);
    contents.remember(ours.ancestor());
    contents.remember(parent.ancestor());
    var header =
        new VaultHeader(
            ours.vault(),
            1 + Math.max(ours.generation(), parent.generation()),
            Math.max(ours.epoch(), parent.epoch()),
            ours.commit(),
            Randomness.text(VaultHeader.SALT),
            parent.slots());
    try (ScratchMemory plain = Plaintext.write(contents, file)) {
      return store.place(header, dataKey, plain.buffer(), there);
    }
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
    long time = Math.max(0, around.clock().millis());
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
    if (!fields.keySet().stream().allMatch(Vault::isWritable)
        || !secrets.keySet().stream().allMatch(Vault::isWritable)) {
      throw new IllegalArgumentException("not a name for a field");
    }
    fields.values().forEach(Vault::requireReadable);
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

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this vault was closed");
    }
  }

  /// Wipes the data key and all secrets; what was not saved is gone. A second call does nothing.
  @Override
  public synchronized void close() {
    closed = true;
    dataKey.close();
    contents.close();
  }
}
