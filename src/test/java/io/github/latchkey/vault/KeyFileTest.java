package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

  /// id and key of zero bytes, worked out with `sha256sum`.
  private static final String ZEROS =
      "LATCHKEY-KEY-FILE/1 AAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA 02015038\n";

  @TempDir Path folder;

  @Test
  void isOneLineThatOnlyItsOwnerReads() throws Exception {
    Path file = folder.resolve("key with spaces ü");
    try (KeyFile made = KeyFile.create(file);
        KeyFile read = KeyFile.read(file)) {
      assertEquals(made.id(), read.id());
      assertTrue(made.key().sameAs(read.key()));
      String line = Files.readString(file);
      assertTrue(
          line.matches("LATCHKEY-KEY-FILE/1 [\\w-]{11} [\\w-]{43} [0-9a-f]{8}\n"), "its form");
      String checked = line.substring(20, 20 + 11 + 1 + 43);
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(checked.getBytes(StandardCharsets.US_ASCII));
      assertEquals(HexFormat.of().formatHex(digest, 0, 4), line.strip().substring(76));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertFalse(read.toString().contains(line.substring(32, 75)));
    }
  }

  @Test
  void isThereOnlyWhereItsNameIsOnTheDisk() throws Exception {
    Path file = folder.resolve("key");
    var disk =
        new SteppedDisk(
            (operation, _) -> {
              assertTrue(Files.exists(file), operation);
              throw new IOException("lost");
            });
    assertFault(Kind.FILE_TROUBLE, () -> KeyFile.create(file, disk));
    assertFalse(Files.exists(file));
  }

  @Test
  void isAnotherOneEveryTime() throws Exception {
    try (KeyFile one = KeyFile.create(folder.resolve("one"));
        KeyFile two = KeyFile.create(folder.resolve("two"))) {
      assertFalse(one.id().equals(two.id()));
      assertFalse(one.key().sameAs(two.key()));
    }
  }

  @Test
  void neverReplacesAFileNorFollowsALink() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "mine");
    assertEquals(
        file, assertFault(Kind.KEY_FILE_EXISTS, () -> KeyFile.create(file)).facts().get("file"));
    assertEquals("mine", Files.readString(file));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    assertFault(Kind.KEY_FILE_EXISTS, () -> KeyFile.create(link));
    assertFalse(Files.exists(folder.resolve("nowhere")));
    assertFault(Kind.KEY_FILE_NOT_FOUND, () -> KeyFile.create(folder.resolve("no/such/key")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "\uFEFF%s", "\r\n  %s\r\n", "\t%s \n\n"})
  void isReadWhateverAnEditorPutAroundIt(String around) throws Exception {
    Path file = Files.writeString(folder.resolve("k"), around.formatted(ZEROS.strip()));
    try (KeyFile read = KeyFile.read(file)) {
      assertEquals("AAAAAAAAAAA", read.id());
      assertEquals("00".repeat(32), SampleVault.hex(read.key()));
    }
  }

  @Test
  void isDamagedWhereAnyCharacterIsAnother() throws Exception {
    Path file = folder.resolve("k");
    String line = ZEROS.strip();
    for (int i = "LATCHKEY-KEY-FILE/1 ".length(); i < line.length(); i++) {
      Files.writeString(file, line.substring(0, i) + "B" + line.substring(i + 1));
      assertFault(Kind.KEY_FILE_DAMAGED, () -> KeyFile.read(file));
      Files.writeString(file, line.substring(0, i));
      assertThrows(VaultException.class, () -> KeyFile.read(file));
    }
    Files.writeString(file, line + " more");
    assertFault(Kind.KEY_FILE_DAMAGED, () -> KeyFile.read(file));
  }

  @Test
  void isDamagedWhereUnusedBitsAreSetThoughTheCheckIsRight() throws Exception {
    for (String checked :
        List.of(
            "AAAAAAAAAAB AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
            "AAAAAAAAAA= AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.A")) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(checked.getBytes(StandardCharsets.US_ASCII));
      Path file =
          Files.writeString(
              folder.resolve("k"),
              "LATCHKEY-KEY-FILE/1 " + checked + " " + HexFormat.of().formatHex(digest, 0, 4));
      assertFault(Kind.KEY_FILE_DAMAGED, () -> KeyFile.read(file));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a picture", "LATCHKEY/1\n", "LATCHKEY-KEY-FILE/2 a b c", "-----BEGIN"})
  void onlyGeneratedFilesServe(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("k"), content);
    assertFault(Kind.NOT_A_KEY_FILE, () -> KeyFile.read(file));
  }

  @Test
  void readsNoFolderNoPipeAndNothingEndless() throws Exception {
    assertFault(Kind.NOT_A_KEY_FILE, () -> KeyFile.read(folder));
    assertFault(Kind.NOT_A_KEY_FILE, () -> KeyFile.read(Path.of("/dev/zero")));
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertFault(Kind.NOT_A_KEY_FILE, () -> KeyFile.read(pipe));
    Path large = Files.writeString(folder.resolve("large"), " ".repeat(5000) + ZEROS);
    assertFault(Kind.NOT_A_KEY_FILE, () -> KeyFile.read(large));
    assertFault(Kind.KEY_FILE_NOT_FOUND, () -> KeyFile.read(folder.resolve("nothing")));
  }

  @Test
  void mayHave4096BytesAndNoneMore() throws Exception {
    Path file = folder.resolve("key");
    KeyFile.create(file).close();
    String text = Files.readString(file);
    Files.writeString(file, text + " ".repeat(4096 - text.length()));
    KeyFile.read(file).close();
    Files.writeString(file, text + " ".repeat(4097 - text.length()));
    assertFault(Kind.NOT_A_KEY_FILE, () -> KeyFile.read(file));
  }
}
