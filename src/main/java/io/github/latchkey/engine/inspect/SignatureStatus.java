package io.github.latchkey.engine.inspect;

import java.util.Locale;

/// What is known about a signature.
public enum SignatureStatus {
  /// One of the keys made it.
  VALID,
  /// A key that should have made it did not.
  MISMATCH,
  /// There is none.
  MISSING,
  /// Nothing is known: no key that should have made it, an algorithm that the engine does not read,
  /// a signature that is cut off, or a token too damaged or too clever to be checked.
  UNCHECKED;

  /// `valid`, `mismatch`, `missing`, `unchecked`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
