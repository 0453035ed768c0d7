package io.github.latchkey.desktop.recovery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A new file that only its owner may read, where the file system knows such.
final class OwnerOnlyFile {

  private OwnerOnlyFile() {}

  /// Writes the bytes and waits for the disk; never over a file that is there. The array stays the
  /// caller's.
  static void write(Path target, byte[] bytes) throws IOException {
    var content = ByteBuffer.wrap(bytes);
    try (var out =
        FileChannel.open(
            target,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(target))) {
      while (content.hasRemaining()) {
        out.write(content);
      }
      out.force(true);
    }
  }

  private static FileAttribute<?>[] attributes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
