package io.github.latchkey.app;

import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.MergeReport;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Path;
import java.util.Optional;

/// Brings saves of an open vault together that went apart. Reads and writes files: not for a thread
/// that draws.
public final class VaultMerging {

  private final VaultSession mine;
  private final Latchkey parts;

  VaultMerging(VaultSession mine, Latchkey parts) {
    this.mine = mine;
    this.parts = parts;
  }

  /// Takes in another file of this vault (a copy, a backup, a save that went apart) and saves.
  /// Slots and password stay this vault's.
  ///
  /// Throws ANOTHER_VAULT; KEY_DIFFERS where the file has a password of its own: open it and use
  /// [#merge(VaultSession)]; and what reading and saving throw.
  public Merged merge(Path other) throws VaultException {
    MergeReport report = mine.vault().merge(other);
    return new Merged(mine.notice(report), mine.saveIfNeeded());
  }

  /// The same with a file that was opened on its own, which stays as it is and open.
  ///
  /// MERGE_UNDOES_ROTATION where that one's password was changed after this one's: what was saved
  /// here would stay open to the earlier password. Make that one the vault, then merge this one.
  public Merged merge(VaultSession other) throws VaultException {
    if (mine.vault().isGivenUpBy(other.vault())) {
      throw VaultException.rotationUndone(mine.file(), other.file());
    }
    MergeReport report = mine.vault().merge(other.vault());
    return new Merged(mine.notice(report), mine.saveIfNeeded());
  }

  /// After VAULT_REKEYED (or VAULT_KEY_RIVAL, where the other's password is to stay): opens what
  /// lies in the vault's place with its own password, takes over what is here, and saves it there.
  /// This session is of no use then: close it, and go on with the other. Takes seconds.
  ///
  /// Throws WRONG_PASSWORD and what else opening, reading and saving throw; then this session is as
  /// it was. After VAULT_COST_HIGH ask, and come back with [LockedVault#acceptingCost()].
  ///
  /// @param locked the session's [VaultSession#file()], read again
  public Adopted adopt(LockedVault locked, Unlocking with) throws VaultException {
    VaultSession theirs = VaultSession.open(locked, with, parts);
    try {
      theirs.vault().merge(mine.vault());
      Optional<SaveOutcome> saved = theirs.saveIfNeeded();
      MergeNotice notice = mine.notice(mine.vault().merge(theirs.vault()));
      mine.vault().wasTakenOver();
      return new Adopted(theirs, notice, saved);
    } catch (VaultException | RuntimeException failed) {
      theirs.close();
      throw failed;
    }
  }

  /// What adopting did.
  ///
  /// @param session the session to go on with, which is the caller's to close
  /// @param notice what it had that was new here, with what its save merged
  /// @param saved the save of what was here, where it was new there
  public record Adopted(VaultSession session, MergeNotice notice, Optional<SaveOutcome> saved) {}

  /// After VAULT_KEY_RIVAL, where the password of this session is to stay: saves over the rival,
  /// which is kept as [SaveOutcome#outvoted()]; [#merge(VaultSession)] takes in what it holds.
  public SaveOutcome saveOverRival() throws VaultException {
    SaveOutcome outcome = mine.vault().saveOverRival();
    mine.wasDecided();
    return outcome;
  }

  /// What a merge on demand did; nothing was saved where nothing was new.
  public record Merged(MergeNotice notice, Optional<SaveOutcome> saved) {}
}
