package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Wording;
import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyOddity;
import io.github.latchkey.engine.keys.KeyReader;
import io.github.latchkey.engine.keys.KeyReading;
import io.github.latchkey.engine.keys.KeyRequest;
import io.github.latchkey.engine.keys.KeyVerdict;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.platform.KeyRule;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey key`: says what is in key files. Needs no vault.
@Command(
    name = "key",
    description =
        "Say what is in these files: kind, size, fingerprint, oddities, problem; no vault needed.")
final class KeyCommand extends CliCommand {

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Key files, or files with a secret.")
  List<Path> files;

  @Option(
      names = "--key-password-file",
      paramLabel = "F",
      description = "The first line is the passphrase of what is encrypted.")
  Optional<Path> keyPassword = Optional.empty();

  @Option(
      names = "--secret-encoding",
      paramLabel = "E",
      description = "utf8, base64, base64url or hex.")
  Optional<String> encoding = Optional.empty();

  @Option(
      names = "--platform",
      paramLabel = "ID",
      description = "Read a secret as this platform does.")
  Optional<String> platform = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object per file.")
  boolean json;

  @Override
  int run(CommandContext context) throws Exception {
    Optional<SecretBytes> passphrase = KeyPassphrase.inFile(keyPassword);
    try {
      KeyRequest plain = request(context);
      return read(passphrase.map(plain::withPassphrase).orElse(plain), context);
    } finally {
      passphrase.ifPresent(SecretBytes::close);
    }
  }

  private int read(KeyRequest request, CommandContext context) {
    List<Integer> codes = new ArrayList<>();
    for (Path file : files) {
      try (KeyReading reading = KeyReader.read(file, request)) {
        if (json) {
          context.print(KeyJson.of(file, reading, context.wording()));
        } else {
          print(file, reading, context);
        }
        codes.add(reading.verdict() == KeyVerdict.REFUSED ? ExitCode.DAMAGED : ExitCode.DONE);
      } catch (IOException trouble) {
        AppException fault = AppException.about(file, trouble);
        if (json) {
          context.print(KeyJson.of(file, fault, context.wording()));
        }
        context.warn("latchkey: " + context.wording().error(fault).whole());
        codes.add(ExitCode.of(fault));
      }
    }
    return ExitCode.worst(codes);
  }

  private KeyRequest request(CommandContext context) throws Exception {
    Optional<SecretEncoding> chosen = SecretEncodings.read(encoding, context);
    if (platform.isEmpty()) {
      return new KeyRequest(ExpectedKey.ANYTHING, chosen, false);
    }
    PlatformProfile profile = context.parts().platforms().get(platform.get());
    ExpectedKey expected =
        profile.key().kind() == KeyRule.Kind.SECRET ? ExpectedKey.SECRET : ExpectedKey.ANYTHING;
    return new KeyRequest(expected, chosen.or(() -> Optional.of(profile.key().encoding())), false);
  }

  private static void print(Path file, KeyReading reading, CommandContext context) {
    Wording wording = context.wording();
    Optional<Sentence> problem = reading.problem().map(wording::keyProblem);
    String what = reading.description().map(wording::key).orElse("");
    String verdict = wording.text("key.verdict." + reading.verdict().id());
    context.print(
        Wording.visible(file.toString()) + ": " + verdict + (what.isEmpty() ? "" : " · " + what));
    reading
        .description()
        .flatMap(KeyDescription::fingerprint)
        .ifPresent(print -> context.print("  " + wording.fingerprint(print)));
    reading
        .description()
        .flatMap(KeyDescription::thumbprint)
        .ifPresent(
            print -> context.print("  " + wording.text("credential.thumbprint") + " " + print));
    problem.ifPresent(sentence -> context.print("  " + sentence.whole()));
    reading
        .description()
        .flatMap(KeyDescription::certificateEnd)
        .ifPresent(
            end ->
                context.print("  " + wording.certificate(end, context.parts().clock().instant())));
    reading
        .description()
        .flatMap(KeyDescription::algorithm)
        .ifPresent(
            only ->
                context.print(
                    "  " + wording.text("key.algorithm", Map.of("algorithm", only.name()))));
    for (KeyOddity oddity : reading.oddities()) {
      context.print("  " + wording.keyOddity(oddity));
    }
  }
}
