package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;

/// Writes one save to a new file, and believes what the disk gives back alone.
///
/// @param vault in whose place it is to go, for what is told
record SaveWriter(Path vault, Disk disk) {

  private static final int PIECE = 1 << 20;

  /// Seals and writes it to a file that is not there yet, and reads it again; what the file holds.
  FileState write(Path file, VaultHeader header, SecretBytes dataKey, ByteBuffer plain)
      throws IOException, VaultException {
    FileState state = seal(file, header, dataKey, plain);
    verify(file, state, dataKey, plain);
    return state;
  }

  private FileState seal(Path file, VaultHeader header, SecretBytes dataKey, ByteBuffer plain)
      throws IOException, VaultException {
    byte[] prefix = header.prefix();
    int length = plain.capacity() + OneTimeCipher.TAG;
    try (var memory = new ScratchMemory(length);
        SecretBytes key = header.payloadKey(dataKey);
        Disk.Sink out = disk.create(file)) {
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
  private void verify(Path file, FileState state, SecretBytes dataKey, ByteBuffer plain)
      throws VaultException {
    try (VaultFile written = VaultFile.open(file);
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
}
