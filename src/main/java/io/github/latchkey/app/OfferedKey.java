package io.github.latchkey.app;

import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.util.Optional;

/// Something that a person offers for import: a file, or text that was pasted or piped in.
///
/// @param name what it is called on the screen
/// @param expected what it should be, where the person said so
/// @param encoding how a secret is written, where the person said so
/// @param passphrase of what is encrypted, in UTF-8; closed by whoever made it
/// @param choice which of several keys in it a person chose, from 1
public record OfferedKey(
    String name,
    Content content,
    ExpectedKey expected,
    Optional<SecretEncoding> encoding,
    Optional<SecretBytes> passphrase,
    Optional<Integer> choice) {

  /// Where the bytes are.
  public sealed interface Content {}

  /// In a file, which is read when it is looked at.
  public record InFile(Path file) implements Content {}

  /// In memory; closed by whoever made it.
  public record InMemory(SecretBytes bytes) implements Content {}

  /// A file of which nothing is said.
  public static OfferedKey file(Path file) {
    return file(file, ExpectedKey.ANYTHING);
  }

  /// A file that should be of a kind.
  public static OfferedKey file(Path file, ExpectedKey expected) {
    Path name = file.getFileName();
    return new OfferedKey(
        name == null ? file.toString() : name.toString(),
        new InFile(file),
        expected,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// Text that was pasted or piped in, under a name for the screen.
  public static OfferedKey text(String name, SecretBytes bytes, ExpectedKey expected) {
    return new OfferedKey(
        name, new InMemory(bytes), expected, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The same with a secret's encoding.
  public OfferedKey encodedAs(Optional<SecretEncoding> chosen) {
    return new OfferedKey(name, content, expected, chosen, passphrase, choice);
  }

  /// The same with a passphrase, to be looked at again.
  public OfferedKey withPassphrase(SecretBytes typed) {
    return new OfferedKey(name, content, expected, encoding, Optional.of(typed), choice);
  }

  /// The same with the key in it that a person chose, from 1, to be looked at again.
  public OfferedKey choosing(int number) {
    return new OfferedKey(name, content, expected, encoding, passphrase, Optional.of(number));
  }

  /// The file, if it is one.
  public Optional<Path> source() {
    return content instanceof InFile(var file) ? Optional.of(file) : Optional.empty();
  }
}
