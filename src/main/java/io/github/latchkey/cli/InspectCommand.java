package io.github.latchkey.cli;

import io.github.latchkey.app.InspectOptions;
import io.github.latchkey.app.Inspecting;
import io.github.latchkey.app.Inspection;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.TimeText;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.platform.PlatformProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey inspect`: says what a token is and what is wrong with it.
@Command(
    name = "inspect",
    description = {
      "Decode, verify and diagnose a token, or whatever text has tokens in it.",
      "Exit code 0: accepted; 1: refused; 6: nothing wrong, but no key to check the signature with."
    })
final class InspectCommand extends CliCommand {

  private static final int LARGEST_INPUT = 10 * 1024 * 1024;

  @Parameters(
      paramLabel = "TOKEN",
      arity = "0..1",
      description = "The text; - or nothing for standard input.")
  Optional<String> text = Optional.empty();

  @Option(names = "--file", paramLabel = "F", description = "Read the text from this file.")
  Optional<Path> file = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "F",
      description = "A key file to check with, of a JWK set every public key; may be given again.")
  List<Path> keys = new ArrayList<>();

  @Option(
      names = "--key-password-file",
      paramLabel = "F",
      description = "The first line is the passphrase of a --key that is encrypted.")
  Optional<Path> keyPassword = Optional.empty();

  @Option(
      names = "--secret-file",
      paramLabel = "F",
      description = "A secret to check with, the text of this file.")
  Optional<Path> secretFile = Optional.empty();

  @Option(
      names = "--secret-encoding",
      paramLabel = "E",
      description = "utf8, base64, base64url or hex.")
  Optional<String> encoding = Optional.empty();

  @Option(names = "--no-vault", description = "Do not try the vault's keys.")
  boolean noVault;

  @Option(names = "--platform", paramLabel = "ID", description = "Judge by this platform's rules.")
  Optional<String> platform = Optional.empty();

  @Option(names = "--at", paramLabel = "TIME", description = "As of this moment instead of now.")
  Optional<String> at = Optional.empty();

  @Option(
      names = "--leeway",
      paramLabel = "30s",
      description = "How far clocks may differ; 0s by default.")
  String leeway = "0s";

  @Option(names = "--lines", description = "Every input line is one pasted thing.")
  boolean lines;

  @Option(names = "--json", description = "Print one JSON document (with --lines: one per line).")
  boolean json;

  @Override
  int run(CommandContext context) throws Exception {
    Instant now = context.parts().clock().instant();
    Optional<Instant> asOf =
        at.isEmpty() ? Optional.empty() : Optional.of(TimeText.moment(at.get(), now));
    Duration tolerance = TimeText.duration(leeway);
    Optional<PlatformProfile> profile =
        platform.isEmpty()
            ? Optional.empty()
            : Optional.of(context.parts().platforms().get(platform.get()));
    boolean fromStandardInput =
        file.isEmpty() && text.filter(given -> !given.equals("-")).isEmpty();
    if (fromStandardInput && context.options().passwordStdin) {
      throw new CliException(
          ExitCode.USAGE, new Sentence(context.wording().text("cli.one-stdin"), ""));
    }
    try (var given = givenKeys(context)) {
      var options = new InspectOptions(asOf, tolerance, profile, given.candidates());
      Optional<VaultSession> vault =
          noVault ? Optional.empty() : context.openVaultIfPossible(fromStandardInput);
      try {
        return inspect(pasted(context), vault, options, context);
      } finally {
        vault.ifPresent(VaultSession::close);
      }
    }
  }

  private GivenKeys givenKeys(CommandContext context) throws Exception {
    var given = new GivenKeys(keyPassword);
    var secretEncoding = SecretEncodings.read(encoding, context);
    try {
      for (Path key : keys) {
        given.add(key, ExpectedKey.ANYTHING, secretEncoding, context);
      }
      if (secretFile.isPresent()) {
        given.add(secretFile.get(), ExpectedKey.SECRET, secretEncoding, context);
      }
      return given;
    } catch (Exception failed) {
      given.close();
      throw failed;
    }
  }

  private String pasted(CommandContext context) throws Exception {
    if (file.isPresent()) {
      return new String(InputFile.read(file.get(), LARGEST_INPUT), StandardCharsets.UTF_8);
    }
    if (text.filter(given -> !given.equals("-")).isPresent()) {
      return text.get();
    }
    return new String(
        InputFile.read(context.terminal().in(), LARGEST_INPUT), StandardCharsets.UTF_8);
  }

  private int inspect(
      String pasted, Optional<VaultSession> vault, InspectOptions options, CommandContext context) {
    Inspecting doctor = context.parts().inspecting();
    List<Integer> codes = new ArrayList<>();
    List<String> inputs =
        lines ? pasted.lines().filter(line -> !line.isBlank()).toList() : List.of(pasted);
    for (String input : inputs) {
      Inspection inspection = doctor.inspect(input, vault, options);
      if (json) {
        context.print(InspectionJson.of(inspection, context.wording()));
      } else {
        new InspectionText(context).print(inspection);
      }
      codes.add(code(inspection));
    }
    return codes.isEmpty() ? ExitCode.NO : ExitCode.worst(codes);
  }

  private static int code(Inspection inspection) {
    return switch (inspection.verdict()) {
      case ACCEPTED -> ExitCode.DONE;
      case REFUSED -> ExitCode.NO;
      case UNVERIFIED -> ExitCode.UNVERIFIED;
    };
  }
}
