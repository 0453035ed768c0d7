package io.github.latchkey.cli;

import io.github.latchkey.app.Sentence;
import io.github.latchkey.engine.keys.SecretEncoding;
import java.util.Map;
import java.util.Optional;

/// Reads the value of `--secret-encoding`.
final class SecretEncodings {

  private SecretEncodings() {}

  static Optional<SecretEncoding> read(Optional<String> text, CommandContext context)
      throws CliException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<SecretEncoding> encoding = SecretEncoding.named(text.get());
    if (encoding.isEmpty()) {
      throw new CliException(
          ExitCode.USAGE,
          new Sentence(context.wording().text("cli.encoding", Map.of("text", text.get())), ""));
    }
    return encoding;
  }
}
