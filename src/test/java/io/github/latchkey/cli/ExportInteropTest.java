package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestDesk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `latchkey export` writes, openssl and ssh-keygen read as the same key.
@Tag("interop")
class ExportInteropTest {

  @TempDir Path folder;

  private Latchkey parts;
  private Path recovery;
  private Path passphrase;
  private Path out;

  @BeforeEach
  void makeAVault() throws Exception {
    parts = TestDesk.in(folder);
    recovery = TestDesk.vault(parts).resolveSibling("recovery.txt");
    passphrase = Files.writeString(folder.resolve("passphrase"), "under seven bridges\n");
    out = folder.resolve("out");
  }

  private String latchkey(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--recovery-key-file", recovery.toString()));
    var terminal = FakeTerminal.silent();
    assertEquals(0, terminal.run(parts, all.toArray(String[]::new)), terminal.remarks());
    return terminal.result();
  }

  private byte[] run(String... command) throws Exception {
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors.toFile())
            .directory(folder.toFile())
            .start();
    process.getOutputStream().close();
    byte[] result = process.getInputStream().readAllBytes();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), List.of(command) + Files.readString(errors));
    return result;
  }

  private String text(String... command) throws Exception {
    return new String(run(command), StandardCharsets.UTF_8);
  }

  private void exportPrivate(String... more) {
    List<String> all = new ArrayList<>(List.of("export", "key", "--private", "--force"));
    all.addAll(List.of("-o", out.toString()));
    all.addAll(List.of(more));
    latchkey(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-2048", "ec-p256", "ec-p384", "ec-p521", "ed25519"})
  void opensslReadsEveryFormOfAPair(String kind) throws Exception {
    latchkey("add", "key", "--platform", "generic", "--generate", kind);
    String expected = latchkey("export", "key");
    String file = out.toString();
    String opening = "file:" + passphrase;

    latchkey("export", "key", "--format", "der", "-o", file);
    assertEquals(expected, text("openssl", "pkey", "-pubin", "-inform", "DER", "-in", file));
    exportPrivate();
    assertEquals(expected, text("openssl", "pkey", "-in", file, "-pubout"));
    exportPrivate("--format", "der");
    assertEquals(expected, text("openssl", "pkey", "-inform", "DER", "-in", file, "-pubout"));
    exportPrivate("--key-password-file", passphrase.toString());
    assertEquals(expected, text("openssl", "pkey", "-in", file, "-passin", opening, "-pubout"));
    exportPrivate("--format", "der", "--key-password-file", passphrase.toString());
    assertEquals(
        expected,
        text("openssl", "pkey", "-inform", "DER", "-in", file, "-passin", opening, "-pubout"));
    exportPrivate("--format", "pkcs12", "--key-password-file", passphrase.toString());
    Path taken = folder.resolve("taken.pem");
    run(
        "openssl",
        "pkcs12",
        "-in",
        file,
        "-passin",
        opening,
        "-nodes",
        "-nocerts",
        "-out",
        taken.toString());
    assertEquals(expected, text("openssl", "pkey", "-in", taken.toString(), "-pubout"));
  }

  @Test
  void opensslReadsPkcs1() throws Exception {
    latchkey("add", "key", "--platform", "generic", "--generate", "rsa-2048");
    String expected = latchkey("export", "key");
    exportPrivate("--format", "pkcs1");
    assertEquals(expected, text("openssl", "rsa", "-in", out.toString(), "-pubout"));
    exportPrivate("--format", "pkcs1-der");
    assertEquals(
        expected, text("openssl", "rsa", "-inform", "DER", "-in", out.toString(), "-pubout"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-2048", "ec-p256", "ec-p384", "ec-p521"})
  void sshKeygenReadsPem(String kind) throws Exception {
    latchkey("add", "key", "--platform", "generic", "--generate", kind);
    Path spki = Files.writeString(folder.resolve("spki.pem"), latchkey("export", "key"));
    String expected = text("ssh-keygen", "-i", "-m", "PKCS8", "-f", spki.toString());
    exportPrivate();
    assertEquals(expected, text("ssh-keygen", "-y", "-P", "", "-f", out.toString()));
    exportPrivate("--key-password-file", passphrase.toString());
    assertEquals(
        expected, text("ssh-keygen", "-y", "-P", "under seven bridges", "-f", out.toString()));
  }

  @Test
  void opensslDecodesASecretToItsBytes() throws Exception {
    latchkey(
        "add", "key", "--platform", "generic", "--generate", "secret", "--secret-encoding", "hex");
    byte[] expected = HexFormat.of().parseHex(latchkey("export", "key", "--private", "-o", "-"));
    assertEquals(32, expected.length);
    exportPrivate("--format", "raw");
    assertArrayEquals(expected, Files.readAllBytes(out));
    exportPrivate("--format", "base64");
    assertArrayEquals(expected, run("openssl", "base64", "-d", "-A", "-in", out.toString()));
  }
}
