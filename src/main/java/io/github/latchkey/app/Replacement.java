package io.github.latchkey.app;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/// A new file, its owner's alone, that takes the place of what lies under a name in one step: that
/// is as it was until then.
///
/// It grows beside it under a hidden name and is locked while it does. One that was left behind,
/// since its program was killed, is deleted when the next replaces the same file.
public final class Replacement implements Closeable {

  private static final String END = ".latchkey-new";

  /// What is younger may belong to a program that is about to lock it.
  private static final Duration ABANDONED = Duration.ofMinutes(1);

  private final Path target;
  private final Path fresh;
  private final FileChannel channel;
  private boolean complete;

  private Replacement(Path target, Path fresh) throws IOException {
    this.target = target;
    this.fresh = fresh;
    this.channel = OwnerOnlyFile.open(fresh);
    lock(channel);
  }

  /// Begins an empty one. Of a link, the file that it leads to is replaced; what is no file, such
  /// as a folder or a pipe, stays: FileAlreadyExistsException.
  public static Replacement of(Path target) throws IOException {
    Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    if (Files.exists(real) && !Files.isRegularFile(real)) {
      throw new FileAlreadyExistsException(real.toString());
    }
    tidy(real);
    String name = "." + real.getFileName() + "." + UUID.randomUUID() + END;
    return new Replacement(real, real.resolveSibling(name));
  }

  /// Where its bytes go. It is open until the replacement is complete or closed.
  public FileChannel channel() {
    return channel;
  }

  /// Where it lies until it is complete.
  Path path() {
    return fresh;
  }

  /// Everything is written that was to be: waits for the disk and takes the other's place.
  public void complete() throws IOException {
    channel.force(true);
    channel.close();
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    complete = true;
    forceFolder(target.getParent());
  }

  /// Deletes it, unless it was completed.
  @Override
  public void close() throws IOException {
    channel.close();
    if (!complete) {
      Files.deleteIfExists(fresh);
    }
  }

  /// So that the new name outlives a loss of power, where the system lets a folder be opened.
  private static void forceFolder(Path folder) {
    try (var opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    } catch (IOException notOnThisSystem) {
      // It is written sooner or later.
    }
  }

  private static void tidy(Path target) {
    var ours =
        Pattern.compile(
            Pattern.quote("." + target.getFileName() + ".") + "[0-9a-f-]{36}" + Pattern.quote(END));
    DirectoryStream.Filter<Path> abandoned =
        file -> ours.matcher(file.getFileName().toString()).matches() && isOld(file);
    try (var files = Files.newDirectoryStream(target.getParent(), abandoned)) {
      for (Path file : files) {
        deleteUnlessLocked(file);
      }
    } catch (IOException itStays) {
      // Nothing depends on it.
    }
  }

  private static boolean isOld(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(ABANDONED));
  }

  private static void deleteUnlessLocked(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (lock(channel)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean lock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException | OverlappingFileLockException notHere) {
      return false;
    }
  }
}
