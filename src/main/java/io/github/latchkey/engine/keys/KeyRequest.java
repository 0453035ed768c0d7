package io.github.latchkey.engine.keys;

import io.github.latchkey.secret.SecretBytes;
import java.util.Optional;

/// How a file is to be read.
///
/// @param encoding of a secret; the text itself where it is empty
/// @param keepFinalNewline whether the line end behind a secret given as text belongs to it
/// @param passphrase for what is encrypted, in UTF-8, perhaps of no byte; it stays the caller's,
///   who closes it
/// @param choice of several keys in one file the one that a person chose, from 1, as the `choices`
///   of SEVERAL_KEYS list them
public record KeyRequest(
    ExpectedKey expected,
    Optional<SecretEncoding> encoding,
    boolean keepFinalNewline,
    Optional<SecretBytes> passphrase,
    Optional<Integer> choice) {

  /// Without a passphrase, and without a choice.
  public KeyRequest(
      ExpectedKey expected, Optional<SecretEncoding> encoding, boolean keepFinalNewline) {
    this(expected, encoding, keepFinalNewline, Optional.empty(), Optional.empty());
  }

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
    return new KeyRequest(expected, Optional.of(other), keepFinalNewline, passphrase, choice);
  }

  /// The same with a final newline as part of a secret.
  public KeyRequest keepingFinalNewline() {
    return new KeyRequest(expected, encoding, true, passphrase, choice);
  }

  /// The same with this passphrase.
  public KeyRequest withPassphrase(SecretBytes other) {
    return new KeyRequest(expected, encoding, keepFinalNewline, Optional.of(other), choice);
  }

  /// The same with the key that a person chose, from 1.
  public KeyRequest choosing(int number) {
    return new KeyRequest(expected, encoding, keepFinalNewline, passphrase, Optional.of(number));
  }
}
