package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/// Puts one save in the place of the one before, so that at every moment a whole vault lies at its
/// name.
///
/// Only for who holds the [VaultLock].
final class VaultStore {

  private static final int PIECE = 1 << 20;

  private final Path vault;
  private final VaultFolder names;
  private final Disk disk;
  private final VaultCopies copies;

  VaultStore(Path vault, Disk disk) {
    this.vault = vault;
    this.names = new VaultFolder(vault);
    this.disk = disk;
    this.copies = new VaultCopies(vault, disk);
  }

  /// What was put there, and the copy of what lay there before.
  record Placed(FileState state, Optional<Path> copy) {}

  /// The save that lies there now; empty where there is no file.
  Optional<FileState> look() throws VaultException {
    return Files.exists(vault, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(VaultFile.state(vault))
        : Optional.empty();
  }

  /// Writes, checks what was written by reading it again, and puts it in place. Empty, and nothing
  /// changed, where another save lies there than expected (or one where none was).
  Optional<Placed> place(
      VaultHeader header, SecretBytes dataKey, ByteBuffer plain, Optional<FileState> expected)
      throws VaultException {
    Path temporary = names.temporary();
    try {
      FileState state = write(temporary, header, dataKey, plain);
      verify(temporary, state, dataKey, plain);
      if (expected.isEmpty()) {
        return putNew(temporary, state)
            ? Optional.of(new Placed(state, Optional.empty()))
            : Optional.empty();
      }
      Optional<Path> copy = copies.keep(expected.get());
      if (copy.isPresent()) {
        replace(temporary, state, copy.get());
      }
      return copy.map(kept -> new Placed(state, copy));
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, vault, plain.capacity());
    } finally {
      discard(temporary);
    }
  }

  private FileState write(Path temporary, VaultHeader header, SecretBytes dataKey, ByteBuffer plain)
      throws IOException, VaultException {
    byte[] prefix = header.prefix();
    int length = plain.capacity() + OneTimeCipher.TAG;
    try (var memory = new ScratchMemory(length);
        SecretBytes key = header.payloadKey(dataKey);
        Disk.Sink out = disk.create(temporary)) {
      ByteBuffer sealed = memory.buffer();
      OneTimeCipher.seal(key, prefix, plain.duplicate().rewind(), sealed);
      var crc = new CRC32();
      crc.update(prefix);
      crc.update(sealed.rewind());
      writeFully(out, ByteBuffer.wrap(prefix));
      for (int at = 0; at < length; at += PIECE) {
        writeFully(out, sealed.slice(at, Math.min(PIECE, length - at)));
      }
      int sum = (int) crc.getValue();
      writeFully(out, ByteBuffer.allocate(VaultFile.CRC).putInt(sum).flip());
      out.force();
      return new FileState(header, (long) prefix.length + length + VaultFile.CRC, sum);
    }
  }

  private static void writeFully(WritableByteChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  /// What the disk gives back must be what was meant, before it takes the place of anything.
  private void verify(Path temporary, FileState state, SecretBytes dataKey, ByteBuffer plain)
      throws VaultException {
    try (VaultFile written = VaultFile.open(temporary);
        ScratchMemory read = written.decrypt(dataKey)) {
      if (!written.state().equals(state)
          || read.buffer().mismatch(plain.duplicate().rewind()) >= 0) {
        throw VaultException.of(Kind.FILE_TROUBLE, vault);
      }
    } catch (VaultException unreadable) {
      if (unreadable.kind() == Kind.OUT_OF_MEMORY) {
        throw unreadable;
      }
      throw new VaultException(Kind.FILE_TROUBLE, Map.of("file", vault), unreadable);
    }
  }

  private boolean putNew(Path temporary, FileState state) throws IOException, VaultException {
    try {
      disk.link(vault, temporary);
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (IOException noLinksHere) {
      if (Files.exists(vault, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      disk.move(temporary, vault);
    }
    force(state);
    return true;
  }

  private void replace(Path temporary, FileState state, Path copy)
      throws IOException, VaultException {
    try {
      disk.move(temporary, vault);
    } catch (IOException trouble) {
      if (!Files.exists(vault)) {
        copies.duplicate(copy, vault);
      }
      if (!isThere(state)) {
        throw trouble;
      }
    }
    force(state);
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

  private void discard(Path temporary) {
    try {
      disk.delete(temporary);
    } catch (IOException stays) {
      // the next save keeps it as a copy
    }
  }

  /// Deletes copies that the retention rule gives up.
  void prune(String id) {
    try {
      copies.prune(id);
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
