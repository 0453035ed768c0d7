package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What other files of an open vault hold, read with its data key: the save in its place, copies,
/// backups. All parts stay the caller's, who looks at one moment of the vault with it.
///
/// @param file where the vault lies
/// @param header the save that it goes back to, with all slots that it knows
record OtherSaves(
    Path file, Disk disk, SecretBytes dataKey, VaultHeader header, VaultContents contents) {

  /// A save that was merged.
  ///
  /// @param ahead whether it lacks something that is here
  record Taken(FileState state, MergeReport report, boolean ahead) {}

  /// Merges a save of this vault.
  Taken takeIn(Path save) throws VaultException {
    try (VaultFile other = VaultFile.open(save)) {
      if (!other.state().header().sharesKeyWith(header)) {
        throw VaultException.of(Kind.VAULT_CHANGED, file);
      }
      try (ScratchMemory plain = other.decrypt(dataKey)) {
        VaultContents theirs = Plaintext.read(plain.buffer(), file);
        boolean ahead = contents.isAheadOf(theirs);
        MergeReport report = contents.mergeSaved(theirs);
        contents.hold(other.state().header().salt());
        return new Taken(other.state(), report, ahead);
      }
    }
  }

  /// What another file of this vault holds, which the caller merges; KEY_DIFFERS where it is sealed
  /// under another data key.
  VaultContents read(Path other) throws VaultException {
    try (VaultFile opened = VaultFile.open(other)) {
      VaultHeader theirs = opened.state().header();
      requireSameVault(theirs, other);
      if (!theirs.sharesKeyWith(header)) {
        throw VaultException.of(Kind.KEY_DIFFERS, other);
      }
      try (ScratchMemory plain = opened.decrypt(dataKey)) {
        return following(Plaintext.read(plain.buffer(), other), theirs);
      }
    }
  }

  /// The same for a vault that was opened with a key of its own, which stays as it is.
  VaultContents read(OtherSaves other) throws VaultException {
    requireSameVault(other.header, other.file);
    try (ScratchMemory plain = Plaintext.write(other.contents, other.file)) {
      return following(Plaintext.read(plain.buffer().rewind(), other.file), other.header);
    }
  }

  private void requireSameVault(VaultHeader other, Path place) throws VaultException {
    if (!other.vault().equals(header.vault())) {
      throw VaultException.of(Kind.ANOTHER_VAULT, place);
    }
  }

  private static VaultContents following(VaultContents read, VaultHeader save) {
    read.remember(save.ancestor());
    return read;
  }

  /// Saves of this vault that lie beside it and hold something that it lacks, each of them
  /// authentic. Empty where the folder cannot be read.
  List<VaultCopy> unmerged() {
    var ancestry = new Ancestry(header, contents.ancestors());
    try {
      return new VaultCopies(file, disk)
          .unmerged(header, ancestry).stream()
              .filter(this::isAhead)
              .map(copy -> VaultCopies.look(copy, Optional.of(header)))
              .toList();
    } catch (IOException unreadable) {
      return List.of(); // what can be offered is offered; opening does not depend on it
    }
  }

  /// A copy that has nothing new, as those have that were sealed again under a new data key, counts
  /// as an ancestor from now on.
  private boolean isAhead(Path copy) {
    try (VaultContents theirs = read(copy)) {
      boolean ahead = theirs.isAheadOf(contents);
      if (!ahead) {
        contents.remember(VaultFile.state(copy).header().ancestor());
      }
      return ahead;
    } catch (VaultException notAuthentic) {
      return false;
    }
  }

  /// What can be said about a copy or backup with this vault's key: sound means that it opens.
  VaultCopy check(Path copy) {
    VaultCopy looked = VaultCopies.look(copy, Optional.of(header));
    if (looked.soundness() != VaultCopy.Soundness.SOUND) {
      return looked;
    }
    try (VaultFile opened = VaultFile.open(copy);
        ScratchMemory plain = opened.decrypt(dataKey)) {
      Plaintext.read(plain.buffer(), copy).close();
      return looked;
    } catch (VaultException doesNotOpen) {
      return looked.as(VaultCopy.Soundness.DAMAGED);
    }
  }

  /// Whether the other got a new data key after it gave up this one's.
  boolean isGivenUpBy(OtherSaves other) {
    return other.contents.hasRetired(header.commit()) && other.header.epoch() > header.epoch();
  }
}
