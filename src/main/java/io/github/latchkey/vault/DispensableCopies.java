package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Which copies beside a vault may go: those that open with its data key and have no value which is
/// neither in the vault nor in a copy that was asked for before and stays. Who went before whom
/// does not tell it, since a restore leaves values behind.
final class DispensableCopies {

  private final VaultContents contents;
  private final SecretBytes dataKey;
  private final Set<Stamp> inCopiesThatStay = new HashSet<>();

  /// Both stay the caller's.
  DispensableCopies(VaultContents contents, SecretBytes dataKey) {
    this.contents = contents;
    this.dataKey = dataKey;
  }

  /// Decrypts the copy, unless the vault read or wrote that save itself since it was opened.
  boolean includes(Path copy, FileState save) {
    return contents.holds(save.header().salt()) || hasNothingOfItsOwn(copy);
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
