package io.github.latchkey.cli;

import io.github.latchkey.app.OwnerOnlyFile;
import io.github.latchkey.app.Replacement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A new file for tokens, which are as good as keys for a while: its owner's alone from the first
/// byte, and never somebody else's file that stands there by then.
///
/// What is written at once are whole lines. Where the disk takes only a part of them, the file is
/// cut back behind the last whole one. A file that stands there already is replaced by a new one
/// when that is complete, and left alone otherwise.
final class TokenFile extends OutputStream {

  private final FileChannel channel;
  private final Optional<Replacement> replacement;

  private TokenFile(FileChannel channel, Optional<Replacement> replacement) {
    this.channel = channel;
    this.replacement = replacement;
  }

  /// Makes the file. Fails with FileAlreadyExistsException where it exists and is not to be
  /// replaced; what is no regular file, such as a pipe, is written to as it is.
  static OutputStream create(Path file, boolean replace) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return Files.newOutputStream(file, StandardOpenOption.WRITE);
    }
    try {
      return new TokenFile(OwnerOnlyFile.open(file), Optional.empty());
    } catch (FileAlreadyExistsException exists) {
      if (!replace) {
        throw exists;
      }
      Replacement replacement = Replacement.of(file);
      return new TokenFile(replacement.channel(), Optional.of(replacement));
    }
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
    if (replacement.isPresent()) {
      replacement.get().complete();
    } else {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (replacement.isPresent()) {
      replacement.get().close();
    }
  }
}
