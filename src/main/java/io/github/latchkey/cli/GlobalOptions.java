package io.github.latchkey.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every command takes.
final class GlobalOptions {

  @Option(
      names = "--vault",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The vault; otherwise LATCHKEY_VAULT, or the one in your data folder.")
  Optional<Path> vault = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Read the vault's password from the first line of this file.")
  Optional<Path> passwordFile = Optional.empty();

  @Option(
      names = "--password-stdin",
      scope = ScopeType.INHERIT,
      description = "Read the vault's password from the first line of standard input.")
  boolean passwordStdin;

  @Option(
      names = "--recovery-key-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Open the vault with the recovery key in this file.")
  Optional<Path> recoveryKeyFile = Optional.empty();

  @Option(
      names = "--unlock-key-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Open the vault with its password and this key file together.")
  Optional<Path> unlockKeyFile = Optional.empty();

  @Option(
      names = "--keyring",
      scope = ScopeType.INHERIT,
      description = "Open the vault with this computer's keyring (quick unlock).")
  boolean keyring;

  @Option(names = "--no-input", scope = ScopeType.INHERIT, description = "Never ask; fail instead.")
  boolean noInput;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Write results and errors only.")
  boolean quiet;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      description = "auto, always or never (also: NO_COLOR).")
  Color color = Color.AUTO;
}
