package io.github.latchkey.vault;

/// A vault that was made of a copy or a backup. Closing it closes the vault.
///
/// @param vault opened, the caller's to close
/// @param saved what placing it did: where it keeps what lay there. It takes no values in, so
///   nothing is merged
public record RestoredVault(Vault vault, SaveOutcome saved) implements AutoCloseable {

  @Override
  public void close() {
    vault.close();
  }
}
