package io.github.latchkey.cli;

import io.github.latchkey.app.ImportLook;
import io.github.latchkey.app.Importing;
import io.github.latchkey.app.OfferedKey;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where a key comes from: options of the commands that store one, which exclude each other.
final class KeySource {

  private static final int LARGEST_SECRET = 1 << 20;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "The secret is the text of this file.")
  Optional<Path> secretFile = Optional.empty();

  @Option(names = "--secret-stdin", description = "The secret is what standard input gives.")
  boolean secretStdin;

  @Option(names = "--private-key", paramLabel = "FILE", description = "The private key, as PEM.")
  Optional<Path> privateKey = Optional.empty();

  /// Looks at it, with the public key beside it; what is odd about it goes to standard error. What
  /// cannot be stored ends the command here.
  ImportLook look(
      Optional<Path> publicKey, Optional<SecretEncoding> secretEncoding, CommandContext context)
      throws FaultException, CliException {
    ImportLook look = offered(publicKey, secretEncoding, context);
    try {
      refuseUnusable(look);
    } catch (CliException unusable) {
      look.close();
      throw unusable;
    }
    look.files().stream()
        .filter(file -> !file.detail().isEmpty())
        .forEach(file -> context.note(file.name() + ": " + file.detail()));
    return look;
  }

  private ImportLook offered(
      Optional<Path> publicKey, Optional<SecretEncoding> secretEncoding, CommandContext context)
      throws FaultException, CliException {
    Importing importing = context.parts().importing();
    List<OfferedKey> offered = new ArrayList<>();
    secretFile.ifPresent(
        file -> offered.add(OfferedKey.file(file, ExpectedKey.SECRET).encodedAs(secretEncoding)));
    privateKey.ifPresent(file -> offered.add(OfferedKey.file(file, ExpectedKey.PRIVATE_KEY)));
    publicKey.ifPresent(file -> offered.add(OfferedKey.file(file, ExpectedKey.PUBLIC_KEY)));
    if (!secretStdin) {
      return importing.look(offered, context.wording());
    }
    if (context.options().passwordStdin) {
      throw new CliException(
          ExitCode.USAGE, new Sentence(context.wording().text("cli.one-stdin"), ""));
    }
    try (SecretBytes typed =
        SecretBytes.take(InputFile.read(context.terminal().in(), LARGEST_SECRET))) {
      offered.add(
          OfferedKey.text(context.wording().text("cli.standard-input"), typed, ExpectedKey.SECRET)
              .encodedAs(secretEncoding));
      return importing.look(offered, context.wording());
    }
  }

  private static void refuseUnusable(ImportLook look) throws CliException {
    for (ImportLook.SeenFile file : look.files()) {
      if (file.badge() == ImportLook.Badge.REFUSED || file.badge() == ImportLook.Badge.PUBLIC) {
        Sentence sentence = new Sentence(file.name() + ": " + file.what(), file.detail());
        throw new CliException(ExitCode.DAMAGED, sentence);
      }
    }
  }
}
