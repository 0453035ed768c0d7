package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/// The second half of a password: 32 random bytes in a file that Latchkey made, with an id by which
/// a vault names it.
///
/// Whoever creates one closes it; use after closing fails with IllegalStateException.
public final class KeyFile implements AutoCloseable {

  static final int ID_LENGTH = 8;

  private static final int LONGEST = 4096;

  private final String id;
  private final SecretBytes key;

  KeyFile(String id, SecretBytes key) {
    this.id = id;
    this.key = key;
  }

  /// Makes a new key file, for its owner alone (0600), and reads it back; its name is on the disk
  /// when this returns.
  ///
  /// Throws KEY_FILE_EXISTS where anything has this name, KEY_FILE_NOT_FOUND where there is no such
  /// folder, NO_PERMISSION, DISK_FULL, FILE_TROUBLE; then there is no file of ours.
  public static KeyFile create(Path file) throws VaultException {
    return create(file, new LocalDisk());
  }

  static KeyFile create(Path file, Disk disk) throws VaultException {
    Path target = file.toAbsolutePath();
    try (var made = new KeyFile(Randomness.text(ID_LENGTH), Randomness.secret(KeyDerivation.KEY))) {
      write(target, made);
      forceFolder(target, disk);
      return verified(target, made);
    } catch (FileAlreadyExistsException taken) {
      throw new VaultException(Kind.KEY_FILE_EXISTS, Map.of("file", target), taken);
    } catch (NoSuchFileException noFolder) {
      throw new VaultException(Kind.KEY_FILE_NOT_FOUND, Map.of("file", target), noFolder);
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, target, LONGEST);
    }
  }

  private static void write(Path target, KeyFile made) throws IOException {
    byte[] text = KeyFileText.write(made.id, made.key);
    try (FileChannel out =
        FileChannel.open(
            target,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file(target))) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      } catch (IOException trouble) {
        Files.deleteIfExists(target);
        throw trouble;
      }
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static void forceFolder(Path target, Disk disk) throws IOException {
    try {
      disk.forceFolder(target.getParent());
    } catch (IOException trouble) {
      Files.deleteIfExists(target);
      throw trouble;
    }
  }

  private static KeyFile verified(Path target, KeyFile made) throws VaultException, IOException {
    KeyFile read = read(target);
    if (read.id.equals(made.id) && read.key.sameAs(made.key)) {
      return read;
    }
    read.close();
    Files.deleteIfExists(target);
    throw VaultException.of(Kind.FILE_TROUBLE, target);
  }

  /// Reads a key file. BOM, CR and outer white space do not matter.
  ///
  /// Throws KEY_FILE_NOT_FOUND, NOT_A_KEY_FILE, KEY_FILE_DAMAGED, NO_PERMISSION, FILE_TROUBLE.
  public static KeyFile read(Path file) throws VaultException {
    byte[] bytes = new byte[0];
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw VaultException.of(Kind.NOT_A_KEY_FILE, file); // a pipe would never end
      }
      try (var in = Files.newInputStream(file)) {
        bytes = in.readNBytes(LONGEST + 1);
      }
      if (bytes.length > LONGEST) {
        throw VaultException.of(Kind.NOT_A_KEY_FILE, file);
      }
      return KeyFileText.read(bytes, file);
    } catch (NoSuchFileException missing) {
      throw new VaultException(Kind.KEY_FILE_NOT_FOUND, Map.of("file", file), missing);
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, file);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// Eight random bytes as base64url: what a slot says of the file that it wants. Not secret.
  public String id() {
    return id;
  }

  /// The 32 bytes; they belong to this key file and die with it.
  SecretBytes key() {
    return key;
  }

  KeyFile copy() {
    return new KeyFile(id, key.copy());
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "KeyFile[" + id + "]";
  }
}
