package io.github.latchkey.cli;

import io.github.latchkey.app.ImportLook;
import io.github.latchkey.app.ImportRequest;
import io.github.latchkey.app.Importing;
import io.github.latchkey.app.OfferedKey;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.StoredImport;
import io.github.latchkey.app.TimeText;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey add`: imports a credential.
@Command(
    name = "add",
    description = "Import a credential: store its key, sign a test token with it.")
final class AddCommand extends CliCommand {

  private static final int LARGEST_SECRET = 1 << 20;

  @Parameters(paramLabel = "NAME", description = "What you will call it.")
  String name;

  @Option(
      names = "--platform",
      required = true,
      paramLabel = "ID",
      description = "See: latchkey platforms.")
  String platform;

  @ArgGroup(multiplicity = "1")
  Key key;

  /// Where the key comes from.
  static final class Key {
    @Option(
        names = "--secret-file",
        paramLabel = "FILE",
        description = "The secret is the text of this file.")
    Optional<Path> secretFile = Optional.empty();

    @Option(names = "--secret-stdin", description = "The secret is what standard input gives.")
    boolean secretStdin;

    @Option(names = "--private-key", paramLabel = "FILE", description = "The private key, as PEM.")
    Optional<Path> privateKey = Optional.empty();
  }

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description =
          "The public key that was downloaded with it; refused if it does not belong to it.")
  Optional<Path> publicKey = Optional.empty();

  @Option(
      names = "--secret-encoding",
      paramLabel = "E",
      description = "utf8, base64, base64url or hex; otherwise as the platform has it.")
  Optional<String> encoding = Optional.empty();

  @Option(
      names = "--field",
      paramLabel = "ID=VALUE",
      description = "A field of the platform, such as app or consumerId.")
  Map<String, String> fields = new LinkedHashMap<>();

  @Option(names = "--environment", paramLabel = "E", description = "production, staging, …")
  Optional<String> environment = Optional.empty();

  @Option(
      names = "--tag",
      paramLabel = "T",
      description = "A word to find it by; may be given again.")
  List<String> tags = new ArrayList<>();

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "Anything worth knowing. Not for secrets.")
  Optional<String> note = Optional.empty();

  @Option(
      names = "--rotate-by",
      paramLabel = "DATE",
      description = "When a new key should replace it: 2027-11-03.")
  Optional<String> rotateBy = Optional.empty();

  @Option(
      names = "--delete-source",
      description = "Delete the files once the key is stored and tested.")
  boolean deleteSource;

  @Override
  int run(CommandContext context) throws Exception {
    PlatformProfile profile = context.parts().platforms().get(platform);
    Optional<SecretEncoding> secretEncoding = SecretEncodings.read(encoding, context);
    Importing importing = context.parts().importing();
    try (ImportLook look =
        look(importing, secretEncoding.or(() -> Optional.of(profile.key().encoding())), context)) {
      refuseUnusable(look, context);
      look.files().stream()
          .filter(file -> !file.detail().isEmpty())
          .forEach(file -> context.note(file.name() + ": " + file.detail()));
      ImportRequest request =
          new ImportRequest(name, profile, fields, environment, tags, note, date(), secretEncoding);
      importing.checkFields(request); // before a password is asked for
      try (VaultSession session = context.openVault()) {
        StoredImport stored = importing.store(session, look, request);
        report(stored, context);
      }
      if (deleteSource) {
        importing.deleteSources(look.sources());
        context.note(context.wording().text("cli.add.deleted", Map.of("files", look.sources())));
      }
    }
    return ExitCode.DONE;
  }

  private Optional<LocalDate> date() throws Exception {
    return rotateBy.isEmpty() ? Optional.empty() : Optional.of(TimeText.date(rotateBy.get()));
  }

  private ImportLook look(
      Importing importing, Optional<SecretEncoding> secretEncoding, CommandContext context)
      throws Exception {
    List<OfferedKey> offered = new ArrayList<>();
    key.secretFile.ifPresent(
        file -> offered.add(OfferedKey.file(file, ExpectedKey.SECRET).encodedAs(secretEncoding)));
    key.privateKey.ifPresent(file -> offered.add(OfferedKey.file(file, ExpectedKey.PRIVATE_KEY)));
    publicKey.ifPresent(file -> offered.add(OfferedKey.file(file, ExpectedKey.PUBLIC_KEY)));
    if (!key.secretStdin) {
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

  private void refuseUnusable(ImportLook look, CommandContext context) throws CliException {
    for (ImportLook.SeenFile file : look.files()) {
      if (file.badge() == ImportLook.Badge.REFUSED || file.badge() == ImportLook.Badge.PUBLIC) {
        Sentence sentence = new Sentence(file.name() + ": " + file.what(), file.detail());
        throw new CliException(ExitCode.DAMAGED, sentence);
      }
    }
  }

  private void report(StoredImport stored, CommandContext context) {
    Map<String, Object> facts =
        Map.of(
            "name", stored.credential().name(),
            "key", context.wording().key(stored.credential().key().description()),
            "algorithm", stored.tested().name());
    context.note(context.wording().text("cli.add.stored", facts));
    context.note(context.wording().text("cli.add.tested", facts));
    stored
        .sameKeyAs()
        .ifPresent(
            other ->
                context.warn(context.wording().text("import.same-key", Map.of("name", other))));
    if (stored.saved().merged()) {
      context.warn(context.wording().text("vault.merged"));
    }
    if (!stored.saved().locked()) {
      context.warn(context.wording().text("vault.no-locks"));
    }
  }
}
