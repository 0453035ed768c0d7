package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.app.VaultSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each thing that can be wrong with a vault's file gets one sentence that says which it is.
class BadVaultFilesTest {

  @TempDir Path temporary;
  Latchkey parts;
  Path vault;

  enum Wrong {
    ANOTHER_KIND_OF_FILE(4, "is not a Latchkey vault", _ -> bytes("hello, this is a letter")),
    EMPTY(4, "is damaged. Its newest good copy is", _ -> new byte[0]),
    HALF(4, "is damaged. Its newest good copy is", old -> Arrays.copyOf(old, old.length / 2)),
    ROTTEN(4, "is damaged. Its newest good copy is", BadVaultFilesTest::rotten),
    OF_A_NEWER_VERSION(4, "written by a newer version of Latchkey", _ -> bytes("LATCHKEY/2\n")),
    ANOTHER_COST(4, "asks for more work than Latchkey allows", BadVaultFilesTest::otherCost);

    private final int exit;
    private final String says;
    private final UnaryOperator<byte[]> change;

    Wrong(int exit, String says, UnaryOperator<byte[]> change) {
      this.exit = exit;
      this.says = says;
      this.change = change;
    }
  }

  @BeforeEach
  void makeAVaultWithACopy() throws Exception {
    parts = TestDesk.in(temporary.toRealPath());
    vault = TestDesk.vault(parts);
    try (VaultSession session = TestDesk.open(parts)) {
      session.save();
    }
  }

  @ParameterizedTest
  @EnumSource(Wrong.class)
  void saysWhatIsWrongBeforeAPasswordIsAskedFor(Wrong wrong) throws Exception {
    Files.write(vault, wrong.change.apply(Files.readAllBytes(vault)));
    assertTrue(refused(wrong.exit, "list").contains(wrong.says), wrong.says);
    assertTrue(refused(wrong.exit, "vault", "backup", "elsewhere").contains(wrong.says));
  }

  @Test
  void saysThatThereIsNoVaultAndThatACopyIsThere() throws Exception {
    Files.delete(vault);
    String said = refused(5, "list");
    assertTrue(said.contains("There is no vault at") && said.contains("A copy of it"), said);
  }

  @Test
  void saysThatAFolderIsNoVault() throws Exception {
    Path folder = Files.createDirectory(temporary.toRealPath().resolve("folder"));
    String said = refused(4, "list", "--vault", folder.toString());
    assertTrue(said.contains("is not a Latchkey vault"), said);
  }

  /// Nobody may make files there, not even root.
  @Test
  void saysThatAPlaceMayNotBeWritten() throws Exception {
    String said = refused(5, "vault", "backup", "/sys/kernel/backup.latchkey");
    assertTrue(said.contains("may not be read or written"), said);
  }

  private String refused(int exit, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--recovery-key-file", vault.resolveSibling("recovery.txt").toString()));
    var terminal = FakeTerminal.silent();
    assertEquals(exit, terminal.run(parts, all.toArray(String[]::new)), terminal.remarks());
    assertEquals("", terminal.result());
    assertEquals(1, terminal.remarks().strip().lines().count(), terminal.remarks());
    return terminal.remarks();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] rotten(byte[] old) {
    byte[] bytes = old.clone();
    bytes[bytes.length / 2] ^= 1;
    return bytes;
  }

  /// Fewer passes than Latchkey ever writes, with a good checksum.
  private static byte[] otherCost(byte[] old) {
    String text = new String(old, StandardCharsets.ISO_8859_1);
    byte[] bytes = text.replaceFirst("\"t\":3", "\"t\":2").getBytes(StandardCharsets.ISO_8859_1);
    var crc = new java.util.zip.CRC32();
    crc.update(bytes, 0, bytes.length - 4);
    java.nio.ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
    return bytes;
  }
}
