package io.github.latchkey.cli;

import io.github.latchkey.app.VaultSession;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// Opens a vault with what the options offer (keyring, recovery key, key file, password file), else
/// with a password that is asked for.
record VaultOpening(CommandContext context) {

  private static final int LARGEST_RECOVERY_FILE = 8 * 1024;

  VaultSession open(Path file) throws FaultException, CliException {
    if (context.options().keyring) {
      var keyring = new Unlocking.FromKeyring(context.parts().keyring());
      return VaultSession.open(LockedVault.read(file), keyring, context.parts());
    }
    return open(file, (locked, with) -> VaultSession.open(locked, with, context.parts()));
  }

  /// For changing the ways in: the password just typed is the confirmation, which a keyring that
  /// answers by itself could not be.
  VaultSession.Confirmed openConfirmed(Path file) throws FaultException, CliException {
    return open(file, (locked, with) -> VaultSession.openConfirmed(locked, with, context.parts()));
  }

  /// What is done with a vault and what opens it.
  @FunctionalInterface
  private interface Use<T> {
    T open(LockedVault locked, Unlocking with) throws VaultException;
  }

  private <T> T open(Path file, Use<T> use) throws FaultException, CliException {
    // What the file itself has against being opened is said before anybody types a password.
    LockedVault locked = LockedVault.read(file);
    GlobalOptions options = context.options();
    if (options.recoveryKeyFile.isPresent()) {
      try (RecoveryKey key = recoveryKey(options.recoveryKeyFile.get())) {
        return use.open(locked, new Unlocking.Recovery(key));
      }
    }
    if (options.unlockKeyFile.isPresent()) {
      try (KeyFile keyFile = KeyFile.read(options.unlockKeyFile.get())) {
        LockedVault accepted = accepted(locked, Optional.of(keyFile));
        try (Passphrase password = password(file)) {
          return use.open(accepted, new Unlocking.PasswordAndFile(password, keyFile));
        }
      }
    }
    LockedVault accepted = accepted(locked, Optional.empty());
    try (Passphrase password = password(file)) {
      return use.open(accepted, new Unlocking.Password(password));
    }
  }

  private Passphrase password(Path file) throws FaultException, CliException {
    var fileName = Map.of("file", file.getFileName());
    return context.password(context.wording().text("cli.password", fileName));
  }

  /// Asks the person whether a vault may take that much memory; refused where nobody can be asked.
  private LockedVault accepted(LockedVault locked, Optional<KeyFile> keyFile)
      throws VaultException {
    try {
      locked.requirePasswordSlot(keyFile);
      return locked;
    } catch (VaultException dear) {
      if (dear.kind() == VaultException.Kind.VAULT_COST_HIGH
          && context.canAsk()
          && context.terminal().agrees(context.wording().text("cli.vault.dear", dear.facts()))) {
        return locked.acceptingCost();
      }
      throw dear;
    }
  }

  /// The recovery key in a file; the caller closes it.
  static RecoveryKey recoveryKey(Path file) throws FaultException {
    byte[] bytes = InputFile.read(file, LARGEST_RECOVERY_FILE);
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    int start = decoded.hasRemaining() && decoded.get(0) == '\uFEFF' ? 1 : 0;
    char[] typed = Arrays.copyOfRange(decoded.array(), start, decoded.limit());
    Arrays.fill(decoded.array(), '\0');
    Arrays.fill(bytes, (byte) 0);
    return RecoveryKey.read(typed);
  }
}
