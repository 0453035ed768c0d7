package io.github.latchkey.desktop.settings;

import io.github.latchkey.app.WayIn;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.KeyringSlot;
import io.github.latchkey.vault.PasswordFileSlot;
import io.github.latchkey.vault.PasswordSlot;
import io.github.latchkey.vault.RecoverySlot;
import java.util.ArrayList;
import java.util.List;

/// The ways into the vault, and what can be done about them.
///
/// @param all in the order in which they were made
record ShownWays(List<WayIn> all) {

  static final ShownWays NONE = new ShownWays(List.of());

  ShownWays {
    all = List.copyOf(all);
  }

  /// What can be changed about them now.
  List<AccessWish> wishes() {
    var wishes = new ArrayList<>(List.of(AccessWish.CHANGE_PASSWORD, AccessWish.NEW_RECOVERY_KEY));
    if (has(PasswordSlot.class) && !isOpenByRecoveryKey()) {
      wishes.add(AccessWish.ADD_KEY_FILE);
    }
    if (has(PasswordFileSlot.class) && !isOpenByRecoveryKey()) {
      wishes.add(AccessWish.END_KEY_FILE);
    }
    wishes.add(has(KeyringSlot.class) ? AccessWish.END_QUICK_UNLOCK : AccessWish.ADD_QUICK_UNLOCK);
    return wishes;
  }

  boolean has(Class<? extends KeySlot> kind) {
    return all.stream().anyMatch(way -> kind.isInstance(way.slot()));
  }

  /// Whether whoever opened the vault may know no password of it.
  boolean isOpenByRecoveryKey() {
    return all.stream().anyMatch(w -> w.isInUse() && w.slot() instanceof RecoverySlot);
  }

  /// Which password this is: 1 for the one that was made first.
  int number(KeySlot slot) {
    return 1
        + (int)
            all.stream()
                .map(WayIn::slot)
                .takeWhile(other -> !other.id().equals(slot.id()))
                .filter(o -> o instanceof PasswordSlot || o instanceof PasswordFileSlot)
                .count();
  }

  /// Whether there are several passwords, which have to be told apart.
  boolean areSeveral() {
    return all.stream()
            .map(WayIn::slot)
            .filter(slot -> slot instanceof PasswordSlot || slot instanceof PasswordFileSlot)
            .count()
        > 1;
  }
}
