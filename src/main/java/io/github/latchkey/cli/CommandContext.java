package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.Severity;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.json.Json;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.UnlockWarmUp;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a command works with: the parts, the terminal, and the options that all commands share.
record CommandContext(
    Latchkey parts, Terminal terminal, GlobalOptions options, Map<String, String> environment) {

  static final int LARGEST_PASSWORD_FILE = 8 * 1024;
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\x7f-\\x9f\\u2028\\u2029]");

  Wording wording() {
    return parts.wording();
  }

  /// The vault's file: as named, else from the environment, else the usual one.
  Path vaultFile() {
    return namedVault().orElseGet(() -> parts.folders().usualVault());
  }

  private Optional<Path> namedVault() {
    return options.vault.or(
        () ->
            Optional.ofNullable(environment.get("LATCHKEY_VAULT"))
                .filter(name -> !name.isBlank())
                .map(Path::of));
  }

  /// Opens the vault with what the options offer, else with a password that is asked for, and says
  /// what is to be said about it.
  VaultSession openVault() throws FaultException, CliException {
    VaultSession session = open(vaultFile());
    told(session);
    return session;
  }

  /// Opens this file in the same way, and says nothing.
  VaultSession open(Path file) throws FaultException, CliException {
    return new VaultOpening(this).open(file);
  }

  /// Opens the vault to change its ways in: what it was opened with is the confirmation.
  VaultSession.Confirmed openVaultConfirmed() throws FaultException, CliException {
    VaultSession.Confirmed opened = new VaultOpening(this).openConfirmed(vaultFile());
    told(opened.session());
    return opened;
  }

  private void told(VaultSession session) {
    session.warnings().forEach(warning -> warn(wording().warning(warning).whole()));
  }

  /// Opens the vault where that needs no asking, or a person is there to ask; a vault that
  /// `--vault` names must open.
  Optional<VaultSession> openVaultIfPossible(boolean inputTaken)
      throws FaultException, CliException {
    boolean offered =
        options.passwordFile.isPresent()
            || options.passwordStdin
            || options.keyring
            || options.recoveryKeyFile.isPresent();
    boolean named = options.vault.isPresent();
    if (!named && !Files.exists(vaultFile())) {
      return Optional.empty();
    }
    if (offered || (terminal.isInteractive() && !options.noInput && !inputTaken)) {
      return Optional.of(openVault());
    }
    if (named) {
      LockedVault.read(vaultFile());
      throw noPassword();
    }
    note(wording().text("cli.without-vault"));
    return Optional.empty();
  }

  /// The password from a file, standard input or the terminal; the caller closes it.
  Passphrase password(String prompt) throws AppException, CliException {
    Optional<Passphrase> password;
    if (options.passwordFile.isPresent()) {
      return passwordIn(options.passwordFile.get());
    } else if (options.passwordStdin) {
      password = Passphrase.takeFirstLine(InputFile.read(terminal.in(), LARGEST_PASSWORD_FILE));
    } else if (canAsk()) {
      UnlockWarmUp.start();
      password = terminal.askPassword(prompt).flatMap(Passphrase::take);
    } else {
      throw noPassword();
    }
    return password.orElseThrow(CommandContext::unusable);
  }

  /// The password in the first line of a file; the caller closes it.
  Passphrase passwordIn(Path file) throws AppException {
    return Passphrase.takeFirstLine(InputFile.read(file, LARGEST_PASSWORD_FILE))
        .orElseThrow(CommandContext::unusable);
  }

  /// A password that begins: from a file, else typed twice; the caller closes it.
  Passphrase newPassword(Optional<Path> file) throws AppException, CliException {
    if (file.isPresent()) {
      return passwordIn(file.get());
    }
    if (!canAsk()) {
      throw noPassword();
    }
    Passphrase password =
        terminal
            .askPassword(wording().text("cli.init.password"))
            .flatMap(Passphrase::take)
            .orElseThrow(CommandContext::unusable);
    try (Passphrase again =
        terminal
            .askPassword(wording().text("cli.init.again"))
            .flatMap(Passphrase::take)
            .orElseThrow(CommandContext::unusable)) {
      if (password.utf8().sameAs(again.utf8())) {
        return password;
      }
      password.close();
      throw new CliException(ExitCode.USAGE, new Sentence(wording().text("cli.vault.differ"), ""));
    } catch (AppException refused) {
      password.close();
      throw refused;
    }
  }

  /// What was given is no password.
  static AppException unusable() {
    return new AppException(AppException.Kind.PASSWORD_UNUSABLE, Map.of());
  }

  private CliException noPassword() {
    return new CliException(
        ExitCode.LOCKED,
        new Sentence(wording().text("cli.no-password"), wording().text("cli.no-password.advice")));
  }

  /// Whether a question may be asked.
  boolean canAsk() {
    return terminal.canAsk() && !options.noInput;
  }

  /// One line of result.
  void print(String line) {
    terminal.out().println(line);
  }

  /// A JSON document of result. What a terminal would obey or hide is written as an escape, which
  /// reads back as the same text.
  void print(Json json) {
    String escaped =
        UNSEEN
            .matcher(json.compact())
            .replaceAll(
                unseen ->
                    unseen
                        .group()
                        .chars()
                        .mapToObj(unit -> String.format("\\\\u%04x", unit))
                        .collect(Collectors.joining()));
    terminal.out().println(escaped);
  }

  /// One line of result from characters that must not become a String; the array is wiped.
  void printSecret(char[] characters) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
    terminal.out().write(bytes.array(), 0, bytes.limit());
    terminal.out().println();
    terminal.out().flush();
    Arrays.fill(bytes.array(), (byte) 0);
    Arrays.fill(characters, '\0');
  }

  /// Result as it is, byte for byte; at a terminal text ends its line. The secret stays the
  /// caller's.
  void printBytes(SecretBytes result, boolean isText) {
    result.lend(
        bytes -> {
          terminal.out().write(bytes, 0, bytes.length);
          boolean isOpen = bytes.length > 0 && bytes[bytes.length - 1] != '\n';
          if (isText && isOpen && terminal.isInteractive()) {
            terminal.out().println();
          }
          terminal.out().flush();
          return bytes.length;
        });
  }

  /// A remark, which `--quiet` keeps away.
  void note(String line) {
    if (!options.quiet) {
      terminal.err().println(line);
    }
  }

  /// A warning or an error, which `--quiet` does not keep away.
  void warn(String line) {
    terminal.err().println(line);
  }

  /// Text in the colour of a severity, where colours are wanted.
  String colored(Severity severity, String text) {
    String code =
        switch (severity) {
          case ERROR -> "31";
          case WARNING -> "33";
          case INFO -> "36";
        };
    return hasColor() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private boolean hasColor() {
    return switch (options.color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          terminal.isInteractive()
              && Optional.ofNullable(environment.get("NO_COLOR")).orElse("").isEmpty();
    };
  }

  /// A finding in one or two lines, its severity in front.
  String shown(Finding finding) {
    return shown(finding.severity(), wording().finding(finding));
  }

  /// A sentence in one or two lines, how bad it is in front.
  String shown(Severity severity, Sentence sentence) {
    String label = wording().text("severity." + severity.name().toLowerCase(java.util.Locale.ROOT));
    String head =
        colored(severity, label) + " ".repeat(Math.max(1, 9 - label.length())) + sentence.what();
    return sentence.advice().isEmpty()
        ? head
        : head + System.lineSeparator() + " ".repeat(9) + sentence.advice();
  }
}
