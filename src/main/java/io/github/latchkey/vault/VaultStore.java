package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Puts one save in the place of the one before, so that at every moment a whole vault lies at its
/// name.
///
/// Only for who holds the [VaultLock].
final class VaultStore {

  private final Path vault;
  private final VaultFolder names;
  private final Disk disk;
  private final VaultCopies copies;
  private final SeenFiles seen;

  VaultStore(Path vault, Disk disk) {
    this(vault, disk, new SeenFiles());
  }

  /// One that does not read again what was seen before, where that is looked at later all the same.
  VaultStore(Path vault, Disk disk, SeenFiles seen) {
    this.vault = vault;
    this.seen = seen;
    this.names = new VaultFolder(vault);
    this.disk = disk;
    this.copies = new VaultCopies(vault, disk);
  }

  /// What lies there now. What is neither a whole vault nor a file that could be set aside (made by
  /// a newer version, a folder, unreadable) is a fault.
  Found look() throws VaultException {
    if (!Files.exists(vault, LinkOption.NOFOLLOW_LINKS)) {
      return new Found.Nothing();
    }
    try {
      return new Found.Save(seen.state(vault));
    } catch (VaultException unusable) {
      if (!canBeSetAside(vault, unusable)) {
        throw unusable;
      }
      return new Found.Unusable(unusable);
    }
  }

  private static boolean canBeSetAside(Path file, VaultException why) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && switch (why.kind()) {
          case NOT_A_VAULT, VAULT_DAMAGED, VAULT_TOO_LARGE -> true;
          default -> false;
        };
  }

  /// Writes a save where nothing is; empty, and nothing changed, where something is.
  Optional<FileState> placeNew(VaultHeader header, SecretBytes dataKey, ByteBuffer plain)
      throws VaultException {
    return place(header, dataKey, plain, new Found.Nothing()) instanceof Placing.Placed placed
        ? Optional.of(placed.state())
        : Optional.empty();
  }

  /// Writes, checks what was written by reading it again, and puts it in the place of what was
  /// found there.
  Placing place(VaultHeader header, SecretBytes dataKey, ByteBuffer plain, Found found)
      throws VaultException {
    Path temporary = names.temporary();
    Optional<FileState> written = Optional.empty();
    try {
      FileState state = new SaveWriter(vault, disk).write(temporary, header, dataKey, plain);
      written = Optional.of(state);
      return switch (found) {
        case Found.Nothing() -> putNew(temporary, state, Optional.empty());
        case Found.Save(FileState expected) ->
            exchange(temporary, state)
                ? settle(temporary, state, Optional.of(expected))
                : replace(temporary, state, expected);
        case Found.Unusable(VaultException why) ->
            exchange(temporary, state)
                ? settle(temporary, state, Optional.empty())
                : replaceUnusable(temporary, state, why);
      };
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, vault, plain.capacity());
    } finally {
      discard(temporary, written);
    }
  }

  /// False where this system cannot, or nothing is there any more.
  private boolean exchange(Path temporary, FileState state) throws IOException {
    try {
      return disk.exchange(temporary, vault);
    } catch (NoSuchFileException deletedMeanwhile) {
      return false;
    } catch (IOException trouble) {
      if (!isThere(state)) {
        throw trouble;
      }
      return true; // made all the same; what came out is looked at like any other
    }
  }

  /// Looks at what came out of an exchange, which lies under the temporary's name now and must not
  /// be lost whatever it is.
  private Placing settle(Path cameOut, FileState state, Optional<FileState> expected)
      throws IOException, VaultException {
    FileState before;
    try {
      before = VaultFile.state(cameOut);
    } catch (VaultException unusable) {
      return canBeSetAside(cameOut, unusable)
          ? new Placing.Placed(state, Optional.empty(), setAside(cameOut, state, unusable))
          : putBack(cameOut, state);
    }
    if (expected.filter(before::isSameSaveAs).isPresent()) {
      return new Placing.Placed(state, Optional.of(keep(cameOut, before, state)), Optional.empty());
    }
    if (before.header().sharesKeyWith(state.header())) {
      force(state);
      return new Placing.Displaced(state, cameOut);
    }
    return putBack(cameOut, state);
  }

  /// Keeps what a save displaced as a copy, once it was taken in: before, another writer could take
  /// the copy for an old one of its own and delete it. Returns where it lies.
  Path keepDisplaced(Path unexpected) {
    try {
      return copies.keepTemporary(unexpected, VaultFile.state(unexpected));
    } catch (IOException | VaultException namedByTheNextSave) {
      return unexpected; // a leftover, which every save and every opening keeps as a copy
    }
  }

  /// The save is made by now, and what it replaced is safe under one name or the other.
  private Path keep(Path cameOut, FileState before, FileState state) throws IOException {
    Path kept = cameOut;
    try {
      kept = copies.keepTemporary(cameOut, before);
    } catch (IOException namedByTheNextSave) {
      // it stays a leftover, which every save and every opening keeps as a copy
    }
    force(state);
    return kept;
  }

  private Optional<Path> setAside(Path cameOut, FileState state, VaultException why)
      throws IOException {
    Path aside = copies.setAside(cameOut, why);
    force(state);
    return Optional.of(aside);
  }

  /// Undoes an exchange that took out what must not be replaced: another vault, or this one under
  /// another data key.
  private Placing putBack(Path cameOut, FileState state) throws IOException, VaultException {
    disk.exchange(cameOut, vault);
    FileState third = VaultFile.state(cameOut);
    if (!third.isSameSaveAs(state)) {
      copies.keepTemporary(cameOut, third); // of a writer that was quicker still
    }
    return new Placing.Overtaken();
  }

  private Placing putNew(Path temporary, FileState state, Optional<Path> setAside)
      throws IOException, VaultException {
    try {
      disk.link(vault, temporary);
    } catch (FileAlreadyExistsException taken) {
      return new Placing.Overtaken(setAside);
    } catch (IOException noLinksHere) {
      if (!isThere(state)) {
        if (Files.exists(vault, LinkOption.NOFOLLOW_LINKS)) {
          return new Placing.Overtaken(setAside);
        }
        moveNew(temporary, state);
      }
    }
    force(state);
    return new Placing.Placed(state, Optional.empty(), setAside);
  }

  private void moveNew(Path temporary, FileState state) throws IOException {
    try {
      disk.move(temporary, vault);
    } catch (IOException trouble) {
      if (!isThere(state)) {
        throw trouble;
      }
    }
  }

  /// Where names cannot be swapped: what is no vault gets out of the way first.
  private Placing replaceUnusable(Path temporary, FileState state, VaultException why)
      throws IOException, VaultException {
    if (!Files.exists(vault, LinkOption.NOFOLLOW_LINKS)) {
      return new Placing.Overtaken();
    }
    Path aside = copies.setAside(vault, why);
    if (copies.isSound(aside)) {
      return new Placing.Overtaken(giveBack(aside)); // it had become a vault meanwhile
    }
    try {
      return putNew(temporary, state, Optional.of(aside));
    } catch (IOException trouble) {
      try {
        giveBack(aside); // nobody would be told where it lies
      } catch (IOException staysAside) {
        trouble.addSuppressed(staysAside);
      }
      throw trouble;
    }
  }

  /// Gives what was set aside its place back, unless something lies there by now: then it stays
  /// where this says.
  private Optional<Path> giveBack(Path aside) throws IOException {
    try {
      disk.link(vault, aside);
    } catch (FileAlreadyExistsException taken) {
      return Optional.of(aside);
    } catch (IOException noLinksHere) {
      if (!Files.notExists(vault, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(aside);
      }
      disk.move(aside, vault);
      return Optional.empty();
    }
    disk.delete(aside);
    return Optional.empty();
  }

  /// Where names cannot be swapped: what lies there is kept and compared, then replaced. Between
  /// comparing and replacing lies a small race with programs that do not take the lock.
  private Placing replace(Path temporary, FileState state, FileState expected)
      throws IOException, VaultException {
    if (!Files.exists(vault, LinkOption.NOFOLLOW_LINKS)) {
      return new Placing.Overtaken();
    }
    Optional<Path> copy = copies.keep(expected);
    if (copy.isEmpty()) {
      return new Placing.Overtaken();
    }
    try {
      disk.move(temporary, vault);
    } catch (IOException trouble) {
      if (!Files.exists(vault)) {
        copies.duplicate(copy.get(), vault);
      }
      if (!isThere(state)) {
        throw trouble;
      }
    }
    force(state);
    return new Placing.Placed(state, copy, Optional.empty());
  }

  /// Some network file systems cannot force a folder; then it is the new save's being there that
  /// counts.
  private void force(FileState state) throws IOException {
    try {
      disk.forceFolder(names.folder());
    } catch (IOException trouble) {
      if (!isThere(state)) {
        throw trouble;
      }
    }
  }

  private boolean isThere(FileState state) {
    try {
      return VaultFile.state(vault).isSameSaveAs(state);
    } catch (VaultException unreadable) {
      return false;
    }
  }

  /// Deletes the temporary: half a save, or a whole one while it is ours, since after an exchange
  /// another has its name.
  private void discard(Path temporary, Optional<FileState> written) {
    try {
      if (written.isEmpty() || VaultCopies.isSave(temporary, written.get())) {
        disk.delete(temporary);
      }
    } catch (IOException stays) {
      // the next save keeps it as a copy
    }
  }

  /// Deletes copies that the retention rule gives up and that hold nothing of their own; the key is
  /// that of most of them.
  void prune(VaultHeader current, VaultContents contents, SecretBytes dataKey) {
    try {
      new CopyPruning(names, disk)
          .prune(
              current.vault(),
              new Ancestry(current, contents.ancestors()),
              new DispensableCopies(current, contents, dataKey),
              seen);
    } catch (IOException later) {
      // the save itself is done; the next one tries again
    }
  }

  /// Keeps what crashes left as copies. Without a real lock they may be another's work under way,
  /// and stay where they are.
  void keepLeftovers(VaultLock lock) {
    if (!lock.isHeld()) {
      return;
    }
    try {
      copies.keepLeftovers();
    } catch (IOException later) {
      // none of them ever blocks a save
    }
  }
}
