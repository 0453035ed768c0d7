package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacementTest {

  private static final String ID = "0123456789abcdef";

  private static final FileTime DAYS_AGO = FileTime.from(Instant.now().minus(Duration.ofDays(2)));

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
    Path pipe = folder.resolve(".k.pem." + ID.replace('0', '1') + ".latchkey-new");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    String[] old = {"touch", "-d", "2 days ago", pipe.toString()};
    assertEquals(0, new ProcessBuilder(old).start().waitFor());
    Path link = folder.resolve(".k.pem." + ID.replace('0', '2') + ".latchkey-new");
    Files.createSymbolicLink(link, folder.resolve("nowhere"));
    try (Replacement open = Replacement.of(target)) {
      Path growing = growing(young);
      Files.setLastModifiedTime(growing, DAYS_AGO);
      Replacement.of(target).close();
      assertTrue(Files.exists(growing), "locked");
      open.complete();
    }
    for (Path kept : List.of(young, named, other, pipe, link)) {
      assertTrue(Files.exists(kept, LinkOption.NOFOLLOW_LINKS), kept.toString());
    }
  }

  private Path growing(Path young) throws Exception {
    try (var all = Files.newDirectoryStream(folder, ".k.pem.*.latchkey-new")) {
      for (Path file : all) {
        if (Files.isRegularFile(file) && Files.size(file) == 0 && !file.equals(young)) {
          return file;
        }
      }
    }
    throw new AssertionError("nothing grows");
  }

  @Test
  void leavesALinkThatLeadsNowhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("k.pem"), folder.resolve("nowhere"));
    assertThrows(NoSuchFileException.class, () -> Replacement.of(link));
    assertTrue(Files.isSymbolicLink(link));
  }
}
