package io.github.latchkey.desktop.frame;

import java.util.Locale;

/// Which look a person wants.
public enum Theme {
  SYSTEM,
  LIGHT,
  DARK;

  /// The name in the preferences and in the bundle.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
