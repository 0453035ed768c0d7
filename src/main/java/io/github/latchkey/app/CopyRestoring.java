package io.github.latchkey.app;

import io.github.latchkey.vault.EarlierKey;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.RestoredVault;
import io.github.latchkey.vault.SaveMark;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.Vault;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Path;
import java.util.Optional;

/// Puts copies and backups of an open vault in its place. Reads and writes files: not for a thread
/// that draws.
public final class CopyRestoring {

  private final Vault vault;
  private final Latchkey parts;

  CopyRestoring(Vault vault, Latchkey parts) {
    this.vault = vault;
    this.parts = parts;
  }

  /// Makes a copy or backup under this vault's data key the newest save at `target` (mostly this
  /// session's own file), and opens that; what lay there is kept as a copy. This session stays as
  /// it is, and shows the state before: close it. See [Vault#restore(Path, Path)].
  ///
  /// RESTORE_UNDOES_ROTATION also where this computer saw the copy's data key given up, whatever
  /// the copy says of itself.
  public Restored restore(Path copy, Path target) throws VaultException {
    if (parts.memory().gaveUp(LockedVault.read(copy).mark())) {
      throw VaultException.restoreUndoesRotation(copy, target);
    }
    return restored(vault.restore(copy, target));
  }

  /// The same, where a person has decided that passwords of the copy's time count again; see
  /// [Vault#restore(Path, Path, EarlierKey)].
  public Restored restoreWithItsPasswords(Path copy, Path target) throws VaultException {
    RestoredVault restored = vault.restore(copy, target, EarlierKey.COUNTS_AGAIN);
    Vault opened = restored.vault();
    parts.memory().noteDecided(opened.summary().file(), opened.mark());
    return new Restored(new VaultSession(opened, parts), restored.saved());
  }

  /// Makes what a copy holds that was opened on its own the newest save of this session's vault,
  /// whose passwords stay; see [Vault#restore(Vault)].
  public Restored restore(VaultSession copy) throws VaultException {
    return restored(vault.restore(copy.vault()));
  }

  /// What a person asked for is no surprise to them; but a data key that is not the one last seen
  /// here is told of.
  private Restored restored(RestoredVault restored) {
    Vault opened = restored.vault();
    Path place = opened.summary().file();
    SaveMark mark = opened.mark();
    Optional<SaveMark> newest = parts.memory().newest(mark.vaultId(), place);
    if (newest.filter(seen -> seen.commit().equals(mark.commit())).isPresent()) {
      parts.memory().note(place, mark);
    }
    return new Restored(new VaultSession(opened, parts), restored.saved());
  }

  /// A session on a vault that was restored. Closing it closes the session.
  ///
  /// @param saved what placing it did, which a person has to be told
  public record Restored(VaultSession session, SaveOutcome saved) implements AutoCloseable {

    @Override
    public void close() {
      session.close();
    }
  }
}
