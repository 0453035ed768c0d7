package io.github.latchkey.cli;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.ExportForm;
import io.github.latchkey.app.KeyExport;
import io.github.latchkey.app.OwnerOnlyFile;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey export`: a credential's public key; with `--private` the private key or the secret,
/// for which a keyring does not do.
@Command(
    name = "export",
    description = {
      "Write the public key of a credential; with --private its private key or its secret.",
      "--private takes the vault's password or recovery key, also where a keyring opens the vault,"
          + " and wants to be told where to write."
    })
final class ExportCommand extends CliCommand {

  private static final Path STANDARD = Path.of("-");

  @Parameters(paramLabel = "NAME")
  String name;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description =
          "pem, der, jwk or jwks; of a private key pem (also called pkcs8), der, pkcs1, pkcs1-der,"
              + " jwk or pkcs12; of a secret text, raw, base64, base64url, hex or jwk.")
  Optional<String> format = Optional.empty();

  /// Which half of the key.
  static final class Half {
    @Option(names = "--public", description = "The public key, as without this option.")
    boolean isPublic;

    @Option(names = "--private", description = "The private key or the secret itself.")
    boolean isPrivate;
  }

  @ArgGroup Half half = new Half();

  @Option(
      names = "--encrypt",
      description = "A passphrase opens what is written; it is asked for twice.")
  boolean encrypt;

  @Option(
      names = "--key-password-file",
      paramLabel = "FILE",
      description = "The first line is that passphrase.")
  Optional<Path> keyPassword = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where it goes; - is standard output.")
  Optional<Path> output = Optional.empty();

  @Option(names = "--force", description = "Replace the output file where it exists.")
  boolean force;

  @Override
  int run(CommandContext context) throws Exception {
    Optional<Path> file = output.filter(path -> !path.equals(STANDARD));
    if (file.isPresent()) {
      requirePlace(file.get());
    }
    if (half.isPrivate && output.isEmpty()) {
      throw misuse("cli.export.where", context);
    }
    if (!half.isPrivate && (encrypt || keyPassword.isPresent())) {
      throw misuse("cli.export.public-encrypted", context);
    }
    return half.isPrivate ? writePrivate(file, context) : writePublic(file, context);
  }

  private void requirePlace(Path file) throws Exception {
    if (force) {
      OwnerOnlyFile.requireReplaceable(file);
    } else {
      OwnerOnlyFile.requireFree(file);
    }
  }

  private int writePublic(Optional<Path> file, CommandContext context) throws Exception {
    try (VaultSession session = context.openVault()) {
      Credential credential = session.named(name);
      ExportForm form = choice().of(credential, context.wording());
      try (SecretBytes key = SecretBytes.take(new KeyExport(session).publicKey(credential, form))) {
        write(key, form, file, context);
      }
      tell("public", credential, form, file, context);
    }
    return ExitCode.DONE;
  }

  private int writePrivate(Optional<Path> file, CommandContext context) throws Exception {
    try (VaultSession.Confirmed opened = context.openVaultConfirmed()) {
      Credential credential = opened.session().named(name);
      ExportForm form = choice().of(credential, context.wording());
      Optional<SecretBytes> passphrase =
          form.isEncrypted()
              ? Optional.of(KeyPassphrase.fresh(keyPassword, context))
              : Optional.empty();
      try (SecretBytes key =
          new KeyExport(opened.session())
              .secretPart(opened.confirmation(), credential, form, passphrase)) {
        write(key, form, file, context);
      } finally {
        passphrase.ifPresent(SecretBytes::close);
      }
      tell(form.isEncrypted() ? "encrypted" : "plain", credential, form, file, context);
    }
    return ExitCode.DONE;
  }

  private ExportChoice choice() {
    return new ExportChoice(format, half.isPrivate, encrypt || keyPassword.isPresent());
  }

  private void write(SecretBytes key, ExportForm form, Optional<Path> file, CommandContext context)
      throws Exception {
    if (file.isEmpty()) {
      context.printBytes(key, form.isText());
    } else if (force) {
      OwnerOnlyFile.replace(file.get(), key);
    } else {
      OwnerOnlyFile.create(file.get(), key);
    }
  }

  private static void tell(
      String what,
      Credential credential,
      ExportForm form,
      Optional<Path> file,
      CommandContext context) {
    var facts =
        Map.of(
            "name",
            credential.name(),
            "format",
            form.format(),
            "file",
            file.map(Path::toString).orElse(context.wording().text("cli.standard-output")));
    context.note(context.wording().text("cli.export." + what, facts));
  }

  private static CliException misuse(String key, CommandContext context) {
    return new CliException(
        ExitCode.USAGE,
        new Sentence(context.wording().text(key), context.wording().text(key + ".advice")));
  }
}
