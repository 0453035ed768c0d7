package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An unlocked vault: its credentials in memory, and the key to save them.
///
/// What is added or changed is in memory until [#save()]. Safe for several threads. Whoever opened
/// it closes it; after that every method but [#summary()] and [#close()] throws
/// IllegalStateException.
public final class Vault implements AutoCloseable {

  private final VaultContents contents;
  private final VaultEdits edits;
  private final VaultSaving saving;
  private boolean closed;

  /// Takes the data key and the contents over.
  Vault(
      Path file, Surroundings around, SecretBytes dataKey, FileState base, VaultContents contents) {
    this.contents = contents;
    this.edits = new VaultEdits(contents, around.clock());
    this.saving = new VaultSaving(file, around, dataKey, base, contents);
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
    return saving.summary();
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
  /// secrets are copied.
  ///
  /// IllegalArgumentException as in [#add(Map, Map)], and where there is no such item.
  public synchronized void change(
      String id, Map<String, Json> fields, Map<String, SecretBytes> secrets) {
    requireOpen();
    edits.change(id, fields, secrets);
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

  /// Whether anything was added or changed since the last save.
  public synchronized boolean hasUnsavedChanges() {
    requireOpen();
    return edits.areUnsaved();
  }

  /// Writes everything, merged with what another process saved meanwhile. Not for the JavaFX
  /// thread.
  ///
  /// On failure the change stays in this open vault and the file is untouched: VAULT_BUSY,
  /// VAULT_CHANGED (another vault or another data key lies there), VAULT_DAMAGED (what lies there
  /// cannot be merged), VAULT_TOO_LARGE, OUT_OF_MEMORY, NO_PERMISSION, DISK_FULL, FILE_TROUBLE.
  public synchronized SaveOutcome save() throws VaultException {
    requireOpen();
    SaveOutcome outcome = saving.save();
    edits.wereSaved();
    return outcome;
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
    saving.close();
    contents.close();
  }
}
