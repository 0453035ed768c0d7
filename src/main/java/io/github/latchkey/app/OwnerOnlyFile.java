package io.github.latchkey.app;

import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A new file that only its owner may read, where the file system knows such. Where writing fails,
/// nothing of it stays. Waits for the disk: not for a thread that draws, unless it is small.
public final class OwnerOnlyFile {

  private OwnerOnlyFile() {}

  /// Says what stands in the way of [#create] before anybody is asked for anything: FILE_EXISTS,
  /// FILE_IS_NONE, or FILE_MISSING of its folder.
  public static void requireFree(Path target) throws AppException {
    requireReplaceable(target);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw AppException.about(target, new FileAlreadyExistsException(target.toString()));
    }
  }

  /// Writes the bytes, never over a file that is there: FILE_EXISTS. The array stays the caller's,
  /// who wipes it.
  public static void create(Path target, byte[] bytes) throws AppException {
    requireFolder(target);
    failing(target, write(target, bytes));
  }

  /// The same with a secret, which stays the caller's.
  public static void create(Path target, SecretBytes secret) throws AppException {
    requireFolder(target);
    failing(target, secret.lend(bytes -> write(target, bytes)));
  }

  /// Writes the secret in the place of what lies there, in one step: that is as it was until then.
  /// Of a link, the file that it leads to is replaced; what is no file stays: FILE_IS_NONE. The
  /// secret stays the caller's.
  public static void replace(Path target, SecretBytes secret) throws AppException {
    requireReplaceable(target);
    try (Replacement fresh = Replacement.of(target)) {
      failing(target, secret.lend(bytes -> write(fresh, bytes)));
      fresh.complete();
    } catch (IOException trouble) {
      throw AppException.aboutWriting(target, trouble);
    }
  }

  /// A new file, opened for writing and reading, that only its owner may read;
  /// FileAlreadyExistsException where anything has the name.
  public static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ),
        attributes(file));
  }

  /// Says what stands in the way of [#replace] before anybody is asked for anything: FILE_IS_NONE,
  /// or FILE_MISSING of its folder.
  public static void requireReplaceable(Path target) throws AppException {
    requireFolder(target);
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new AppException(AppException.Kind.FILE_IS_NONE, Map.of("file", target));
    }
  }

  /// FILE_MISSING with the folder's name where that does not exist.
  public static void requireFolder(Path target) throws AppException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw AppException.about(folder, new NoSuchFileException(folder.toString()));
    }
  }

  private static void failing(Path target, Optional<IOException> trouble) throws AppException {
    if (trouble.isPresent()) {
      throw AppException.aboutWriting(target, trouble.get());
    }
  }

  private static Optional<IOException> write(Replacement fresh, byte[] bytes) {
    try {
      write(fresh.channel(), bytes);
      return Optional.empty();
    } catch (IOException trouble) {
      return Optional.of(trouble);
    }
  }

  /// What went wrong, which a lent secret cannot throw.
  private static Optional<IOException> write(Path target, byte[] bytes) {
    boolean made = false;
    try (FileChannel out = open(target)) {
      made = true;
      write(out, bytes);
      return Optional.empty();
    } catch (IOException trouble) {
      return Optional.of(made ? withoutRemains(target, trouble) : trouble);
    }
  }

  /// What was written is read again.
  private static void write(FileChannel out, byte[] bytes) throws IOException {
    var content = ByteBuffer.wrap(bytes);
    while (content.hasRemaining()) {
      out.write(content);
    }
    out.force(true);
    requireSame(out, bytes);
  }

  private static void requireSame(FileChannel written, byte[] bytes) throws IOException {
    byte[] read = new byte[bytes.length];
    var rest = ByteBuffer.wrap(read);
    while (rest.hasRemaining() && written.read(rest, rest.position()) > 0) {
      // more of it
    }
    boolean same = written.size() == bytes.length && MessageDigest.isEqual(read, bytes);
    Arrays.fill(read, (byte) 0);
    if (!same) {
      throw new IOException("what was written reads differently");
    }
  }

  private static IOException withoutRemains(Path target, IOException trouble) {
    try {
      Files.deleteIfExists(target);
    } catch (IOException itStays) {
      trouble.addSuppressed(itStays);
    }
    return trouble;
  }

  private static FileAttribute<?>[] attributes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
