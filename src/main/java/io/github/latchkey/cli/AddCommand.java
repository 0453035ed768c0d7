package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.ImportLook;
import io.github.latchkey.app.ImportRequest;
import io.github.latchkey.app.Importing;
import io.github.latchkey.app.StoredImport;
import io.github.latchkey.app.TimeText;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.platform.PlatformProfile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey add`: imports a credential.
@Command(
    name = "add",
    description = "Import a credential: store its key, sign a test token with it.")
final class AddCommand extends CliCommand {

  @Parameters(paramLabel = "NAME", description = "What you will call it.")
  String name;

  @Option(
      names = "--platform",
      required = true,
      paramLabel = "ID",
      description = "See: latchkey platforms.")
  String platform;

  @ArgGroup(multiplicity = "1")
  KeySource key;

  @Mixin KeyDetails details;

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
    Optional<SecretEncoding> secretEncoding = SecretEncodings.read(details.encoding, context);
    Importing importing = context.parts().importing();
    try (ImportLook look =
        key.look(
            details, secretEncoding.or(() -> Optional.of(profile.key().encoding())), context)) {
      ImportRequest request =
          new ImportRequest(name, profile, fields, environment, tags, note, date(), secretEncoding);
      importing.checkFields(request); // before a password is asked for
      try (VaultSession session = context.openVault()) {
        StoredImport stored = importing.store(session, look, request);
        report(stored, session, context);
        key.showWhatWasMade(stored.credential(), context);
      }
      if (deleteSource) {
        deleteSources(look, context);
      }
    }
    return ExitCode.DONE;
  }

  private static void deleteSources(ImportLook look, CommandContext context) throws AppException {
    Wording wording = context.wording();
    context.parts().importing().deleteSources(look.sources());
    if (!look.sources().isEmpty()) {
      context.note(wording.text("cli.add.deleted", Map.of("files", look.sources())));
    }
    if (look.leavesKeysBehind()) {
      String left = look.usable().orElseThrow().name();
      context.warn(wording.text("cli.add.left", Map.of("file", left)));
    }
  }

  private Optional<LocalDate> date() throws Exception {
    return rotateBy.isEmpty() ? Optional.empty() : Optional.of(TimeText.date(rotateBy.get()));
  }

  private static void report(StoredImport stored, VaultSession session, CommandContext context) {
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
    new SaveReport(session, context).tell(stored.saved());
  }
}
