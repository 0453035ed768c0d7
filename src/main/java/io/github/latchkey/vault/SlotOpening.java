package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the slot that something opens, among those of its kind, and tells why where none does.
///
/// @param file the vault, for what is told
/// @param header its slots
/// @param costAccepted whether the person agreed to dear key derivation
record SlotOpening(Path file, VaultHeader header, boolean costAccepted) {

  private static final int ASK_ABOVE_MEMORY = 256 << 10;
  private static final long ASK_ABOVE_WORK = 4L << 20;

  /// A slot that opened, and the data key in it, which the caller closes.
  record Opened(KeySlot slot, SecretBytes dataKey) {}

  Opened open(Unlocking with) throws VaultException {
    return switch (with) {
      case Unlocking.Password password -> {
        List<PasswordSlot> slots = passwordSlots();
        requireAcceptedCost(slots.stream().map(PasswordSlot::cost).toList());
        yield first(
            slots,
            slot -> PasswordSeal.open(slot, header.vault(), password.password()),
            Kind.WRONG_PASSWORD);
      }
      case Unlocking.PasswordAndFile both -> {
        List<PasswordFileSlot> slots = slotsOf(both.keyFile());
        requireAcceptedCost(slots.stream().map(PasswordFileSlot::cost).toList());
        yield first(
            slots, slot -> KeyFileSeal.open(slot, header.vault(), both), Kind.WRONG_PASSWORD);
      }
      case Unlocking.Recovery recovery ->
          first(
              slots(RecoverySlot.class),
              slot -> RecoverySeal.open(slot, header.vault(), recovery.key()),
              Kind.WRONG_RECOVERY_KEY);
      case Unlocking.FromKeyring keyring ->
          first(
              slots(KeyringSlot.class),
              slot -> KeyringSeal.open(slot, header.vault(), keyring.keyring()),
              Kind.KEYRING_ENTRY_GONE);
    };
  }

  /// What stands in the way of a password with or without a key file, known before one is typed.
  void requirePasswordSlot(Optional<KeyFile> keyFile) throws VaultException {
    List<ArgonCost> costs =
        keyFile.isPresent()
            ? slotsOf(keyFile.get()).stream().map(PasswordFileSlot::cost).toList()
            : passwordSlots().stream().map(PasswordSlot::cost).toList();
    if (costs.isEmpty()) {
      throw VaultException.of(Kind.NO_SUCH_SLOT, file);
    }
    requireAcceptedCost(costs);
  }

  private List<PasswordSlot> passwordSlots() throws VaultException {
    List<PasswordSlot> slots = slots(PasswordSlot.class);
    if (slots.isEmpty() && !slots(PasswordFileSlot.class).isEmpty()) {
      throw VaultException.of(Kind.KEY_FILE_NEEDED, file);
    }
    return slots;
  }

  /// A wrong key file is known by its id, before any key is derived.
  private List<PasswordFileSlot> slotsOf(KeyFile keyFile) throws VaultException {
    List<PasswordFileSlot> slots = slots(PasswordFileSlot.class);
    List<PasswordFileSlot> matching =
        slots.stream().filter(slot -> slot.keyFile().equals(keyFile.id())).toList();
    if (matching.isEmpty() && !slots.isEmpty()) {
      throw VaultException.of(Kind.WRONG_KEY_FILE, file);
    }
    return matching;
  }

  @FunctionalInterface
  private interface Attempt<S> {
    Optional<SecretBytes> open(S slot) throws VaultException;
  }

  private <S extends KeySlot> Opened first(List<S> slots, Attempt<S> attempt, Kind wrong)
      throws VaultException {
    if (slots.isEmpty()) {
      throw VaultException.of(Kind.NO_SUCH_SLOT, file);
    }
    for (S slot : slots) {
      Optional<SecretBytes> dataKey = attempt.open(slot);
      if (dataKey.isPresent()) {
        return new Opened(slot, dataKey.get());
      }
    }
    throw VaultException.of(wrong, file);
  }

  private <S extends KeySlot> List<S> slots(Class<S> type) {
    return header.slots().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// Only the slots that will be tried count.
  private void requireAcceptedCost(List<ArgonCost> costs) throws VaultException {
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
}
