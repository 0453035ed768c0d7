package io.github.latchkey.cli;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.ImportLook;
import io.github.latchkey.app.OfferedKey;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Wording;
import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.NewKey;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Option;

/// Where a key comes from: options of the commands that store one, which exclude each other.
final class KeySource {

  private static final int LARGEST_SECRET = 1 << 20;
  private static final String NEW_SECRET = "secret";

  /// As many as the hash of HS256 has (RFC 7518 section 3.2).
  private static final int NEW_SECRET_BYTES = 32;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "The secret is the text of this file.")
  Optional<Path> secretFile = Optional.empty();

  @Option(names = "--secret-stdin", description = "The secret is what standard input gives.")
  boolean secretStdin;

  @Option(names = "--private-key", paramLabel = "FILE", description = "The private key.")
  Optional<Path> privateKey = Optional.empty();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "Whatever holds the key: PKCS#12, JWK, OpenSSH, PPK, .env, …")
  Optional<Path> keyFile = Optional.empty();

  @Option(
      names = "--generate",
      paramLabel = "KIND",
      description =
          "A new key: rsa-2048, rsa-3072, rsa-4096, ec-p256, ec-p384, ec-p521 or ed25519 (the "
              + "public key is printed), or secret.")
  Optional<String> generate = Optional.empty();

  /// Looks at it, with the public key beside it; what is odd about it goes to standard error. What
  /// cannot be stored ends the command here.
  ///
  /// @param secretEncoding how a secret is written, where that is known
  ImportLook look(
      KeyDetails details, Optional<SecretEncoding> secretEncoding, CommandContext context)
      throws FaultException, CliException {
    var desk = new PassphraseDesk(context.parts().importing(), details.passwordFile, context);
    ImportLook look = offered(details, secretEncoding, desk, context);
    try {
      refuseUnusable(look, context);
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
      KeyDetails details,
      Optional<SecretEncoding> secretEncoding,
      PassphraseDesk desk,
      CommandContext context)
      throws FaultException, CliException {
    List<OfferedKey> offered = new ArrayList<>();
    secretFile.ifPresent(
        file -> offered.add(OfferedKey.file(file, ExpectedKey.SECRET).encodedAs(secretEncoding)));
    privateKey.ifPresent(file -> offered.add(OfferedKey.file(file, ExpectedKey.PRIVATE_KEY)));
    keyFile.ifPresent(file -> offered.add(OfferedKey.file(file).encodedAs(secretEncoding)));
    offered.replaceAll(details::chosenIn);
    details.publicKey.ifPresent(file -> offered.add(OfferedKey.file(file, ExpectedKey.PUBLIC_KEY)));
    if (generate.isPresent()) {
      if (details.number.isPresent()) {
        throw details.ofNoKey(context);
      }
      try (SecretBytes made = generated(generate.get(), secretEncoding, context)) {
        String name = context.wording().text("cli.generated");
        offered.addFirst(
            OfferedKey.text(name, made, ExpectedKey.ANYTHING).encodedAs(secretEncoding));
        return desk.look(offered);
      }
    }
    if (!secretStdin) {
      return desk.look(offered);
    }
    if (context.options().passwordStdin) {
      throw new CliException(
          ExitCode.USAGE, new Sentence(context.wording().text("cli.one-stdin"), ""));
    }
    try (SecretBytes typed =
        SecretBytes.take(InputFile.read(context.terminal().in(), LARGEST_SECRET))) {
      String name = context.wording().text("cli.standard-input");
      offered.add(
          details.chosenIn(
              OfferedKey.text(name, typed, ExpectedKey.SECRET).encodedAs(secretEncoding)));
      return desk.look(offered);
    }
  }

  private static SecretBytes generated(
      String kind, Optional<SecretEncoding> encoding, CommandContext context) throws CliException {
    if (kind.equals(NEW_SECRET)) {
      return NewKey.secretText(NEW_SECRET_BYTES, encoding.orElse(SecretEncoding.UTF8));
    }
    return NewKey.named(kind)
        .map(known -> known.generate().pkcs8())
        .orElseThrow(
            () ->
                new CliException(
                    ExitCode.USAGE,
                    new Sentence(context.wording().text("cli.new-key", Map.of("text", kind)), "")));
  }

  /// Prints the public half of a pair that was made here, for the platform.
  void showWhatWasMade(Credential stored, CommandContext context) {
    if (generate.isPresent()) {
      stored.key().publicPem().ifPresent(pem -> context.print(pem.strip()));
    }
  }

  private static void refuseUnusable(ImportLook look, CommandContext context) throws CliException {
    for (ImportLook.SeenFile file : look.files()) {
      if (file.badge() == ImportLook.Badge.REFUSED || file.badge() == ImportLook.Badge.PUBLIC) {
        String detail = file.choices().size() < 2 ? file.detail() : choices(file, context);
        Sentence sentence = new Sentence(file.name() + ": " + file.what(), detail);
        throw new CliException(ExitCode.DAMAGED, sentence);
      }
    }
  }

  /// The keys of which a person has to name one, by their numbers.
  private static String choices(ImportLook.SeenFile file, CommandContext context) {
    Wording wording = context.wording();
    var lines = new StringJoiner("\n", wording.text("cli.key-number") + "\n", "");
    int number = 0;
    for (KeyDescription key : file.choices()) {
      number++;
      String print = key.fingerprint().map(known -> ", " + wording.fingerprint(known)).orElse("");
      lines.add("  " + number + "  " + wording.key(key) + print);
    }
    return lines.toString();
  }
}
