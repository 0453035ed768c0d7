package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.Credential;
import io.github.latchkey.app.ExportForm;
import io.github.latchkey.app.ExportForm.Part;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Wording;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What `latchkey export` is asked for: which part of a key, in which form.
///
/// @param format as typed; the usual one of the part where nothing was
/// @param secretPart whether the private key or the secret is meant, not the public key
/// @param encrypted whether a passphrase is to open it
record ExportChoice(Optional<String> format, boolean secretPart, boolean encrypted) {

  /// The form for this credential. What the command line alone can tell is refused with what it
  /// should have said, everything else with FORM_UNFIT and the forms that there are.
  ExportForm of(Credential credential, Wording wording) throws AppException, CliException {
    Part part =
        !secretPart ? Part.PUBLIC : credential.key().isSecret() ? Part.SECRET : Part.PRIVATE;
    if (part == Part.PUBLIC && credential.key().isSecret()) {
      throw refused("cli.export.no-public", credential, wording);
    }
    String wanted = format.map(ExportChoice::plainName).orElse(usual(part));
    if (part == Part.PUBLIC && isThere(f -> f.part() != part, wanted, credential)) {
      if (!isThere(f -> f.part() == part, wanted, credential)) {
        throw refused("cli.export.private-only", credential, wording);
      }
    }
    if (encrypted && !isThere(f -> f.part() == part && f.isEncrypted(), wanted, credential)) {
      if (isThere(f -> f.part() == part, wanted, credential)) {
        throw refused("cli.export.not-encrypted", credential, wording);
      }
    }
    return forms(credential)
        .filter(form -> form.part() == part && form.format().equals(wanted))
        .filter(form -> form.isEncrypted() == (encrypted || form == ExportForm.PKCS12))
        .findFirst()
        .orElseThrow(() -> unfit(credential, part));
  }

  /// PKCS#8 is what PEM of a private key holds.
  private static String plainName(String typed) {
    String name = typed.toLowerCase(Locale.ROOT);
    return name.equals("pkcs8") ? "pem" : name;
  }

  private static String usual(Part part) {
    return part == Part.SECRET ? "text" : "pem";
  }

  private boolean isThere(Predicate<ExportForm> what, String wanted, Credential credential) {
    boolean pkcs8 = format.filter("pkcs8"::equalsIgnoreCase).isPresent();
    return forms(credential)
        .filter(form -> !pkcs8 || form.part() == Part.PRIVATE)
        .anyMatch(form -> form.format().equals(wanted) && what.test(form));
  }

  private static Stream<ExportForm> forms(Credential credential) {
    return Arrays.stream(ExportForm.values()).filter(form -> form.fits(credential.key()));
  }

  private AppException unfit(Credential credential, Part part) {
    return new AppException(
        AppException.Kind.FORM_UNFIT,
        Map.of(
            "name",
            credential.name(),
            "format",
            format.orElse(""),
            "known",
            forms(credential)
                .filter(form -> form.part() == part)
                .map(ExportForm::format)
                .distinct()
                .toList()));
  }

  private CliException refused(String key, Credential credential, Wording wording) {
    var facts = Map.of("name", credential.name(), "format", format.orElse(""));
    return new CliException(
        ExitCode.USAGE,
        new Sentence(wording.text(key, facts), wording.text(key + ".advice", facts)));
  }
}
