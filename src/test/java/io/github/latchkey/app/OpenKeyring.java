package io.github.latchkey.app;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Keyring;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A keyring for tests that answers whoever asks.
public final class OpenKeyring implements Keyring {

  private final Map<String, byte[]> entries = new HashMap<>();

  /// The same parts with this keyring.
  public Latchkey in(Latchkey parts) {
    return new Latchkey(
        parts.clock(),
        parts.platforms(),
        parts.wording(),
        parts.folders(),
        parts.newVaultCost(),
        this);
  }

  @Override
  public Optional<SecretBytes> find(String name) {
    return Optional.ofNullable(entries.get(name)).map(SecretBytes::copyOf);
  }

  @Override
  public void store(String name, SecretBytes secret) {
    entries.put(name, secret.lend(byte[]::clone));
  }

  @Override
  public void remove(String name) {
    entries.remove(name);
  }
}
