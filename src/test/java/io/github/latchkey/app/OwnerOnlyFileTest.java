package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyFileTest {

  @TempDir Path folder;

  private final SecretBytes secret = SecretBytes.take("new".getBytes());

  @AfterEach
  void closeIt() {
    secret.close();
  }

  private static String rights(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<String> names() throws Exception {
    try (var all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void isItsOwnersAloneAndNeverOverAFile() throws Exception {
    Path file = folder.resolve("key.pem");
    OwnerOnlyFile.create(file, secret);
    assertEquals("new", Files.readString(file));
    assertEquals("rw-------", rights(file));
    var refused = assertThrows(AppException.class, () -> OwnerOnlyFile.create(file, secret));
    assertEquals(AppException.Kind.FILE_EXISTS, refused.kind());
    var early = assertThrows(AppException.class, () -> OwnerOnlyFile.requireFree(file));
    assertEquals(AppException.Kind.FILE_EXISTS, early.kind());
  }

  @Test
  void doesNotWriteThroughALinkThatLeadsNowhere() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    assertThrows(AppException.class, () -> OwnerOnlyFile.create(link, secret));
    assertFalse(Files.exists(elsewhere));
  }

  @Test
  void replacesInOneStepWithItsOwnersRightsAndLeavesALinkALink() throws Exception {
    Path file = Files.writeString(folder.resolve("key.pem"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    OwnerOnlyFile.replace(link, secret);
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
    assertEquals("rw-------", rights(file));
    assertEquals(List.of("key.pem", "link"), names());
  }

  @Test
  void leavesNothingWhereItCannotReplace() throws Exception {
    Path inTheWay = Files.createDirectory(folder.resolve("a folder"));
    Files.writeString(inTheWay.resolve("full"), "x");
    assertThrows(AppException.class, () -> OwnerOnlyFile.replace(inTheWay, secret));
    assertEquals(List.of("a folder"), names());
  }

  @Test
  void neverTakesThePlaceOfADevice() {
    Path device = Path.of("/dev/full");
    var refused = assertThrows(AppException.class, () -> OwnerOnlyFile.replace(device, secret));
    assertEquals(AppException.Kind.FILE_IS_NONE, refused.kind());
    var early = assertThrows(AppException.class, () -> OwnerOnlyFile.requireFree(device));
    assertEquals(AppException.Kind.FILE_IS_NONE, early.kind());
    assertTrue(Files.exists(device) && !Files.isRegularFile(device));
  }

  @Test
  void tellsOfWritingAndNotOfReading() {
    Path file = folder.resolve("key.pem");
    var denied = AppException.aboutWriting(file, new AccessDeniedException(file.toString()));
    assertEquals(AppException.Kind.WRITING_FORBIDDEN, denied.kind());
    var broken = AppException.aboutWriting(file, new IOException("Read-only file system"));
    assertEquals(AppException.Kind.FILE_UNWRITABLE, broken.kind());
    var full = AppException.aboutWriting(file, new IOException("No space left on device"));
    assertEquals(AppException.Kind.NO_SPACE_LEFT, full.kind());
    assertEquals(file, full.facts().get("file"));
  }

  @Test
  void namesTheFolderThatIsMissing() {
    Path file = folder.resolve("missing").resolve("key.pem");
    var refused = assertThrows(AppException.class, () -> OwnerOnlyFile.create(file, secret));
    assertEquals(AppException.Kind.FILE_MISSING, refused.kind());
    assertEquals(folder.resolve("missing"), refused.facts().get("file"));
  }
}
