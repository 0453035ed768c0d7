package io.github.latchkey.cli;

import io.github.latchkey.app.OfferedKey;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Wording;
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

  /// What was offered, with the key in it that is meant.
  OfferedKey chosenIn(OfferedKey offered) {
    return number.map(offered::choosing).orElse(offered);
  }

  /// Refuses details of a key where none is given, instead of leaving them unheard.
  void refuseWithoutKey(CommandContext context) throws CliException {
    if (publicKey.isPresent()
        || passwordFile.isPresent()
        || number.isPresent()
        || encoding.isPresent()) {
      throw ofNoKey(context);
    }
  }

  CliException ofNoKey(CommandContext context) {
    Wording wording = context.wording();
    return new CliException(
        ExitCode.USAGE,
        new Sentence(wording.text("cli.key-details"), wording.text("cli.key-details.advice")));
  }
}
