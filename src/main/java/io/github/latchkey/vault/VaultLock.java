package io.github.latchkey.vault;

import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps other savers of one vault out: first those of this process, then other processes through a
/// lock on `<name>.lock`.
///
/// The lock file is opened by whoever holds the lock of the process and by nobody else, because on
/// POSIX closing any channel on it would drop the lock; it is never deleted, because a second one
/// of the same name would be another lock.
final class VaultLock implements AutoCloseable {

  private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

  private final ReentrantLock inProcess;
  private final FileChannel channel;
  private final boolean held;

  private VaultLock(ReentrantLock inProcess, FileChannel channel, boolean held) {
    this.inProcess = inProcess;
    this.channel = channel;
    this.held = held;
  }

  /// How a channel is asked for its lock.
  @FunctionalInterface
  interface Attempt {

    /// The operating system's own.
    Attempt SYSTEM = FileChannel::tryLock;

    FileLock lock(FileChannel channel) throws IOException;
  }

  /// Locks, or throws VAULT_BUSY when patience ends. Close it on the same thread.
  static VaultLock acquire(Path vault, Patience patience) throws VaultException {
    return acquire(vault, patience, Attempt.SYSTEM);
  }

  static VaultLock acquire(Path vault, Patience patience, Attempt attempt) throws VaultException {
    ReentrantLock inProcess = IN_PROCESS.computeIfAbsent(vault, _ -> new ReentrantLock());
    if (!acquire(inProcess, patience)) {
      throw busy(vault, patience);
    }
    FileChannel channel = null;
    VaultLock acquired = null;
    try {
      channel = open(new VaultFolder(vault).lock());
      acquired = new VaultLock(inProcess, channel, lock(channel, attempt, vault, patience));
      return acquired;
    } catch (IOException trouble) {
      throw FileTrouble.of(trouble, vault, 1);
    } finally {
      if (acquired == null) {
        release(inProcess, channel);
      }
    }
  }

  /// Whether other processes are kept out too; false where the file system has no locks.
  boolean isHeld() {
    return held;
  }

  private static boolean acquire(ReentrantLock lock, Patience patience) {
    try {
      return lock.tryLock(patience.totalMs(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(file.toString()); // a pipe would wait for ever
    }
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
        OwnerOnly.file(file));
  }

  private static boolean lock(FileChannel channel, Attempt attempt, Path vault, Patience patience)
      throws IOException, VaultException {
    for (int tries = 1; ; tries++) {
      try {
        FileLock lock = attempt.lock(channel);
        if (lock != null) {
          return true;
        }
      } catch (OverlappingFileLockException anotherLoader) {
        // held by this process, outside the map above: as busy as if it were another
      } catch (IOException trouble) {
        if (FileTrouble.isNoSuchCall(trouble)) {
          return false;
        }
        throw trouble;
      }
      if (tries >= patience.tries() || Thread.currentThread().isInterrupted()) {
        throw busy(vault, patience);
      }
      Patience.pause(patience.pauseMs());
    }
  }

  private static VaultException busy(Path vault, Patience patience) {
    long seconds = patience.totalMs() / 1000;
    return new VaultException(Kind.VAULT_BUSY, Map.of("file", vault, "seconds", seconds));
  }

  private static void release(ReentrantLock inProcess, FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException nothingWasWritten) {
      // the lock ends with the channel or with the process
    } finally {
      inProcess.unlock();
    }
  }

  @Override
  public void close() {
    release(inProcess, channel);
  }
}
