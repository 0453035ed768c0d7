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
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.RecoveryKey;
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

  private static final int LARGEST_PASSWORD_FILE = 8 * 1024;
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
    session.warnings().forEach(warning -> warn(wording().warning(warning).whole()));
    return session;
  }

  /// Opens this file in the same way, and says nothing.
  VaultSession open(Path file) throws FaultException, CliException {
    if (options.recoveryKeyFile.isPresent()) {
      byte[] bytes = InputFile.read(options.recoveryKeyFile.get(), LARGEST_PASSWORD_FILE);
      CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
      int start = decoded.hasRemaining() && decoded.get(0) == '\uFEFF' ? 1 : 0;
      char[] typed = Arrays.copyOfRange(decoded.array(), start, decoded.limit());
      Arrays.fill(decoded.array(), '\0');
      Arrays.fill(bytes, (byte) 0);
      try (RecoveryKey key = RecoveryKey.read(typed)) {
        return VaultSession.open(file, key, parts);
      }
    }
    // What the file itself has against being opened is said before anybody types a password.
    LockedVault.read(file);
    try (Passphrase password =
        password(wording().text("cli.password", Map.of("file", file.getFileName())))) {
      return VaultSession.open(file, password, parts);
    }
  }

  /// Opens the vault where that needs no asking, or a person is there to ask; a vault that
  /// `--vault` names must open.
  Optional<VaultSession> openVaultIfPossible(boolean inputTaken)
      throws FaultException, CliException {
    boolean offered =
        options.passwordFile.isPresent()
            || options.passwordStdin
            || options.recoveryKeyFile.isPresent();
    boolean named = options.vault.isPresent();
    if (!named && !Files.exists(vaultFile())) {
      return Optional.empty();
    }
    if (offered || (canAsk() && !inputTaken)) {
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
      password =
          Passphrase.takeFirstLine(
              InputFile.read(options.passwordFile.get(), LARGEST_PASSWORD_FILE));
    } else if (options.passwordStdin) {
      password = Passphrase.takeFirstLine(InputFile.read(terminal.in(), LARGEST_PASSWORD_FILE));
    } else if (canAsk()) {
      UnlockWarmUp.start();
      password = terminal.askPassword(prompt).flatMap(Passphrase::take);
    } else {
      throw noPassword();
    }
    return password.orElseThrow(
        () -> new AppException(AppException.Kind.PASSWORD_UNUSABLE, Map.of()));
  }

  private CliException noPassword() {
    return new CliException(
        ExitCode.LOCKED,
        new Sentence(wording().text("cli.no-password"), wording().text("cli.no-password.advice")));
  }

  /// Whether a question may be asked.
  boolean canAsk() {
    return terminal.isInteractive() && !options.noInput;
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
    Sentence sentence = wording().finding(finding);
    String label =
        wording().text("severity." + finding.severity().name().toLowerCase(java.util.Locale.ROOT));
    String head =
        colored(finding.severity(), label)
            + " ".repeat(Math.max(1, 9 - label.length()))
            + sentence.what();
    return sentence.advice().isEmpty()
        ? head
        : head + System.lineSeparator() + " ".repeat(9) + sentence.advice();
  }
}
