package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestDesk;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bad input at the command line: one sentence, the right exit code, and the vault as it was.
class CliRefusalTest {

  private static final String PUBLIC_PEM =
      """
      -----BEGIN PUBLIC KEY-----
      MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAofgWCuLjybRlzo0tZWJj
      NiuSfb4p4fAkd/wWJcyQoTbji9k0l8W26mPddxHmfHQp+Vaw+4qPCJrcS2mJPMEz
      P1Pt0Bm4d4QlL+yRT+SFd2lZS+pCgNMsD1W/YpRPEwOWvG6b32690r2jZ47soMZo
      9wGzjb/7OMg0LOL+bSf63kpaSHSXndS5z5rexMdbBYUsLA9e+KXBdQOS+UTo7WTB
      EMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6/I5IhlJH7aGhyxX
      FvUK+DWNmoudF8NAco9/h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXp
      oQIDAQAB
      -----END PUBLIC KEY-----
      """;

  @TempDir Path folder;

  private Latchkey parts;
  private Path vault;
  private byte[] before;

  @BeforeEach
  void makeAVault() throws Exception {
    parts = TestDesk.in(folder);
    vault = TestDesk.vault(parts);
    before = Files.readAllBytes(vault);
  }

  private String refused(int expected, FakeTerminal terminal, String... arguments)
      throws Exception {
    int code = terminal.run(parts, arguments);
    assertEquals(expected, code, terminal.remarks());
    assertEquals("", terminal.result());
    assertFalse(terminal.remarks().isBlank());
    assertFalse(terminal.remarks().contains("Exception"), terminal.remarks());
    assertFalse(terminal.remarks().contains("\tat "), terminal.remarks());
    assertEquals(1, terminal.remarks().strip().lines().count(), terminal.remarks());
    return terminal.remarks();
  }

  private String refusedKey(int expected, Path file) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "add",
                "x",
                "--platform",
                "clan-meeting",
                "--field",
                "consumerId=c",
                "--private-key",
                file.toString(),
                "--recovery-key-file",
                vault.resolveSibling("recovery.txt").toString()));
    String remarks = refused(expected, FakeTerminal.silent(), arguments.toArray(String[]::new));
    assertEquals(
        java.util.HexFormat.of().formatHex(before),
        java.util.HexFormat.of().formatHex(Files.readAllBytes(vault)));
    return remarks;
  }

  private Path file(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void refusesAPublicKeyWhereAPrivateOneBelongs() throws Exception {
    assertTrue(
        refusedKey(4, file("key.pem", PUBLIC_PEM))
            .contains("This is a public key. Signing needs the private one."));
  }

  @Test
  void refusesATruncatedPemAndSaysTheLine() throws Exception {
    Path whole = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    String cut = String.join("\n", Files.readAllLines(whole).subList(0, 14));
    String remarks = refusedKey(4, file("cut.pem", cut));
    assertTrue(remarks.contains("ends in the middle of the key, at line 14"), remarks);
    assertTrue(remarks.contains("Download it again"), remarks);
  }

  @Test
  void refusesAnEmptyFileABinaryOneAndOneOfAHundredMegabytes() throws Exception {
    assertTrue(refusedKey(4, file("empty.pem", "")).contains("empty"));
    Path binary = folder.resolve("binary.pem");
    byte[] noise = new byte[4096];
    new java.util.Random(7).nextBytes(noise);
    Files.write(binary, noise);
    assertTrue(refusedKey(4, binary).contains("binary file"));
    Path large = folder.resolve("large.pem");
    try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(100L * 1024 * 1024);
    }
    assertTrue(refusedKey(4, large).contains("104857600 bytes"));
  }

  @Test
  void refusesAFileThatIsNotThere() throws Exception {
    assertTrue(refusedKey(5, folder.resolve("nowhere.pem")).contains("There is no file"));
  }

  @Test
  void refusesAPublicKeyThatBelongsToAnotherPrivateOne() throws Exception {
    Path other = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    var generator = java.security.KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String spki =
        java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
    Path wrong =
        file("pub.pem", "-----BEGIN PUBLIC KEY-----\n" + spki + "\n-----END PUBLIC KEY-----\n");
    String remarks =
        refused(
            4,
            FakeTerminal.silent(),
            "add",
            "x",
            "--platform",
            "clan-meeting",
            "--field",
            "consumerId=c",
            "--private-key",
            other.toString(),
            "--public-key",
            wrong.toString(),
            "--recovery-key-file",
            vault.resolveSibling("recovery.txt").toString());
    assertTrue(remarks.contains("The public key does not belong to the private key."), remarks);
  }

  @Test
  void tellsAWrongPasswordFromADamagedFileFromNoVault() throws Exception {
    assertTrue(
        refused(3, FakeTerminal.typing("wrong"), "list")
            .contains("That password does not open this vault."));
    Path cut = folder.resolve("cut.latchkey");
    Files.write(cut, java.util.Arrays.copyOf(before, before.length / 2));
    assertTrue(
        refused(4, FakeTerminal.typing("x"), "list", "--vault", cut.toString())
            .contains("is damaged"));
    Path flipped = folder.resolve("flipped.latchkey");
    byte[] bytes = before.clone();
    bytes[bytes.length / 2] ^= 1;
    Files.write(flipped, bytes);
    assertTrue(
        refused(4, FakeTerminal.typing("x"), "list", "--vault", flipped.toString())
            .contains("is damaged"));
    Path text = file("text.latchkey", "hello");
    assertTrue(
        refused(4, FakeTerminal.typing("x"), "list", "--vault", text.toString())
            .contains("is not a Latchkey vault"));
    String missing = folder.resolve("missing.latchkey").toString();
    assertTrue(
        refused(5, FakeTerminal.typing("x"), "list", "--vault", missing)
            .contains("There is no vault at"));
  }

  @Test
  void staysLockedWithoutAPasswordAndNeverAsksWhenToldNotTo() throws Exception {
    assertTrue(refused(3, FakeTerminal.silent(), "list").contains("No password was given"));
    assertTrue(
        refused(3, FakeTerminal.typing(TestDesk.PASSWORD), "list", "--no-input")
            .contains("No password was given"));
  }

  @Test
  void opensWithAPasswordThatIsTypedOrPiped() {
    assertEquals(0, FakeTerminal.typing(TestDesk.PASSWORD).run(parts, "list"));
    assertEquals(
        0, FakeTerminal.piped(TestDesk.PASSWORD + "\n").run(parts, "list", "--password-stdin"));
  }

  @Test
  void refusesToMakeAVaultWhereOneIs() throws Exception {
    assertTrue(refused(1, FakeTerminal.typing("a", "a"), "init").contains("There is a file at"));
  }

  @Test
  void makesAVaultAndPrintsTheRecoveryKeyOnceToStandardOutput() {
    String file = folder.resolve("new folder/schlüssel.latchkey").toString();
    var differing = FakeTerminal.typing("seven blue teapots", "seven blue teapot");
    assertEquals(2, differing.run(parts, "init", "--vault", file));
    assertFalse(Files.exists(Path.of(file)));
    var terminal = FakeTerminal.typing("seven blue teapots", "seven blue teapots");
    assertEquals(0, terminal.run(parts, "init", "--vault", file), terminal.remarks());
    assertTrue(
        terminal.result().strip().matches("([0-9A-Z]{7}-){7}[0-9A-Z]{7}"), terminal.result());
    assertFalse(terminal.remarks().contains(terminal.result().strip()));
  }

  @Test
  void saysWhatIsWrongWithTheCommandLineWithoutRepeatingAPassword() throws Exception {
    String remarks = refused(2, FakeTerminal.silent(), "list", "--password=hunter2");
    assertFalse(remarks.contains("hunter2"), remarks);
    assertTrue(remarks.contains("--help"), remarks);
    refused(2, FakeTerminal.silent(), "frobnicate");
    refused(2, FakeTerminal.silent());
    refused(2, FakeTerminal.silent(), "inspect", "x", "--at", "yesterday");
    refused(2, FakeTerminal.silent(), "inspect", "x", "--leeway", "soon");
    refused(2, FakeTerminal.silent(), "platforms", "teams");
    refused(2, FakeTerminal.typing("x"), "sign", "x", "--claim", "noequals");
    refused(2, FakeTerminal.typing("x"), "sign", "x", "--claim-json", "a={");
    refused(2, FakeTerminal.typing("x"), "sign", "x", "--expires-in", "5m", "--no-expiry");
  }

  @Test
  void reportsEveryKeyFileAndEndsWithTheWorst() throws Exception {
    Path good = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    Path publicKey = file("public.pem", PUBLIC_PEM);
    Path broken = file("broken.pem", "-----BEGIN PRIVATE KEY-----\nMIIE\n");
    var fine = FakeTerminal.silent();
    assertEquals(0, fine.run(parts, "key", good.toString(), publicKey.toString()), fine.result());
    var mixed = FakeTerminal.silent();
    assertEquals(4, mixed.run(parts, "key", "--json", good.toString(), broken.toString()));
    assertEquals(2, mixed.result().strip().lines().count());
    var missing = FakeTerminal.silent();
    assertEquals(5, missing.run(parts, "key", broken.toString(), folder.resolve("no").toString()));
  }

  @Test
  void givesEveryCommandAHelp() {
    for (String command :
        List.of("init", "add", "list", "show", "sign", "inspect", "key", "platforms", "vault")) {
      var terminal = FakeTerminal.silent();
      assertEquals(0, terminal.run(parts, command, "--help"));
      assertTrue(terminal.result().contains("Usage: latchkey " + command), terminal.result());
    }
    var info = FakeTerminal.silent();
    assertEquals(0, info.run(parts, "vault", "info", "--help"));
    assertTrue(info.result().contains("Usage: latchkey vault info"));
  }

  @Test
  void takesNoArgumentForTheNameOfAFileOfArguments() throws Exception {
    Path file = file("arguments", "hunter2secret topsecret");
    var terminal = FakeTerminal.silent();
    assertEquals(1, terminal.run(parts, "inspect", "--no-vault", "@" + file));
    assertFalse((terminal.result() + terminal.remarks()).contains("topsecret"));
  }

  @Test
  void repeatsNoValueThatMayBeASecret() throws Exception {
    for (String[] misuse :
        List.of(
            new String[] {"init", "--password", "hunter2"},
            new String[] {"init", "-phunter2"},
            new String[] {
              "add", "x", "--platform", "generic", "--secret-stdin", "--field", "hunter2"
            },
            new String[] {"list", "--color", "hunter2"},
            new String[] {"vault", "hunter2"})) {
      String remarks = refused(2, FakeTerminal.silent(), misuse);
      assertFalse(remarks.contains("hunter2"), remarks);
    }
  }

  @Test
  void refusesAPasswordThatWouldBeGuessed() throws Exception {
    String file = folder.resolve("weak.latchkey").toString();
    String remarks = refused(2, FakeTerminal.typing("abc", "abc"), "init", "--vault", file);
    assertTrue(remarks.contains("would be guessed"), remarks);
    assertFalse(Files.exists(Path.of(file)));
  }

  @Test
  void keepsNoVaultWhoseRecoveryKeyNobodySaw() throws Exception {
    Path file = folder.resolve("unseen.latchkey");
    var terminal = FakeTerminal.deaf("seven blue teapots");
    assertEquals(5, terminal.run(parts, "init", "--vault", file.toString()));
    assertTrue(terminal.remarks().contains("the vault was not kept"), terminal.remarks());
    assertFalse(Files.exists(file));
  }

  @Test
  void saysThatStandardOutputCouldNotBeWritten() {
    var terminal = FakeTerminal.deaf("x");
    assertEquals(5, terminal.run(parts, "platforms"));
    assertTrue(terminal.remarks().contains("Standard output could not be written."));
  }

  @Test
  void refusesWhatTheLocaleCouldNotSay() throws Exception {
    assertTrue(refused(2, FakeTerminal.silent(), "inspect", "caf\uFFFD").contains("LC_ALL"));
  }

  @Test
  void writesJsonThatNoTerminalObeys() throws Exception {
    // {"alg":"HS256"} {"esc":"\u009b31m\u202e\u007f"}
    String payload =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                "{\"esc\":\"\u009b31m\u202e\u007f\"}"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var terminal = FakeTerminal.silent();
    terminal.run(
        parts, "inspect", "--no-vault", "--json", "eyJhbGciOiJIUzI1NiJ9." + payload + ".AAAA");
    assertTrue(terminal.result().contains("\\u009b31m\\u202e\\u007f"), terminal.result());
    assertFalse(terminal.result().chars().anyMatch(c -> c == 0x9b || c == 0x202e || c == 0x7f));
  }

  @Test
  void letsNoDotsLeadALinkElsewhere() throws Exception {
    Path key = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    String recovery = vault.resolveSibling("recovery.txt").toString();
    for (String id : List.of("..", "a b", "a/b", "a\u0007b")) {
      var refused = FakeTerminal.silent();
      int code =
          refused.run(
              parts,
              "add",
              "x",
              "--platform",
              "clan-meeting",
              "--private-key",
              key.toString(),
              "--field",
              "consumerId=" + id,
              "--recovery-key-file",
              recovery);
      assertEquals(2, code, id + refused.remarks());
    }
    assertEquals(
        0,
        FakeTerminal.silent()
            .run(
                parts,
                "add",
                "y",
                "--platform",
                "clan-meeting",
                "--private-key",
                key.toString(),
                "--field",
                "consumerId=acme",
                "--field",
                "domain=meet.example",
                "--recovery-key-file",
                recovery));
    String remarks =
        refusedAfterFindings(
            2, "sign", "y", "--claim", "room=..", "--as", "url", "--recovery-key-file", recovery);
    assertTrue(remarks.contains("would lead elsewhere"), remarks);
  }

  private String refusedAfterFindings(int expected, String... arguments) {
    var terminal = FakeTerminal.silent();
    assertEquals(expected, terminal.run(parts, arguments), terminal.remarks());
    assertEquals("", terminal.result());
    return terminal.remarks();
  }
}
