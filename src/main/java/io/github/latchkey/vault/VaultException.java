package io.github.latchkey.vault;

import io.github.latchkey.fault.FaultException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Something about a vault that a person has to be told.
///
/// Facts: `file` (Path) wherever there is one; `copy` (Path, the newest copy that looks sound) may
/// stand beside VAULT_DAMAGED and VAULT_NOT_FOUND. Further facts stand at the kinds.
public final class VaultException extends FaultException {

  private static final long serialVersionUID = 1L;

  /// What went wrong.
  public enum Kind {
    /// No file of this name.
    VAULT_NOT_FOUND,
    /// A new vault would replace a file.
    VAULT_EXISTS,
    /// The file is something else.
    NOT_A_VAULT,
    /// The file is a vault whose bytes are not what was written.
    VAULT_DAMAGED,
    /// Written by a later version of Latchkey.
    VAULT_NEWER,
    /// The file or its header is larger than a vault may be. Fact: `size` in bytes.
    VAULT_TOO_LARGE,
    /// No password slot opens with this password.
    WRONG_PASSWORD,
    /// No recovery slot opens with this key.
    WRONG_RECOVERY_KEY,
    /// The typed recovery key has a mistake. Facts: `group` (1 to 8; 0 = wrong length, or more than
    /// one mistake when `length` is 56) and `length` (letters and digits typed).
    RECOVERY_KEY_MISTYPED,
    /// The vault opens with a password and a key file together, and no key file was given.
    KEY_FILE_NEEDED,
    /// The vault wants another key file than this one.
    WRONG_KEY_FILE,
    /// No key file of this name.
    KEY_FILE_NOT_FOUND,
    /// A new key file would replace a file.
    KEY_FILE_EXISTS,
    /// The file given as a key file is something else.
    NOT_A_KEY_FILE,
    /// A key file whose characters are not what was written.
    KEY_FILE_DAMAGED,
    /// This system has no keyring that answers.
    KEYRING_MISSING,
    /// The keyring is locked.
    KEYRING_LOCKED,
    /// The keyring failed, or took too long.
    KEYRING_FAILED,
    /// The keyring holds nothing that opens this vault.
    KEYRING_ENTRY_GONE,
    /// The vault has no slot of the kind that would open with this.
    NO_SUCH_SLOT,
    /// Key derivation asks for more or less than Latchkey ever writes. Facts: `memoryMiB`,
    /// `passes`, `lanes`.
    VAULT_COST_REFUSED,
    /// Key derivation is dear enough to ask first. Facts: `memoryMiB`, `passes`, `lanes`.
    VAULT_COST_HIGH,
    /// The machine cannot give this much memory. Fact: `memoryMiB`.
    OUT_OF_MEMORY,
    /// The person asked for it to stop: the thread that derived a key was interrupted. No facts.
    CANCELLED,
    /// Another process holds the vault's lock. Fact: `seconds` waited.
    VAULT_BUSY,
    /// The vault has no slot of this `slot` id.
    SLOT_UNKNOWN,
    /// No more slots fit: 8 in all, 4 with a password, 1 for the recovery key. Fact: `type` of the
    /// slot.
    SLOTS_FULL,
    /// It would leave no way into the vault that does not depend on a keyring.
    LAST_WAY_IN,
    /// A new data key was asked for, and the password of this `slot` was not given.
    SLOT_PASSWORD_NEEDED,
    /// The slots of this vault were changed by another program since they were read.
    SLOTS_CHANGED,
    /// Another vault, or this one under another data key, lies there now.
    VAULT_CHANGED,
    /// The data key of this vault was changed elsewhere, so that its file opens with the new
    /// password alone. Fact where something was to be saved: `copy`, the file that keeps it.
    VAULT_REKEYED,
    /// The data key was changed here and, without knowing of it, elsewhere too: a person decides
    /// whose password stays. Fact where something was to be saved: `copy`, the file that keeps it.
    VAULT_KEY_RIVAL,
    /// This file is another vault, whatever its name; it cannot be merged.
    ANOTHER_VAULT,
    /// This file is the same vault under another data key: its own password opens it.
    KEY_DIFFERS,
    /// Restoring this copy would make an earlier password or slot count again: the vault in whose
    /// place it would go got a new data key since. Fact: `vault`, that vault.
    RESTORE_UNDOES_ROTATION,
    /// The file to be merged got a new data key after this one did: the file that would stay has an
    /// earlier password or slot. Fact: `other`, the file to be merged.
    MERGE_UNDOES_ROTATION,
    /// Other programs were quicker at every try to save. Fact: `tries`.
    VAULT_CONTENDED,
    /// What lies where a backup is to be written is no older backup of this vault.
    BACKUP_IN_THE_WAY,
    /// The operating system forbids it.
    NO_PERMISSION,
    /// No space left.
    DISK_FULL,
    /// The file system failed in another way.
    FILE_TROUBLE
  }

  private final Kind kind;

  VaultException(Kind kind, Map<String, ?> facts, Throwable cause) {
    super(kind, facts, cause);
    this.kind = kind;
  }

  VaultException(Kind kind, Map<String, ?> facts) {
    this(kind, facts, null);
  }

  static VaultException of(Kind kind, Path file) {
    return new VaultException(kind, Map.of("file", file));
  }

  static VaultException damaged(Path file) {
    return of(Kind.VAULT_DAMAGED, file);
  }

  static VaultException outOfMemory(long bytes) {
    return new VaultException(Kind.OUT_OF_MEMORY, Map.of("memoryMiB", Math.max(1, bytes >> 20)));
  }

  /// MERGE_UNDOES_ROTATION: the one that would stay, and the one that has the later key.
  public static VaultException rotationUndone(Path file, Path other) {
    return of(Kind.MERGE_UNDOES_ROTATION, file).with("other", other);
  }

  /// RESTORE_UNDOES_ROTATION: the copy, and the vault in whose place it was to go.
  public static VaultException restoreUndoesRotation(Path copy, Path vault) {
    return of(Kind.RESTORE_UNDOES_ROTATION, copy).with("vault", vault);
  }

  VaultException with(String fact, Object value) {
    var facts = new HashMap<String, Object>(facts());
    facts.put(fact, value);
    return new VaultException(kind, facts, getCause());
  }

  /// Whether what was to be saved stays in the open vault and lies in a file of its own meanwhile,
  /// the fact `copy`: it is not lost, and whoever goes on with the other password takes it over.
  public boolean isKeptAside() {
    return (kind == Kind.VAULT_REKEYED || kind == Kind.VAULT_KEY_RIVAL)
        && facts().containsKey("copy");
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
