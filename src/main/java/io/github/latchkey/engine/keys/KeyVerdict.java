package io.github.latchkey.engine.keys;

import java.util.Locale;

/// What a file is good for.
public enum KeyVerdict {
  /// Signs and verifies.
  USABLE,
  /// Verifies only.
  PUBLIC,
  /// Neither; the problem says why.
  REFUSED;

  /// `usable`, `public`, `refused`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
