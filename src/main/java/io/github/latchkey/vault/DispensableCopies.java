package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Which copies beside a vault may go: those that open with its data key and have no value which is
/// neither in the vault nor in a copy that was asked for before and stays. Who went before whom
/// does not tell it, since a restore leaves values behind.
final class DispensableCopies {

  private final VaultHeader current;
  private final VaultContents contents;
  private final SecretBytes dataKey;
  private final Set<Stamp> inCopiesThatStay = new HashSet<>();

  /// All stay the caller's.
  ///
  /// @param current the save that the contents were just written with
  DispensableCopies(VaultHeader current, VaultContents contents, SecretBytes dataKey) {
    this.current = current;
    this.contents = contents;
    this.dataKey = dataKey;
  }

  /// Whether a save has this vault's data key: without it no copy may go, whatever it holds.
  boolean mayInclude(FileState save) {
    return save.header().sharesKeyWith(current);
  }

  /// Decrypts the copy, unless the vault read or wrote that save itself since it was opened.
  ///
  /// @param save what was read from the copy a moment ago
  boolean includes(Path copy, FileState save) {
    return mayInclude(save) && (contents.holds(save.header().salt()) || hasNothingOfItsOwn(copy));
  }

  private boolean hasNothingOfItsOwn(Path copy) {
    try (VaultFile file = VaultFile.open(copy)) {
      if (!file.state().header().isCommittedTo(dataKey)) {
        return false;
      }
      try (ScratchMemory plain = file.decrypt(dataKey);
          VaultContents held = Plaintext.read(plain.buffer(), copy)) {
        Set<Stamp> own = held.valuesBeyond(contents);
        boolean nothingOfItsOwn = inCopiesThatStay.containsAll(own);
        inCopiesThatStay.addAll(own);
        return nothingOfItsOwn;
      }
    } catch (VaultException cannotBeTold) {
      return false;
    }
  }
}
