package io.github.latchkey.vault;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A vault file whose header was read and whose contents are still sealed.
///
/// Holds no key and no lock, so it costs nothing to keep. Unchangeable, safe for several threads.
public final class LockedVault {

  private static final int ASK_ABOVE_MEMORY = 256 << 10;
  private static final long ASK_ABOVE_WORK = 4L << 20;

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

  /// The same vault, whose unlocking no longer throws VAULT_COST_HIGH: the person was asked.
  public LockedVault acceptingCost() {
    return new LockedVault(file, state, true);
  }

  /// Opens with a password, trying every password slot. Takes about a second for each; not for the
  /// JavaFX thread. The passphrase stays the caller's, the vault is the caller's to close.
  ///
  /// Throws NO_SUCH_SLOT, VAULT_COST_HIGH (unless [#acceptingCost()]), WRONG_PASSWORD,
  /// VAULT_DAMAGED, VAULT_CHANGED where another vault lies there by now, OUT_OF_MEMORY,
  /// NO_PERMISSION, FILE_TROUBLE.
  public Vault unlock(Passphrase password, Clock clock) throws VaultException {
    return unlock(password, Surroundings.of(clock));
  }

  /// Opens with the recovery key. The key stays the caller's, the vault is the caller's to close.
  ///
  /// Throws NO_SUCH_SLOT, WRONG_RECOVERY_KEY, VAULT_DAMAGED, VAULT_CHANGED, OUT_OF_MEMORY,
  /// NO_PERMISSION, FILE_TROUBLE.
  public Vault unlock(RecoveryKey key, Clock clock) throws VaultException {
    return unlock(key, Surroundings.of(clock));
  }

  Vault unlock(Passphrase password, Surroundings around) throws VaultException {
    List<PasswordSlot> slots = slots(PasswordSlot.class);
    requireAcceptedCost(slots);
    return unlock(
        slots,
        slot -> PasswordSeal.open(slot, state.header().vault(), password),
        Kind.WRONG_PASSWORD,
        around);
  }

  Vault unlock(RecoveryKey key, Surroundings around) throws VaultException {
    return unlock(
        slots(RecoverySlot.class),
        slot -> RecoverySeal.open(slot, state.header().vault(), key),
        Kind.WRONG_RECOVERY_KEY,
        around);
  }

  @FunctionalInterface
  private interface SlotOpening<S> {
    Optional<SecretBytes> open(S slot) throws VaultException;
  }

  private <S> Vault unlock(List<S> slots, SlotOpening<S> opening, Kind wrong, Surroundings around)
      throws VaultException {
    for (S slot : slots) {
      Optional<SecretBytes> dataKey = opening.open(slot);
      if (dataKey.isPresent()) {
        return open(dataKey.get(), around);
      }
    }
    throw VaultException.of(wrong, file);
  }

  /// The file is read again: a save of the same vault may have taken its place meanwhile.
  private Vault open(SecretBytes dataKey, Surroundings around) throws VaultException {
    keepLeftovers(around.disk());
    try (VaultFile current = VaultFile.open(file)) {
      if (!state.header().isCommittedTo(dataKey)) {
        throw VaultException.damaged(file);
      }
      if (!state.header().sharesKeyWith(current.state().header())) {
        throw VaultException.of(Kind.VAULT_CHANGED, file);
      }
      try (ScratchMemory plain = current.decrypt(dataKey)) {
        VaultContents contents = Plaintext.read(plain.buffer(), file);
        return new Vault(file, around, dataKey, current.state(), contents);
      }
    } catch (VaultException unusable) {
      dataKey.close();
      throw withCopy(unusable, file);
    }
  }

  /// Only if nobody is saving right now, since a temporary of theirs looks the same.
  private void keepLeftovers(Disk disk) {
    try {
      if (new VaultCopies(file, disk).hasLeftovers()) {
        try (VaultLock lock = VaultLock.acquire(file, Patience.NONE)) {
          new VaultStore(file, disk).keepLeftovers(lock);
        }
      }
    } catch (IOException | VaultException nextTime) {
      // what a crash left never keeps a vault from opening
    }
  }

  private <S extends KeySlot> List<S> slots(Class<S> type) throws VaultException {
    List<S> slots =
        state.header().slots().stream().filter(type::isInstance).map(type::cast).toList();
    if (slots.isEmpty()) {
      throw VaultException.of(Kind.NO_SUCH_SLOT, file);
    }
    return slots;
  }

  private void requireAcceptedCost(List<PasswordSlot> slots) throws VaultException {
    List<ArgonCost> costs = slots.stream().map(PasswordSlot::cost).toList();
    boolean high =
        costs.stream().anyMatch(cost -> cost.memoryKib() > ASK_ABOVE_MEMORY)
            || costs.stream().mapToLong(ArgonCost::work).sum() > ASK_ABOVE_WORK;
    if (high && !costAccepted) {
      ArgonCost dearest =
          costs.stream().max(Comparator.comparingLong(ArgonCost::work)).orElseThrow();
      throw new VaultException(
          Kind.VAULT_COST_HIGH,
          Map.of(
              "file", file,
              "memoryMiB", dearest.memoryMib(),
              "passes", dearest.passes(),
              "lanes", dearest.lanes()));
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
