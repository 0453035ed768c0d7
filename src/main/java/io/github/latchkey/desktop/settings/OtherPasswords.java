package io.github.latchkey.desktop.settings;

import io.github.latchkey.app.OtherWays;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.PasswordFileSlot;
import io.github.latchkey.vault.Rotation;
import io.github.latchkey.vault.Unlocking;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The passwords of a vault beside the one that is changed: those that were typed again stay, the
/// others end. Closed with the change.
final class OtherPasswords implements AutoCloseable {

  /// What was typed for one of them.
  ///
  /// @param password none where this way in ends
  /// @param keyFile the file that belongs to it, where it wants one
  record Typed(KeySlot slot, Optional<Passphrase> password, Optional<Path> keyFile) {

    /// Whether a password was typed that needs a key file, and none was named.
    boolean lacksKeyFile() {
      return password.isPresent() && slot instanceof PasswordFileSlot && keyFile.isEmpty();
    }
  }

  private final List<Typed> typed;
  private final List<KeyFile> read = new ArrayList<>();

  /// These, which are this one's to close from now on.
  OtherPasswords(List<Typed> typed) {
    this.typed = List.copyOf(typed);
  }

  /// There are no others.
  static OtherPasswords none() {
    return new OtherPasswords(List.of());
  }

  /// How many end.
  int ending() {
    return (int) typed.stream().filter(other -> other.password().isEmpty()).count();
  }

  /// For the vault; reads the key files. What it hands out lives until this is closed.
  OtherWays ways() throws FaultException {
    Map<String, Unlocking> staying = new HashMap<>();
    var ended = new HashSet<String>();
    for (Typed other : typed) {
      if (other.password().isEmpty()) {
        ended.add(other.slot().id());
      } else {
        staying.put(other.slot().id(), unlocking(other));
      }
    }
    return new OtherWays(staying, ended, Rotation.OldCopies.REENCRYPT);
  }

  private Unlocking unlocking(Typed other) throws FaultException {
    Passphrase password = other.password().orElseThrow();
    if (!(other.slot() instanceof PasswordFileSlot) || other.keyFile().isEmpty()) {
      return new Unlocking.Password(password);
    }
    KeyFile keyFile = KeyFile.read(other.keyFile().get());
    read.add(keyFile);
    return new Unlocking.PasswordAndFile(password, keyFile);
  }

  @Override
  public void close() {
    typed.forEach(other -> other.password().ifPresent(Passphrase::close));
    read.forEach(KeyFile::close);
  }
}
