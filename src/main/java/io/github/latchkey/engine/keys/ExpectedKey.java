package io.github.latchkey.engine.keys;

import java.util.Locale;

/// What the person or the platform wants from a file. It decides what is refused, not what is
/// recognised.
public enum ExpectedKey {
  /// Whatever is in it: a PEM is a key, one line of printable text without a key's marks a secret.
  ANYTHING,
  /// An HMAC secret; the text of a key is refused as `key-as-secret`.
  SECRET,
  /// A private key; a public one is refused as `public-key-only`.
  PRIVATE_KEY,
  /// A public key; a private one is read as such, and its public half is the answer.
  PUBLIC_KEY;

  /// `anything`, `secret`, `private-key`, `public-key`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
