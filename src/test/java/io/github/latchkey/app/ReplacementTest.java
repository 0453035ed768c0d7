package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacementTest {

  private static final String ID = "01234567-89ab-cdef-0123-456789abcdef";

  @TempDir Path folder;

  private List<String> names() throws Exception {
    try (var all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path left(String name, Duration ago) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "half of a key");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
  }

  @Test
  void takesThePlaceInOneStepOrNotAtAll() throws Exception {
    Path target = Files.writeString(folder.resolve("k.pem"), "old");
    try (Replacement given = Replacement.of(target)) {
      given.channel().write(ByteBuffer.wrap(new byte[] {'a'}));
    }
    assertEquals("old", Files.readString(target));
    try (Replacement made = Replacement.of(target)) {
      made.channel().write(ByteBuffer.wrap(new byte[] {'a'}));
      assertEquals("old", Files.readString(target));
      made.complete();
      assertEquals("a", Files.readString(target));
    }
    assertEquals(List.of("k.pem"), names());
  }

  @Test
  void deletesWhatAKilledProgramLeft() throws Exception {
    Path target = Files.writeString(folder.resolve("k.pem"), "old");
    left(".k.pem." + ID + ".latchkey-new", Duration.ofMinutes(2));
    Replacement.of(target).close();
    assertEquals(List.of("k.pem"), names());
  }

  @Test
  void leavesWhatIsNotItsOwnOrStillInUse() throws Exception {
    Path target = Files.writeString(folder.resolve("k.pem"), "old");
    Path other = left(".other.pem." + ID + ".latchkey-new", Duration.ofDays(2));
    Path named = left(".k.pem.mine.latchkey-new", Duration.ofDays(2));
    Path young = left(".k.pem." + ID + ".latchkey-new", Duration.ofSeconds(1));
    try (Replacement open = Replacement.of(target)) {
      Files.setLastModifiedTime(
          open.path(), FileTime.from(Instant.now().minus(Duration.ofDays(1))));
      Replacement.of(target).close();
      assertTrue(Files.exists(open.path()), "locked");
      assertTrue(Files.exists(young));
      assertTrue(Files.exists(named));
      assertTrue(Files.exists(other));
    }
    assertFalse(names().isEmpty());
  }
}
