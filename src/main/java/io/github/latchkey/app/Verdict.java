package io.github.latchkey.app;

import java.util.Locale;

/// The one word about a token.
public enum Verdict {
  /// The signature verified and nothing is wrong.
  ACCEPTED,
  /// At least one error.
  REFUSED,
  /// No error, and no key of ours to check the signature with.
  UNVERIFIED;

  /// The word in JSON output.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
