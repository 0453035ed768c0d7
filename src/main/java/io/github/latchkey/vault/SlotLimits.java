package io.github.latchkey.vault;

import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How many slots of which kind a vault may have.
final class SlotLimits {

  static final int MOST = 8;
  static final int MOST_PASSWORDS = 4;

  private SlotLimits() {}

  /// Throws LAST_WAY_IN where nothing but keyrings would be left, SLOTS_FULL where there would be
  /// too many.
  static void require(Path file, Collection<KeySlot> kept, List<NewSlot> added)
      throws VaultException {
    if (kept.stream().allMatch(KeyringSlot.class::isInstance)
        && added.stream().allMatch(NewSlot.InKeyring.class::isInstance)) {
      throw VaultException.of(Kind.LAST_WAY_IN, file);
    }
    long passwords =
        kept.stream().filter(SlotLimits::isPassword).count()
            + added.stream().filter(SlotLimits::isPassword).count();
    long recoveries = added.stream().filter(NewSlot.Recovery.class::isInstance).count();
    boolean secondRecovery =
        recoveries > 1 || recoveries == 1 && kept.stream().anyMatch(RecoverySlot.class::isInstance);
    if (kept.size() + added.size() > MOST || passwords > MOST_PASSWORDS || secondRecovery) {
      throw new VaultException(
          Kind.SLOTS_FULL,
          Map.of(
              "file",
              file,
              "type",
              secondRecovery
                  ? RecoverySlot.TYPE
                  : passwords > MOST_PASSWORDS ? PasswordSlot.TYPE : "any"));
    }
  }

  /// The slots of two saves under one data key: theirs in their order, then what ours has more.
  /// Under one data key slots only begin, since ending one takes another data key; so each of them
  /// counts.
  static List<KeySlot> union(List<KeySlot> theirs, List<KeySlot> ours) {
    Set<String> ids = theirs.stream().map(KeySlot::id).collect(Collectors.toSet());
    return Stream.concat(theirs.stream(), ours.stream().filter(slot -> !ids.contains(slot.id())))
        .toList();
  }

  /// Whether a header may have these; two computers together may have added more.
  static boolean allow(List<KeySlot> slots) {
    return slots.size() <= MOST
        && slots.stream().filter(SlotLimits::isPassword).count() <= MOST_PASSWORDS;
  }

  static boolean isPassword(KeySlot slot) {
    return slot instanceof PasswordSlot || slot instanceof PasswordFileSlot;
  }

  private static boolean isPassword(NewSlot slot) {
    return slot instanceof NewSlot.Password || slot instanceof NewSlot.PasswordAndFile;
  }
}
