package io.github.latchkey.engine.keys;

import java.util.Optional;

/// How a file is to be read.
///
/// @param encoding of a secret; the text itself where it is empty
/// @param keepFinalNewline whether the line end behind a secret given as text belongs to it
public record KeyRequest(
    ExpectedKey expected, Optional<SecretEncoding> encoding, boolean keepFinalNewline) {

  /// Whatever is in it.
  public static KeyRequest anything() {
    return of(ExpectedKey.ANYTHING);
  }

  /// This kind of key, a secret as text, without a final newline.
  public static KeyRequest of(ExpectedKey expected) {
    return new KeyRequest(expected, Optional.empty(), false);
  }

  /// The same with a secret in this encoding.
  public KeyRequest withEncoding(SecretEncoding other) {
    return new KeyRequest(expected, Optional.of(other), keepFinalNewline);
  }

  /// The same with a final newline as part of a secret.
  public KeyRequest keepingFinalNewline() {
    return new KeyRequest(expected, encoding, true);
  }
}
