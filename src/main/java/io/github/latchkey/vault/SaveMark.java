package io.github.latchkey.vault;

/// Names one save of one vault, small enough to be remembered outside of it: the vault's id, the
/// save's generation and epoch, the commitment to its data key and its salt (base64url, as in the
/// header). None of it is secret.
public record SaveMark(String vaultId, long generation, long epoch, String commit, String salt) {}
