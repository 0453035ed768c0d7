package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
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

  /// How many of the saves that went into it a vault knows.
  public static final int MOST_REMEMBERED = VaultContents.MOST_ANCESTORS;

  private final VaultContents contents;
  private final VaultEdits edits;
  private final VaultSaving saving;
  private final VaultSlots slots;
  private boolean closed;

  /// Takes the data key and the contents over.
  Vault(
      Path file,
      Surroundings around,
      SecretBytes dataKey,
      FileState base,
      VaultContents contents,
      KeySlot openedWith) {
    this.contents = contents;
    this.edits = new VaultEdits(contents, around.clock());
    this.saving = new VaultSaving(file, around, dataKey, base, contents);
    this.slots = new VaultSlots(this, saving, contents, around, openedWith);
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

  /// A key for what is being typed while this vault is open, to be sealed when it is locked; the
  /// caller closes it.
  public synchronized DraftKey draftKey() {
    requireOpen();
    return DraftKey.of(saving.dataKey(), saving.header().vault());
  }

  /// What was being typed when this vault was locked, which the caller closes; empty where it was
  /// another vault, or its data key was changed since.
  public synchronized Optional<SecretBytes> open(SealedDraft draft) {
    requireOpen();
    return DraftKey.open(draft, saving.dataKey(), saving.header().vault());
  }

  /// The vault as it was last read or saved.
  public synchronized VaultSummary summary() {
    return saving.summary();
  }

  /// A number that grows with every change of what the vault holds: what was read at one number is
  /// true as long as it stays.
  public synchronized long version() {
    requireOpen();
    return contents.version();
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
    return edits.add(fields, secrets);
  }

  /// Gives these fields new values and leaves the others; the earlier values become history. What
  /// is equal to the current value is not written again; JSON `null` takes a field away. The
  /// secrets are copied. Where a secret is new, all that is given with it is written with it, equal
  /// or not, so that after a merge they still belong together.
  ///
  /// IllegalArgumentException as in [#add(Map, Map)], and where there is no such item.
  public synchronized Undo change(
      String id, Map<String, Json> fields, Map<String, SecretBytes> secrets) {
    requireOpen();
    return edits.change(id, fields, secrets);
  }

  /// Counters a change where what it wrote still counts, and leaves what somebody wrote over it;
  /// returns how to counter that. Nothing happens where the item, or the values before, are gone.
  public synchronized Undo undo(Undo change) {
    requireOpen();
    return edits.undo(change);
  }

  /// Moves an item to the trash. It comes out again when anybody changed it without having seen
  /// that. IllegalArgumentException where there is no such item.
  public synchronized Undo moveToTrash(String id) {
    requireOpen();
    return edits.moveToTrash(id);
  }

  /// Takes an item out of the trash; nothing happens to one that is not in it.
  public synchronized Undo takeOutOfTrash(String id) {
    requireOpen();
    return edits.takeOutOfTrash(id);
  }

  /// The credentials in the trash, in the order in which they were first met; `changed` is when
  /// they were thrown away.
  public synchronized List<VaultEntry> trash() {
    requireOpen();
    return contents.items().stream()
        .filter(item -> item.isOfKind(Item.CREDENTIAL) && item.isInTrash())
        .map(Item::entry)
        .toList();
  }

  /// Removes items of the trash for ever, here and wherever this vault will be merged, and saves.
  /// What another program saved is taken in first, under the lock: an item that is not in the trash
  /// by then stays. Copies and backups still have them. Not for the JavaFX thread.
  ///
  /// Throws what [#save()] throws; then all that was in the trash is there again.
  public synchronized SaveOutcome removeForGood(Collection<String> ids) throws VaultException {
    requireOpen();
    List<StampedValue> gone = new ArrayList<>();
    try {
      SaveOutcome outcome =
          saving.save(
              () -> {
                edits.bringBack(gone); // of a try before, which another save overtook
                gone.clear();
                gone.addAll(edits.removeForGood(ids));
              });
      edits.wereSaved();
      return outcome;
    } catch (VaultException | RuntimeException notSaved) {
      edits.bringBack(gone);
      throw notSaved;
    }
  }

  /// All values that the fields of an item have and had, the newest first; the trash is not among
  /// them. IllegalArgumentException where there is no such item.
  public synchronized List<FieldVersion> history(String id) {
    requireOpen();
    return edits.history(id);
  }

  /// Gives fields of an item values that they had before, by writing them again.
  /// IllegalArgumentException where there is no such value.
  public synchronized Undo bringBack(String id, Collection<Stamp> earlier) {
    requireOpen();
    return edits.bringBack(id, earlier);
  }

  /// Removes the earlier values of these items for ever, as [#removeForGood(Collection)] does, and
  /// says how many they were.
  public synchronized int forgetEarlier(Collection<String> ids) {
    requireOpen();
    return edits.forgetEarlier(ids);
  }

  /// Takes back an item that was added and never saved; what was secret in it is wiped when the
  /// vault is closed. IllegalArgumentException where it was saved or is not there.
  public synchronized void discard(String id) {
    requireOpen();
    edits.discard(id);
  }

  /// A copy of a secret, which the caller closes; IllegalArgumentException if there is none.
  public synchronized SecretBytes secret(String id, String field) {
    requireOpen();
    return edits.secret(id, field);
  }

  /// A copy of a secret as it was once, which the caller closes; IllegalArgumentException if there
  /// is none.
  public synchronized SecretBytes secret(String id, Stamp stamp) {
    requireOpen();
    return edits.secret(id, stamp);
  }

  /// Which of these items have the same secret in this field, compared inside; groups of two and
  /// more.
  public synchronized List<Set<String>> equalSecrets(Collection<String> ids, String field) {
    requireOpen();
    return EqualSecrets.among(contents, ids, field);
  }

  /// Whether anything was added or changed since the last save, or was merged and is not in the
  /// file yet.
  public synchronized boolean hasUnsavedChanges() {
    requireOpen();
    return edits.areUnsaved();
  }

  /// Writes everything, merged with what another process saved meanwhile. Not for the JavaFX
  /// thread.
  ///
  /// Where a save under an earlier data key lies there, it is kept aside. Under a later one this
  /// vault gives way: VAULT_REKEYED, open that one and [#merge(Vault)] this into it. Under a rival
  /// one a person decides: VAULT_KEY_RIVAL, the same or [#saveOverRival()].
  ///
  /// On failure the change stays in this open vault and the file is untouched: VAULT_BUSY,
  /// ANOTHER_VAULT, VAULT_DAMAGED (what lies there cannot be merged), VAULT_TOO_LARGE,
  /// OUT_OF_MEMORY, NO_PERMISSION, DISK_FULL, FILE_TROUBLE.
  public synchronized SaveOutcome save() throws VaultException {
    requireOpen();
    SaveOutcome outcome = saving.save();
    edits.wereSaved();
    return outcome;
  }

  /// Saves as [#save()] does, although a save under a rival data key lies there: that is kept
  /// aside, and whoever holds its key will have to give way.
  public synchronized SaveOutcome saveOverRival() throws VaultException {
    requireOpen();
    SaveOutcome outcome = saving.saveOverRival();
    edits.wereSaved();
    return outcome;
  }

  /// Deletes what [#save()] kept aside when it gave way, now that another vault has it.
  public synchronized void wasTakenOver() {
    saving.dropAsides();
    edits.wereSaved();
  }

  /// Takes in what another program saved meanwhile, and writes nothing: empty where nothing else
  /// lies there. Reads the whole file: not for the JavaFX thread.
  ///
  /// On failure the vault is as it was: VAULT_REKEYED, VAULT_KEY_RIVAL, ANOTHER_VAULT,
  /// VAULT_DAMAGED, NOT_A_VAULT, VAULT_NEWER, VAULT_TOO_LARGE, OUT_OF_MEMORY, NO_PERMISSION,
  /// FILE_TROUBLE.
  public synchronized Optional<MergeReport> refresh() throws VaultException {
    requireOpen();
    Optional<VaultSaving.Refreshed> refreshed = saving.refresh();
    if (refreshed.filter(VaultSaving.Refreshed::ahead).isPresent()) {
      edits.areAhead();
    }
    return refreshed.map(VaultSaving.Refreshed::report);
  }

  /// Takes in what another file of this vault holds (a copy, a backup, a save that went apart),
  /// sealed under the same data key. Slots stay. Unsaved until [#save()].
  ///
  /// Throws ANOTHER_VAULT, KEY_DIFFERS, and what [LockedVault#read(Path)] throws.
  public synchronized MergeReport merge(Path other) throws VaultException {
    requireOpen();
    return taken(saving.others().read(other));
  }

  /// Takes in what another file of this vault holds that was opened with a password or key of its
  /// own, and leaves it as it is. Slots stay. Unsaved until [#save()].
  ///
  /// Throws ANOTHER_VAULT, VAULT_TOO_LARGE, OUT_OF_MEMORY.
  public synchronized MergeReport merge(Vault other) throws VaultException {
    requireOpen();
    synchronized (other) {
      other.requireOpen();
      return taken(saving.others().read(other.saving.others()));
    }
  }

  private MergeReport taken(VaultContents theirs) {
    if (!theirs.isAheadOf(contents)) {
      theirs.close();
      return MergeReport.NOTHING;
    }
    edits.areAhead();
    return contents.merge(theirs);
  }

  /// Which save this is, as it was last read or saved.
  public synchronized SaveMark mark() {
    return saving.mark();
  }

  /// Whether that save of this vault is this one or went into it, and no data key was taken up
  /// again that had been given up since; of saves more than 1,024 back it is not known, and the
  /// answer is no.
  public synchronized boolean comesFrom(SaveMark earlier) {
    requireOpen();
    return saving.comesFrom(earlier);
  }

  /// The saves that went into this one, oldest first; for tests of that.
  synchronized List<String> ancestors() {
    return List.copyOf(contents.ancestors());
  }

  /// Saves of this vault that lie beside it and hold something that it lacks, each of them
  /// authentic: what a crash or a lost race left, to be merged or deleted by the person. Newest
  /// first; empty where the folder cannot be read. Reads files: not for the JavaFX thread.
  public synchronized List<VaultCopy> unmerged() {
    requireOpen();
    return saving.others().unmerged();
  }

  /// What can be said about a copy or a backup with this vault's key: SOUND means that it opens.
  /// Reads and decrypts the whole file: not for the JavaFX thread.
  public synchronized VaultCopy check(Path copy) {
    requireOpen();
    return saving.others().check(copy);
  }

  /// Makes a copy or backup under this vault's data key the newest save at `target`, and returns
  /// that opened, with what placing it did; it is the caller's to close, and this one stays as it
  /// is. What lies at the target is kept as a copy (or set aside, where it is no whole vault) and
  /// counts as the parent of the new save. Missing folders are made.
  ///
  /// Throws KEY_DIFFERS where this data key does not open the copy, ANOTHER_VAULT where another
  /// vault lies at the target, RESTORE_UNDOES_ROTATION where this vault lies there under a later
  /// data key: open that and use [#restore(Vault)]; or, where no whole vault lies there, under
  /// which one of its copies (`copy`) lies: restore that; SLOTS_FULL where the ways in of both were
  /// more than there may be; and what [#save()] throws. Then the target is as it was.
  public synchronized RestoredVault restore(Path copy, Path target) throws VaultException {
    return restore(copy, target, EarlierKey.REFUSED);
  }

  /// The same, where a person may have decided that the copy's own passwords count again.
  public synchronized RestoredVault restore(Path copy, Path target, EarlierKey earlierKey)
      throws VaultException {
    requireOpen();
    return saving.restore(copy, target, earlierKey, slots.openedWith());
  }

  /// Makes what another file of this vault holds, opened with a password or key of its own, the
  /// newest save in the place of this one: under this one's data key, with its slots, so that no
  /// earlier password counts again. Both stay as they are, and what is not saved here is left out.
  /// What is returned is the caller's to close.
  ///
  /// Throws ANOTHER_VAULT and what [#save()] throws; then what lies there is as it was.
  public synchronized RestoredVault restore(Vault copy) throws VaultException {
    requireOpen();
    synchronized (copy) {
      copy.requireOpen();
      return saving.restore(copy.saving, slots.openedWith());
    }
  }

  /// Whether the other got its data key after this one's was given up: to save both here would make
  /// an earlier password count again.
  public synchronized boolean isGivenUpBy(Vault other) {
    requireOpen();
    synchronized (other) {
      other.requireOpen();
      return saving.others().isGivenUpBy(other.saving.others());
    }
  }

  /// The ways into this vault, and how they are changed.
  public VaultSlots slots() {
    return slots;
  }

  /// Saves under another sealing; for [VaultSlots], which holds this vault's monitor.
  SaveOutcome save(Sealing sealing) throws VaultException {
    SaveOutcome outcome = saving.save(sealing);
    edits.wereSaved();
    return outcome;
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this vault was closed");
    }
  }

  /// Wipes the data key and all secrets; what was not saved is gone. A second call does nothing.
  @Override
  public synchronized void close() {
    closed = true;
    saving.close();
    contents.close();
  }
}
