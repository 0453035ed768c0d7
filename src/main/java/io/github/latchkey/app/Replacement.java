package io.github.latchkey.app;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/// A new file, its owner's alone, that takes the place of what lies under a name in one step: that
/// is as it was until then.
///
/// It grows beside it under a hidden name and is locked while it does. One that was left behind,
/// since its program was killed, is deleted when the next replaces the same file.
public final class Replacement implements Closeable {

  private static final String END = ".latchkey-new";
  private static final SecureRandom RANDOM = new SecureRandom();

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
  /// as a folder or a pipe, stays: FileAlreadyExistsException. So does a link that leads nowhere:
  /// NoSuchFileException.
  public static Replacement of(Path target) throws IOException {
    if (Files.isSymbolicLink(target) && !Files.exists(target)) {
      throw new NoSuchFileException(target.toString());
    }
    Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    if (Files.exists(real) && !Files.isRegularFile(real)) {
      throw new FileAlreadyExistsException(real.toString());
    }
    tidy(real);
    String id = HexFormat.of().toHexDigits(RANDOM.nextLong());
    return new Replacement(real, real.resolveSibling("." + real.getFileName() + "." + id + END));
  }

  /// Where its bytes go, and can be read again: another channel to it would be refused by the lock
  /// on some systems, and end it on others. It is open until the replacement is complete or closed.
  public FileChannel channel() {
    return channel;
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
            Pattern.quote("." + target.getFileName() + ".") + "[0-9a-f]{16}" + Pattern.quote(END));
    DirectoryStream.Filter<Path> named =
        file -> ours.matcher(file.getFileName().toString()).matches();
    try (var files = Files.newDirectoryStream(target.getParent(), named)) {
      files.forEach(Replacement::deleteIfAbandoned);
    } catch (IOException | DirectoryIteratorException unreadable) {
      // Nothing depends on it.
    }
  }

  private static void deleteIfAbandoned(Path file) {
    Set<OpenOption> asItIs = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      var state = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Instant changed = state.lastModifiedTime().toInstant();
      if (state.isRegularFile() && changed.isBefore(Instant.now().minus(ABANDONED))) {
        boolean abandoned;
        try (var channel = FileChannel.open(file, asItIs)) {
          abandoned = lock(channel);
        }
        if (abandoned) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException itStays) {
      // Another user's, or just completed.
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
