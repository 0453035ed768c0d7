package io.github.latchkey.desktop.settings;

import java.util.Locale;

/// What a person can want of a vault's ways in. Each asks for the password again.
enum AccessWish {
  CHANGE_PASSWORD,
  NEW_RECOVERY_KEY,
  ADD_KEY_FILE,
  END_KEY_FILE,
  ADD_QUICK_UNLOCK,
  END_QUICK_UNLOCK;

  /// The name in the bundle.
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether it gives the vault another data key, so that other passwords end unless they are
  /// typed.
  boolean rotates() {
    return this != ADD_QUICK_UNLOCK;
  }
}
