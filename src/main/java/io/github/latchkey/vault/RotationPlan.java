package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which slots a rotation keeps, and with what. What is missing is told before any key is derived.
final class RotationPlan {

  private final Path file;
  private final VaultHeader before;
  private final Rotation rotation;
  private final List<KeySlot> kept;
  private final Map<String, Unlocking> reentered = new HashMap<>();
  private final Set<String> proven;

  RotationPlan(Path file, VaultHeader before, Confirmation confirmation, Rotation rotation)
      throws VaultException {
    this.file = file;
    this.before = before;
    this.rotation = rotation;
    Set<String> ids = before.slots().stream().map(KeySlot::id).collect(Collectors.toSet());
    for (String id : rotation.removed()) {
      if (!ids.contains(id)) {
        throw fault(Kind.SLOT_UNKNOWN, id);
      }
    }
    kept = before.slots().stream().filter(slot -> !rotation.removed().contains(slot.id())).toList();
    SlotLimits.require(file, kept, rotation.added());
    Set<String> confirmed =
        kept.stream()
            .filter(slot -> confirmation.reentered(slot).isPresent())
            .map(KeySlot::id)
            .collect(Collectors.toSet());
    for (KeySlot slot : kept) {
      if (SlotLimits.isPassword(slot)) {
        Unlocking with =
            confirmation
                .reentered(slot)
                .or(() -> Optional.ofNullable(rotation.reentered().get(slot.id())))
                .orElseThrow(() -> fault(Kind.SLOT_PASSWORD_NEEDED, slot.id()));
        reentered.put(slot.id(), with);
      }
    }
    proven = confirmed;
  }

  /// Seals a new data key for all of them. Password slots are opened with what was re-entered
  /// first, so that a slip of the finger does not become the password.
  SlotRenewal seal(SecretBytes oldKey, Optional<String> recovery) throws VaultException {
    var renewal = new SlotRenewal(before, recovery, rotation.keyring());
    try {
      for (KeySlot slot : kept) {
        renewal.renew(slot, oldKey, with(slot));
      }
      if (kept.stream().noneMatch(RecoverySlot.class::isInstance)) {
        renewal.endRecovery();
      }
      for (NewSlot added : rotation.added()) {
        renewal.add(added);
      }
      SlotLimits.require(file, renewal.sealing().slots(), List.of());
      return renewal;
    } catch (VaultException | RuntimeException failed) {
      renewal.close();
      throw failed;
    }
  }

  private Optional<Unlocking> with(KeySlot slot) throws VaultException {
    Optional<Unlocking> with = Optional.ofNullable(reentered.get(slot.id()));
    if (with.isPresent() && !proven.contains(slot.id())) {
      prove(slot, with.get());
    }
    return with;
  }

  private void prove(KeySlot slot, Unlocking with) throws VaultException {
    var alone =
        new VaultHeader(
            before.vault(),
            before.generation(),
            before.epoch(),
            before.commit(),
            before.salt(),
            List.of(slot));
    try {
      new SlotOpening(file, alone, true).open(with).dataKey().close();
    } catch (VaultException wrong) {
      throw wrong.with("slot", slot.id());
    }
  }

  private VaultException fault(Kind kind, String slot) {
    return new VaultException(kind, Map.of("file", file, "slot", slot));
  }
}
