package io.github.latchkey.vault;

/// What somebody was typing when a vault was locked, sealed for that vault: only
/// [Vault#open(SealedDraft)] reads it, after the vault was unlocked again. It is kept in memory,
/// not in a file.
public final class SealedDraft {

  private final String vault;
  private final byte[] salt;
  private final byte[] sealed;

  SealedDraft(String vault, byte[] salt, byte[] sealed) {
    this.vault = vault;
    this.salt = salt;
    this.sealed = sealed;
  }

  String vault() {
    return vault;
  }

  byte[] salt() {
    return salt;
  }

  byte[] sealed() {
    return sealed;
  }
}
