package io.github.latchkey.vault;

/// What happens where a copy is restored that is sealed under an earlier data key than the vault in
/// whose place it goes, so that the passwords and slots of its time would count again.
public enum EarlierKey {
  /// It is not restored.
  REFUSED,
  /// It is restored all the same: a person has said so, who cannot open the vault of now.
  COUNTS_AGAIN
}
