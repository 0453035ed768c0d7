package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;

/// A vault file, open for reading: checked from outside to inside, each bound before the work that
/// it bounds.
///
/// It holds one channel from the first byte to the last, so that a file which is replaced meanwhile
/// is still read as the one that was checked.
final class VaultFile implements AutoCloseable {

  static final long LARGEST_PLAINTEXT = 1L << 30;
  static final long LARGEST = LARGEST_PLAINTEXT + VaultHeader.LONGEST;
  static final int CRC = Integer.BYTES;

  private static final int BUFFER = 65_536;

  private final Path file;
  private final FileChannel channel;
  private final FileState state;
  private final long start;

  private VaultFile(Path file, FileChannel channel) throws IOException, VaultException {
    this.file = file;
    this.channel = channel;
    long size = channel.size();
    if (size > LARGEST) {
      throw tooLarge(size);
    }
    requireMagic();
    int crc = requireCrc(size);
    int length = read(VaultHeader.MAGIC.length, Integer.BYTES).getInt();
    if (length < 0 || length > VaultHeader.LONGEST) {
      throw tooLarge(Integer.toUnsignedLong(length));
    }
    int before = VaultHeader.MAGIC.length + Integer.BYTES;
    VaultHeader header = HeaderReader.read(read(before, length).array(), file);
    start = before + length;
    state = new FileState(header, size, crc);
    long plaintext = plaintextLength();
    if (plaintext < Padding.LEAST || plaintext != Padding.padded(plaintext)) {
      throw VaultException.damaged(file);
    }
  }

  /// Opens a file and checks all that can be checked without a key.
  static VaultFile open(Path file) throws VaultException {
    FileChannel channel = null;
    VaultFile opened = null;
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw VaultException.of(Kind.NOT_A_VAULT, file); // a pipe would never end
      }
      channel = FileChannel.open(file, StandardOpenOption.READ);
      opened = new VaultFile(file, channel);
      return opened;
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, file);
    } finally {
      if (opened == null && channel != null) {
        closeQuietly(channel);
      }
    }
  }

  /// Which save a file holds.
  static FileState state(Path file) throws VaultException {
    try (VaultFile opened = open(file)) {
      return opened.state;
    }
  }

  FileState state() {
    return state;
  }

  /// The plaintext, which the caller closes; VAULT_DAMAGED where it is not what this data key
  /// sealed.
  ScratchMemory decrypt(SecretBytes dataKey) throws VaultException {
    long length = plaintextLength();
    var plain = new ScratchMemory(length);
    try (var sealed = new ScratchMemory(length + OneTimeCipher.TAG);
        SecretBytes key = state.header().payloadKey(dataKey)) {
      ByteBuffer ciphertext = sealed.buffer();
      readFully(ciphertext, start);
      byte[] additional = state.header().prefix();
      if (!OneTimeCipher.open(key, additional, ciphertext.flip(), plain.buffer())) {
        throw VaultException.damaged(file);
      }
      return plain;
    } catch (IOException trouble) {
      plain.close();
      throw FileTrouble.of(trouble, file);
    } catch (VaultException damaged) {
      plain.close();
      throw damaged;
    }
  }

  private long plaintextLength() {
    return state.size() - start - OneTimeCipher.TAG - CRC;
  }

  private void requireMagic() throws IOException, VaultException {
    byte[] magic = VaultHeader.MAGIC;
    ByteBuffer begin = ByteBuffer.allocate(magic.length);
    while (begin.hasRemaining() && channel.read(begin, begin.position()) >= 0) {}
    int found = begin.position();
    if (!Arrays.equals(begin.array(), 0, found, magic, 0, found)) {
      String text = new String(begin.array(), 0, found, StandardCharsets.ISO_8859_1);
      boolean newer = text.matches("LATCHKEY/([2-9]\n|[1-9][0-9])");
      throw VaultException.of(newer ? Kind.VAULT_NEWER : Kind.NOT_A_VAULT, file);
    }
    if (found < magic.length) {
      throw VaultException.damaged(file); // an empty file too: a save that was cut off elsewhere
    }
  }

  private int requireCrc(long size) throws IOException, VaultException {
    var crc = new CRC32();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (long at = 0; at < size - CRC; ) {
      buffer.clear().limit((int) Math.min(BUFFER, size - CRC - at));
      readFully(buffer, at);
      at += buffer.position();
      crc.update(buffer.flip());
    }
    int said = read(size - CRC, CRC).getInt();
    if (said != (int) crc.getValue()) {
      throw VaultException.damaged(file);
    }
    return said;
  }

  private ByteBuffer read(long at, int length) throws IOException, VaultException {
    if (at < 0 || at + length > channel.size()) {
      throw VaultException.damaged(file);
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    readFully(bytes, at);
    return bytes.flip();
  }

  private void readFully(ByteBuffer bytes, long at) throws IOException, VaultException {
    long next = at;
    while (bytes.hasRemaining()) {
      int count = channel.read(bytes, next);
      if (count < 0) {
        throw VaultException.damaged(file);
      }
      next += count;
    }
  }

  private VaultException tooLarge(long size) {
    return new VaultException(Kind.VAULT_TOO_LARGE, Map.of("file", file, "size", size));
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException nothingWasWritten) {
      // a channel that only read has nothing to lose, and a better reason is on its way
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }
}
