package io.github.latchkey.vault;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// The real file system.
final class LocalDisk implements Disk {

  private static final boolean WINDOWS = File.separatorChar == '\\';

  private final SharingPatience sharing = SharingPatience.of(WINDOWS);

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
  public boolean exchange(Path one, Path other) throws IOException {
    return RenameExchange.swap(one, other);
  }

  @Override
  public void link(Path name, Path existing) throws IOException {
    try {
      sharing.make(() -> Files.createLink(name, existing));
    } catch (UnsupportedOperationException noLinksHere) {
      throw new FileSystemException(name.toString(), null, "no hard links");
    }
  }

  @Override
  public void move(Path source, Path target) throws IOException {
    sharing.make(() -> Files.move(source, target, StandardCopyOption.ATOMIC_MOVE));
  }

  @Override
  public void delete(Path file) throws IOException {
    sharing.make(() -> Files.deleteIfExists(file));
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
