package io.github.latchkey.vault;

import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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

  static boolean isPassword(KeySlot slot) {
    return slot instanceof PasswordSlot || slot instanceof PasswordFileSlot;
  }

  private static boolean isPassword(NewSlot slot) {
    return slot instanceof NewSlot.Password || slot instanceof NewSlot.PasswordAndFile;
  }
}
