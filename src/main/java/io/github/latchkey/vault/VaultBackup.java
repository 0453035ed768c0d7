package io.github.latchkey.vault;

import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Writes a vault, sealed as it is, to another place.
final class VaultBackup {

  private final Path target;
  private final Disk disk;
  private final VaultFolder names;
  private final VaultCopies copies;

  private VaultBackup(Path target, Disk disk) {
    this.target = target;
    this.disk = disk;
    this.names = new VaultFolder(target);
    this.copies = new VaultCopies(target, disk);
  }

  /// Writes `vault` to `target`, reads it back and compares; what lies there is replaced in one
  /// step, and only where it is an older backup of the same vault, or with `force`. An older one
  /// may have gone apart from the vault, which only the key could tell: it is kept as a copy beside
  /// the target, unless the same save lies beside the vault.
  static VaultCopy write(Path vault, Path target, boolean force, Disk disk) throws VaultException {
    Path real;
    try {
      real = VaultFolder.made(target);
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, target);
    }
    return new VaultBackup(real, disk).write(vault, force);
  }

  private VaultCopy write(Path vault, boolean force) throws VaultException {
    FileState state = VaultFile.state(vault);
    boolean replacing = isReplacing(vault, state, force);
    Optional<FileState> unsure = replacing && !force ? unsure(vault, state) : Optional.empty();
    Path temporary = names.temporary();
    try {
      copies.write(vault, temporary);
      if (!VaultCopies.isSave(temporary, state) || Files.mismatch(vault, temporary) >= 0) {
        throw VaultException.of(Kind.FILE_TROUBLE, target);
      }
      if (unsure.isPresent()) {
        replaceKeeping(unsure.get(), temporary);
      } else {
        put(temporary, replacing);
      }
      disk.forceFolder(names.folder());
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, target, state.size());
    } finally {
      discard(temporary);
    }
    VaultCopy written = VaultCopies.look(target, Optional.of(state.header()));
    if (!VaultCopies.isSave(target, state)) {
      throw VaultException.of(Kind.FILE_TROUBLE, target);
    }
    return written;
  }

  private boolean isReplacing(Path vault, FileState state, boolean force) throws VaultException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (isVaultItself(vault) || !Files.isRegularFile(target) || !force && !isOlder(state)) {
      throw new VaultException(Kind.BACKUP_IN_THE_WAY, Map.of("file", target));
    }
    return true;
  }

  private boolean isVaultItself(Path vault) {
    try {
      return Files.isSameFile(vault, target);
    } catch (IOException oneIsGone) {
      return false;
    }
  }

  private boolean isOlder(FileState state) {
    try {
      FileState there = VaultFile.state(target);
      return there.isSameSaveAs(state)
          || there.header().vault().equals(state.header().vault())
              && there.header().epoch() <= state.header().epoch()
              && there.header().generation() < state.header().generation();
    } catch (VaultException noBackup) {
      return false;
    }
  }

  /// What lies there, where it is neither this save nor one whose copy lies beside the vault.
  private Optional<FileState> unsure(Path vault, FileState state) throws VaultException {
    FileState there = VaultFile.state(target);
    Path copy = new VaultFolder(vault).copy(there.header());
    return there.isSameSaveAs(state) || VaultCopies.isSave(copy, there)
        ? Optional.empty()
        : Optional.of(there);
  }

  private void replaceKeeping(FileState there, Path temporary) throws IOException, VaultException {
    if (copies.keep(there).isEmpty()) {
      throw VaultException.of(Kind.BACKUP_IN_THE_WAY, target); // by now it is another
    }
    disk.move(temporary, target);
  }

  private void put(Path temporary, boolean replacing) throws IOException, VaultException {
    if (replacing) {
      disk.move(temporary, target);
      return;
    }
    try {
      disk.link(target, temporary);
    } catch (FileAlreadyExistsException appeared) {
      throw VaultException.of(Kind.BACKUP_IN_THE_WAY, target);
    } catch (IOException noLinksHere) {
      disk.move(temporary, target);
    }
  }

  private void discard(Path temporary) {
    try {
      disk.delete(temporary);
    } catch (IOException stays) {
      // a backup's temporary is sealed like the backup
    }
  }
}
