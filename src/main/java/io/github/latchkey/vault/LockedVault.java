package io.github.latchkey.vault;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// A vault file whose header was read and whose contents are still sealed.
///
/// Holds no key and no lock, so it costs nothing to keep. Unchangeable, safe for several threads.
public final class LockedVault {

  private final Path file;
  private final FileState state;
  private final boolean costAccepted;

  private LockedVault(Path file, FileState state, boolean costAccepted) {
    this.file = file;
    this.state = state;
    this.costAccepted = costAccepted;
  }

  /// Reads a vault's outside: length, CRC-32 and header, each with its bound, no key and no lock.
  /// Links are resolved.
  ///
  /// Throws VAULT_NOT_FOUND, NOT_A_VAULT, VAULT_NEWER, VAULT_DAMAGED (with the newest sound copy
  /// where there is one), VAULT_TOO_LARGE, VAULT_COST_REFUSED, NO_PERMISSION, FILE_TROUBLE.
  public static LockedVault read(Path file) throws VaultException {
    Path real = file.toAbsolutePath();
    try {
      real = real.toRealPath();
      return new LockedVault(real, VaultFile.state(real), false);
    } catch (IOException trouble) {
      throw withCopy(FileTrouble.of(trouble, real), real);
    } catch (VaultException unusable) {
      throw withCopy(unusable, real);
    }
  }

  /// What the file tells without a key.
  public VaultSummary summary() {
    return state.summary(file);
  }

  /// Which save this is, as the file says without a key: authentic only once it was unlocked.
  public SaveMark mark() {
    return state.mark();
  }

  /// Writes the vault, sealed as it is, to another file (0600), forces it to the disk, reads it
  /// back and compares. What lies there is replaced in one step, and only where it is an older
  /// backup of the same vault, or with `force`; the vault itself never. An older one stays as a
  /// copy beside the new, unless its copy lies beside the vault. Missing folders are made. Needs no
  /// key; not for the JavaFX thread.
  ///
  /// Throws BACKUP_IN_THE_WAY, NO_PERMISSION, DISK_FULL, FILE_TROUBLE, and what [#read(Path)]
  /// throws; then what lay there is as it was.
  public VaultCopy backUp(Path target, boolean force) throws VaultException {
    return VaultBackup.write(file, target, force, new LocalDisk());
  }

  /// Everything that lies beside a vault, newest first, and what can be said about it without a
  /// key: copies of earlier saves, and what was set aside. Works where the vault itself is damaged
  /// or gone. Reads every file whole: not for the JavaFX thread.
  ///
  /// Throws NO_PERMISSION, FILE_TROUBLE where the folder cannot be read, VAULT_NOT_FOUND where
  /// there is none.
  public static List<VaultCopy> copies(Path file) throws VaultException {
    Path real = file.toAbsolutePath();
    try {
      real = Files.exists(real) ? real.toRealPath() : real;
      return new VaultCopies(real, new LocalDisk()).list(header(real));
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, real);
    }
  }

  /// What can be said without a key about a file that may be a copy or backup of the vault at
  /// `vault`.
  public static VaultCopy look(Path copy, Path vault) {
    return VaultCopies.look(copy, header(vault));
  }

  /// Of the copies beside a vault those that other passwords or keys open than this one of them
  /// does: of each data key the newest, the latest key first. For who cannot open this one. Reads
  /// every file whole: not for the JavaFX thread.
  ///
  /// Throws what [#copies(Path)] throws, and of the copy what [#read(Path)] does.
  public static List<VaultCopy> underOtherKeys(Path copy, Path vault) throws VaultException {
    Path real = vault.toAbsolutePath();
    try {
      real = Files.exists(real) ? real.toRealPath() : real;
      return new VaultCopies(real, new LocalDisk())
          .newestUnderOtherKeys(VaultFile.state(copy).header());
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, real);
    }
  }

  private static Optional<VaultHeader> header(Path file) {
    try {
      return Optional.of(VaultFile.state(file).header());
    } catch (VaultException unusable) {
      return Optional.empty(); // then copies are compared with nothing
    }
  }

  /// The same vault, whose unlocking no longer throws VAULT_COST_HIGH: the person was asked.
  public LockedVault acceptingCost() {
    return new LockedVault(file, state, true);
  }

  /// Says what stands in the way of a password, with or without this key file, before a person
  /// types one: NO_SUCH_SLOT, KEY_FILE_NEEDED, WRONG_KEY_FILE, VAULT_COST_HIGH (unless
  /// [#acceptingCost()]). Quick.
  public void requirePasswordSlot(Optional<KeyFile> keyFile) throws VaultException {
    opening().requirePasswordSlot(keyFile);
  }

  /// Opens it. With a password it takes about a second for each slot that may be meant; not for the
  /// JavaFX thread. What it is opened with stays the caller's, the vault is the caller's to close.
  ///
  /// Throws NO_SUCH_SLOT, KEY_FILE_NEEDED, WRONG_KEY_FILE, VAULT_COST_HIGH (unless
  /// [#acceptingCost()]), WRONG_PASSWORD, WRONG_RECOVERY_KEY, KEYRING_MISSING, KEYRING_LOCKED,
  /// KEYRING_FAILED, KEYRING_ENTRY_GONE, VAULT_DAMAGED, VAULT_CHANGED where another vault lies
  /// there by now, OUT_OF_MEMORY, NO_PERMISSION, FILE_TROUBLE.
  public Vault unlock(Unlocking with, Clock clock) throws VaultException {
    return unlock(with, Surroundings.of(clock));
  }

  /// Opens with a password alone.
  public Vault unlock(Passphrase password, Clock clock) throws VaultException {
    return unlock(new Unlocking.Password(password), clock);
  }

  /// Opens with the recovery key.
  public Vault unlock(RecoveryKey key, Clock clock) throws VaultException {
    return unlock(new Unlocking.Recovery(key), clock);
  }

  /// Opens it to change its ways in: what it was opened with counts as the confirmation.
  /// IllegalArgumentException for a keyring, which answers whoever sits at the computer.
  public Confirmed unlockConfirmed(Unlocking with, Clock clock) throws VaultException {
    if (with instanceof Unlocking.FromKeyring) {
      throw new IllegalArgumentException("a keyring confirms nothing");
    }
    SlotOpening.Opened opened = opening().open(with);
    Vault vault = open(opened, Surroundings.of(clock));
    return new Confirmed(vault, Confirmation.of(opened.slot(), state.header(), with));
  }

  /// An open vault and the proof that a person just opened it; both are the caller's to close.
  public record Confirmed(Vault vault, Confirmation confirmation) {}

  Vault unlock(Unlocking with, Surroundings around) throws VaultException {
    return open(opening().open(with), around);
  }

  private SlotOpening opening() {
    return new SlotOpening(file, state.header(), costAccepted);
  }

  /// The file is read again: a save of the same vault may have taken its place meanwhile.
  private Vault open(SlotOpening.Opened opened, Surroundings around) throws VaultException {
    SecretBytes dataKey = opened.dataKey();
    keepLeftovers(around);
    try (VaultFile current = VaultFile.open(file)) {
      if (!state.header().isCommittedTo(dataKey)) {
        throw VaultException.damaged(file);
      }
      if (!state.header().sharesKeyWith(current.state().header())) {
        throw VaultException.of(Kind.VAULT_CHANGED, file);
      }
      try (ScratchMemory plain = current.decrypt(dataKey)) {
        VaultContents contents = Plaintext.read(plain.buffer(), file);
        return new Vault(file, around, dataKey, current.state(), contents, opened.slot());
      }
    } catch (VaultException unusable) {
      dataKey.close();
      throw withCopy(unusable, file);
    }
  }

  /// Only if nobody is saving right now, since a temporary of theirs looks the same.
  private void keepLeftovers(Surroundings around) {
    try {
      if (new VaultCopies(file, around.disk()).hasLeftovers()) {
        try (VaultLock lock = VaultLock.acquire(file, Patience.NONE, around.locking())) {
          new VaultStore(file, around.disk()).keepLeftovers(lock);
        }
      }
    } catch (IOException | VaultException nextTime) {
      // what a crash left never keeps a vault from opening
    }
  }

  private static VaultException withCopy(VaultException fault, Path file) {
    if (fault.kind() != Kind.VAULT_DAMAGED && fault.kind() != Kind.VAULT_NOT_FOUND
        || !Files.isDirectory(file.getParent())) {
      return fault;
    }
    return new VaultCopies(file, new LocalDisk())
        .newestSound()
        .map(copy -> fault.with("copy", copy))
        .orElse(fault);
  }
}
