package io.github.latchkey.engine.inspect;

import java.util.Locale;

/// How much a finding matters; worst first.
public enum Severity {
  /// The platform refuses the token.
  ERROR,
  /// It works and is unwise.
  WARNING,
  /// Worth knowing.
  INFO;

  /// `error`, `warning`, `info`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
