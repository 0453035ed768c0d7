package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real disk that is full: a small tmpfs, filled to every 4 KiB more. Needs leave to mount; where
/// there is none, what is published says so.
@Tag("nightly")
class FullDiskNightlyTest {

  private static final int STEP = 4_096;
  private static final int MOST = 80 * STEP;

  @TempDir Path temporary;

  @Test
  void losesNothingHoweverLittleSpaceIsLeft() throws Exception {
    Path disk = Files.createDirectory(temporary.toRealPath().resolve("disk"));
    if (run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) != 0) {
      Figures.publish("nightly-full-disk", "no leave to mount a file system here");
      return;
    }
    try {
      fill(disk);
    } finally {
      assertEquals(0, run("umount", disk.toString()));
    }
  }

  private static void fill(Path disk) throws Exception {
    int full = 0;
    int saved = 0;
    for (int left = 0; left <= MOST; left += STEP) {
      Path file = SampleVault.create(disk.resolve("vault"));
      byte[] before = Files.readAllBytes(file);
      Path filler = disk.resolve("filler");
      long space = Files.getFileStore(disk).getUsableSpace();
      Files.write(filler, new byte[(int) Math.max(0, space - left)]);
      try (Vault vault = SampleVault.open(file)) {
        SampleVault.add(vault, "new", "x");
        try {
          vault.save();
          saved++;
        } catch (VaultException fault) {
          assertEquals(Kind.DISK_FULL, fault.kind());
          assertArrayEquals(before, Files.readAllBytes(file));
          full++;
          Files.delete(filler);
          vault.save();
        }
      }
      assertEquals(Map.of("new", "x"), SampleVault.contents(file));
      try (var files = Files.list(disk)) {
        for (Path each : files.toList()) {
          Files.delete(each);
        }
      }
    }
    assertTrue(full > 0 && saved > 0);
    Figures.publish(
        "nightly-full-disk",
        "a disk with 0 to %d KiB left: %d saves refused as disk full, %d made, 0 lost"
            .formatted(MOST >> 10, full, saved));
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
