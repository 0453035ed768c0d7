package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Where the passphrase of an encrypted key file comes from: `--key-password-file`, or the
/// terminal. Unlike a vault's password it may be empty, and nobody says how strong it is.
final class KeyPassphrase {

  private static final int LARGEST_FILE = 8 * 1024;

  private KeyPassphrase() {}

  /// The first line of the file, without its end; the caller closes it.
  static Optional<SecretBytes> inFile(Optional<Path> file) throws AppException {
    return file.isEmpty() ? Optional.empty() : Optional.of(firstLine(file.get()));
  }

  private static SecretBytes firstLine(Path file) throws AppException {
    byte[] bytes = InputFile.read(file, LARGEST_FILE);
    int start = bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb ? 3 : 0;
    int end = start;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end > start && end < bytes.length && bytes[end - 1] == '\r') {
      end--;
    }
    try {
      return SecretBytes.take(Arrays.copyOfRange(bytes, start, end));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// What a person types for this file; empty at the end of input. The caller closes it.
  static Optional<SecretBytes> asked(String file, CommandContext context) {
    String prompt = context.wording().text("cli.key-passphrase", java.util.Map.of("file", file));
    return context.terminal().askPassword(prompt).map(KeyPassphrase::utf8);
  }

  /// A passphrase for what is written: from the file, else typed twice; the caller closes it.
  static SecretBytes fresh(Optional<Path> file, CommandContext context)
      throws AppException, CliException {
    if (file.isPresent()) {
      return firstLine(file.get());
    }
    if (!context.canAsk()) {
      throw refused("cli.export.no-passphrase", context);
    }
    SecretBytes typed = typed("cli.export.passphrase", context);
    try (SecretBytes again = typed("cli.export.again", context)) {
      if (!typed.sameAs(again)) {
        throw refused("cli.export.differ", context);
      }
      return typed;
    } catch (CliException refused) {
      typed.close();
      throw refused;
    }
  }

  private static SecretBytes typed(String prompt, CommandContext context) throws CliException {
    return context
        .terminal()
        .askPassword(context.wording().text(prompt))
        .map(KeyPassphrase::utf8)
        .orElseThrow(() -> refused("cli.export.no-passphrase", context));
  }

  private static CliException refused(String key, CommandContext context) {
    return new CliException(ExitCode.USAGE, new Sentence(context.wording().text(key), ""));
  }

  private static SecretBytes utf8(char[] typed) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
    try {
      return SecretBytes.copyOf(bytes);
    } finally {
      Arrays.fill(bytes.array(), (byte) 0);
      Arrays.fill(typed, '\0');
    }
  }
}
