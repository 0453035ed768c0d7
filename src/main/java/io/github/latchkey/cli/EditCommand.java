package io.github.latchkey.cli;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.CredentialEdit;
import io.github.latchkey.app.Edited;
import io.github.latchkey.app.ImportLook;
import io.github.latchkey.app.ReplacedKey;
import io.github.latchkey.app.TimeText;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.fault.FaultException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey edit`: changes what is known of a credential.
@Command(
    name = "edit",
    description = "Change a credential. An empty value takes a field, note, … away.")
final class EditCommand extends CliCommand {

  @Parameters(paramLabel = "NAME")
  String name;

  @Option(names = "--name", paramLabel = "NEW", description = "Another name.")
  Optional<String> newName = Optional.empty();

  @ArgGroup(
      heading = "Another key, which takes the place of the one before:%n",
      exclusive = true,
      multiplicity = "0..1")
  KeySource key;

  @Mixin KeyDetails details;

  @Option(
      names = "--field",
      paramLabel = "ID=VALUE",
      description = "A field of the platform, such as app or consumerId.")
  Map<String, String> fields = new LinkedHashMap<>();

  @Option(names = "--environment", paramLabel = "E", description = "production, staging, …")
  Optional<String> environment = Optional.empty();

  @Option(names = "--tag", paramLabel = "T", description = "One more tag; may be given again.")
  List<String> tags = new ArrayList<>();

  @Option(names = "--no-tag", paramLabel = "T", description = "A tag to take away.")
  List<String> noTags = new ArrayList<>();

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

  @Override
  int run(CommandContext context) throws Exception {
    Optional<LocalDate> date = date(); // before a password is asked for
    if (key == null) {
      details.refuseWithoutKey(context);
    }
    Optional<SecretEncoding> secretEncoding = SecretEncodings.read(details.encoding, context);
    try (VaultSession session = context.openVault()) {
      Credential credential = session.named(name);
      CredentialEdit wanted = wanted(credential, date);
      boolean replaced = key != null && replaceKey(session, credential, secretEncoding, context);
      Edited edited = session.editing().edit(credential, wanted);
      new SaveReport(session, context).tell(edited.saved());
      String said = replaced || edited.saved().isPresent() ? "cli.edit.saved" : "cli.edit.same";
      context.note(context.wording().text(said, Map.of("name", edited.credential().name())));
    }
    return ExitCode.DONE;
  }

  private boolean replaceKey(
      VaultSession session,
      Credential credential,
      Optional<SecretEncoding> chosen,
      CommandContext context)
      throws FaultException, CliException {
    Optional<SecretEncoding> understood =
        chosen.or(() -> Optional.of(credential.platform().key().encoding()));
    try (ImportLook look = key.look(details, understood, context)) {
      ReplacedKey replaced =
          context.parts().importing().replaceKey(session, look, credential, chosen);
      new SaveReport(session, context).tell(replaced.edited().saved());
      if (replaced.edited().saved().isPresent()) {
        Map<String, Object> facts =
            Map.of(
                "name", credential.name(),
                "key", context.wording().key(replaced.edited().credential().key().description()),
                "algorithm", replaced.tested().name());
        context.note(context.wording().text("cli.edit.key", facts));
        context.note(context.wording().text("cli.add.tested", facts));
        key.showWhatWasMade(replaced.edited().credential(), context);
      }
      replaced
          .sameKeyAs()
          .ifPresent(
              other ->
                  context.warn(context.wording().text("import.same-key", Map.of("name", other))));
      return replaced.edited().saved().isPresent();
    }
  }

  private CredentialEdit wanted(Credential credential, Optional<LocalDate> date) {
    Map<String, String> wantedFields = new HashMap<>(credential.fields());
    wantedFields.putAll(fields);
    List<String> wantedTags = new ArrayList<>(credential.tags());
    wantedTags.removeAll(noTags);
    wantedTags.addAll(tags);
    return new CredentialEdit(
        newName.orElse(credential.name()),
        environment.or(credential::environment),
        wantedFields,
        wantedTags,
        note.or(credential::note),
        rotateBy.isPresent() ? date : credential.rotateBy());
  }

  private Optional<LocalDate> date() throws FaultException {
    String text = rotateBy.orElse("");
    return text.isEmpty() ? Optional.empty() : Optional.of(TimeText.date(text));
  }
}
