package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A keyring for tests, which can be locked, or forget.
final class MemoryKeyring implements Keyring {

  private final Map<String, byte[]> entries = new TreeMap<>();
  private Optional<Reason> trouble = Optional.empty();
  private boolean keepsToItself;

  void fail(Reason reason) {
    trouble = Optional.of(reason);
  }

  /// Stores and removes, and finds nothing: it fails instead.
  void keepToItself() {
    keepsToItself = true;
  }

  void answer() {
    trouble = Optional.empty();
  }

  void forgetAll() {
    entries.clear();
  }

  Set<String> names() {
    return Set.copyOf(entries.keySet());
  }

  @Override
  public Optional<SecretBytes> find(String name) throws Trouble {
    requireAnswer();
    if (keepsToItself) {
      throw new Trouble(Reason.FAILED);
    }
    return Optional.ofNullable(entries.get(name)).map(SecretBytes::copyOf);
  }

  @Override
  public void store(String name, SecretBytes bytes) throws Trouble {
    requireAnswer();
    entries.put(name, bytes.lend(byte[]::clone));
  }

  @Override
  public void remove(String name) throws Trouble {
    requireAnswer();
    entries.remove(name);
  }

  private void requireAnswer() throws Trouble {
    if (trouble.isPresent()) {
      throw new Trouble(trouble.get());
    }
  }
}
