package io.github.latchkey.vault;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// The real file system.
final class LocalDisk implements Disk {

  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final int MOVE_TRIES = 40;
  private static final long MOVE_PAUSE_MS = 50;

  @Override
  public Sink create(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file(file));
    return new ChannelSink(channel);
  }

  @Override
  public void link(Path name, Path existing) throws IOException {
    try {
      Files.createLink(name, existing);
    } catch (UnsupportedOperationException noLinksHere) {
      throw new FileSystemException(name.toString(), null, "no hard links");
    }
    OwnerOnly.set(name);
  }

  /// Windows refuses while a virus scanner or indexer holds the file for a moment: two seconds are
  /// tried there.
  @Override
  public void move(Path source, Path target) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (AccessDeniedException busy) {
        if (!WINDOWS || tries == MOVE_TRIES) {
          throw busy;
        }
        Patience.pause(MOVE_PAUSE_MS);
      }
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    if (WINDOWS) {
      return; // a folder cannot be opened there
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private record ChannelSink(FileChannel channel) implements Sink {

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      return channel.write(bytes);
    }

    @Override
    public void force() throws IOException {
      channel.force(true);
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
