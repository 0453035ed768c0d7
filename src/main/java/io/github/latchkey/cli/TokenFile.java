package io.github.latchkey.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A new file for tokens, which are as good as keys for a while: its owner's alone from the first
/// byte, and never somebody else's file that stands there by then.
///
/// What is written at once are whole lines. Where the disk takes only a part of them, the file is
/// cut back behind the last whole one. A file that stands there already is replaced by a new one
/// when that is complete, and left alone otherwise.
final class TokenFile extends OutputStream {

  private final FileChannel channel;
  private final Path file;
  private final Optional<Path> replaced;
  private boolean complete;

  private TokenFile(FileChannel channel, Path file, Optional<Path> replaced) {
    this.channel = channel;
    this.file = file;
    this.replaced = replaced;
  }

  /// Makes the file. Fails with FileAlreadyExistsException where it exists and is not to be
  /// replaced; what is no regular file, such as a pipe, is written to as it is.
  static OutputStream create(Path file, boolean replace) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return Files.newOutputStream(file, StandardOpenOption.WRITE);
    }
    try {
      return new TokenFile(newFile(file), file, Optional.empty());
    } catch (FileAlreadyExistsException exists) {
      if (!replace) {
        throw exists;
      }
      Path real = file.toRealPath();
      Path beside = real.resolveSibling("." + real.getFileName() + "." + UUID.randomUUID());
      return new TokenFile(newFile(beside), beside, Optional.of(real));
    }
  }

  private static FileChannel newFile(Path file) throws IOException {
    Set<StandardOpenOption> how = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    return FileChannel.open(file, how, ownersAlone());
  }

  private static FileAttribute<?>[] ownersAlone() {
    Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b});
  }

  @Override
  public void write(byte[] lines, int offset, int length) throws IOException {
    long start = channel.position();
    ByteBuffer rest = ByteBuffer.wrap(lines, offset, length);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException full) {
      try {
        channel.truncate(start + wholeLines(lines, offset, rest.position()) - offset);
      } catch (IOException worse) {
        full.addSuppressed(worse);
      }
      throw full;
    }
  }

  private static int wholeLines(byte[] lines, int offset, int end) {
    int whole = end;
    while (whole > offset && lines[whole - 1] != '\n') {
      whole--;
    }
    return whole;
  }

  /// Everything is written that was to be: the file takes the place of one that it replaces.
  void complete() throws IOException {
    channel.close();
    if (replaced.isPresent()) {
      Files.move(file, replaced.get(), StandardCopyOption.ATOMIC_MOVE);
    }
    complete = true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (replaced.isPresent() && !complete) {
      Files.deleteIfExists(file);
    }
  }
}
