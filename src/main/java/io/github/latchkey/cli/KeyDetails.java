package io.github.latchkey.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What the commands that store a key take beside where it comes from.
final class KeyDetails {

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description =
          "The public key that was downloaded with it; refused if it does not belong to it.")
  Optional<Path> publicKey = Optional.empty();

  @Option(
      names = "--key-password-file",
      paramLabel = "FILE",
      description = "The first line is the passphrase of the encrypted key.")
  Optional<Path> passwordFile = Optional.empty();

  @Option(
      names = "--key-number",
      paramLabel = "N",
      description = "Which of several keys in the file, by the numbers that the refusal lists.")
  Optional<Integer> number = Optional.empty();

  @Option(
      names = "--secret-encoding",
      paramLabel = "E",
      description = "utf8, base64, base64url or hex; otherwise as the platform has it.")
  Optional<String> encoding = Optional.empty();
}
