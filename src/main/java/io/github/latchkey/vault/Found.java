package io.github.latchkey.vault;

/// What lies at a vault's name when it is about to be saved.
sealed interface Found {

  /// Nothing.
  record Nothing() implements Found {}

  /// A whole vault, whichever.
  record Save(FileState state) implements Found {}

  /// A file that is no whole vault, and why.
  record Unusable(VaultException why) implements Found {}
}
