package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultLockTest {

  @TempDir Path folder;
  Path vault;

  @BeforeEach
  void name() {
    vault = folder.resolve("vault");
  }

  @Test
  void keepsTheLockFileForTheNext() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (VaultLock lock = VaultLock.acquire(vault, Patience.NONE)) {
        assertTrue(lock.isHeld());
      }
      assertTrue(Files.exists(folder.resolve("vault.lock")));
    }
  }

  @Test
  void keepsAnotherThreadOut() throws Exception {
    try (var threads = Executors.newSingleThreadExecutor();
        VaultLock lock = VaultLock.acquire(vault, Patience.NONE)) {
      assertTrue(lock.isHeld());
      Future<?> other =
          threads.submit(
              () -> assertFault(Kind.VAULT_BUSY, () -> VaultLock.acquire(vault, Patience.NONE)));
      other.get();
    }
  }

  @Test
  void goesOnWhereTheFileSystemHasNoLocks() throws Exception {
    VaultLock.Attempt none =
        _ -> {
          throw new IOException("No locks available");
        };
    Path perhapsBeingWritten =
        Files.createFile(new VaultFolder(vault.toAbsolutePath()).temporary());
    try (VaultLock lock = VaultLock.acquire(vault, Patience.NONE, none)) {
      assertFalse(lock.isHeld());
      new VaultStore(vault, new LocalDisk()).keepLeftovers(lock);
      assertTrue(Files.exists(perhapsBeingWritten));
    }
  }

  @Test
  void asksAsOftenAsItsPatienceSaysAndGivesBackWhatItHeld() throws Exception {
    var asked = new int[1];
    VaultLock.Attempt busy =
        _ -> {
          if (asked[0]++ % 2 == 0) {
            throw new OverlappingFileLockException();
          }
          return null;
        };
    VaultException fault =
        assertFault(Kind.VAULT_BUSY, () -> VaultLock.acquire(vault, new Patience(4, 0), busy));
    assertEquals(4, asked[0]);
    assertEquals(vault, fault.facts().get("file"));
    VaultLock.acquire(vault, Patience.NONE).close();
  }

  @Test
  void waitsTenSecondsUnlessTold() {
    assertEquals(10_000, Patience.STANDARD.totalMs());
  }

  @Test
  void doesNotFollowALinkInPlaceOfTheLockFile() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "precious");
    Files.createSymbolicLink(folder.resolve("vault.lock"), target);
    assertFault(Kind.FILE_TROUBLE, () -> VaultLock.acquire(vault, Patience.NONE));
    assertEquals("precious", Files.readString(target));
  }

  /// Opening a pipe for writing waits until somebody reads it.
  @Test
  void refusesALockFileThatIsAPipe() throws Exception {
    Path pipe = folder.resolve("vault.lock");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertFault(Kind.FILE_TROUBLE, () -> VaultLock.acquire(vault, Patience.NONE));
  }
}
