package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestCredentials;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `latchkey export`, as an admin uses it.
class ExportCommandTest {

  private static final String SECRET = "a secret that is long enough for HS256";

  @TempDir Path folder;

  private Latchkey parts;
  private Path vault;
  private Path out;

  @BeforeEach
  void makeAVaultWithAPairAndASecret() throws Exception {
    parts = TestDesk.in(folder);
    vault = TestDesk.vault(parts);
    out = folder.resolve("out");
    try (VaultSession session = TestDesk.open(parts)) {
      TestCredentials.clanMeeting(session, parts, "clan", folder);
      TestCredentials.jioMeet(session, parts, "jio", SECRET);
    }
  }

  private FakeTerminal run(FakeTerminal terminal, int expected, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--recovery-key-file");
    all.add(vault.resolveSibling("recovery.txt").toString());
    int code = terminal.run(parts, all.toArray(String[]::new));
    assertEquals(expected, code, terminal.result() + terminal.remarks());
    assertFalse(terminal.remarks().contains(SECRET));
    assertFalse(terminal.remarks().contains("PRIVATE KEY"));
    return terminal;
  }

  private FakeTerminal run(int expected, String... arguments) {
    return run(FakeTerminal.silent(), expected, arguments);
  }

  private JsonObject known(Path file, String... more) throws Exception {
    var terminal = FakeTerminal.silent();
    List<String> all = new ArrayList<>(List.of("key", "--json", file.toString()));
    all.addAll(List.of(more));
    terminal.run(parts, all.toArray(String[]::new));
    return (JsonObject) Json.parse(terminal.result().strip(), JsonLimits.FOREIGN);
  }

  private String fingerprint() throws Exception {
    var shown = run(0, "show", "clan", "--json").result().strip();
    return ((JsonObject) Json.parse(shown, JsonLimits.FOREIGN))
        .object("key")
        .orElseThrow()
        .text("fingerprint")
        .orElseThrow();
  }

  @Test
  void printsThePublicKeyWhereNothingElseIsSaid() {
    String plain = run(0, "export", "clan").result();
    assertTrue(plain.startsWith("-----BEGIN PUBLIC KEY-----\n"), plain);
    assertEquals(plain, run(0, "export", "clan", "--public", "--format", "pem").result());
    assertTrue(run(0, "export", "clan", "--format", "jwks").result().startsWith("{\"keys\":[{"));
  }

  @ParameterizedTest
  @CsvSource({
    "pem, PKCS#8 PEM",
    "pkcs8, PKCS#8 PEM",
    "der, PKCS#8 DER",
    "pkcs1, PKCS#1 PEM",
    "pkcs1-der, PKCS#1 DER",
    "jwk, JWK"
  })
  void writesThePrivateKeyForItsOwnerAlone(String format, String container) throws Exception {
    String told =
        run(0, "export", "clan", "--private", "--format", format, "-o", out + "").remarks();
    assertTrue(told.contains("not encrypted"), told);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
    JsonObject read = known(out);
    assertEquals(container, read.text("container").orElseThrow());
    assertEquals("usable", read.text("verdict").orElseThrow());
    assertEquals(fingerprint(), read.text("fingerprint").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pem", "der", "pkcs12"})
  void encryptsWithThePassphraseOfAFile(String format) throws Exception {
    Path file = Files.writeString(folder.resolve("passphrase"), "under seven bridges\n");
    run(
        0,
        "export",
        "clan",
        "--private",
        "--format",
        format,
        "--key-password-file",
        file + "",
        "-o",
        out + "");
    assertEquals("refused", known(out).text("verdict").orElseThrow());
    JsonObject read = known(out, "--key-password-file", file.toString());
    assertEquals(fingerprint(), read.text("fingerprint").orElseThrow());
  }

  @Test
  void asksForThePassphraseTwice() throws Exception {
    String[] export = {"export", "clan", "--private", "--encrypt", "-o", out + ""};
    String differ = run(FakeTerminal.typing("one", "another"), 2, export).remarks();
    assertTrue(differ.contains("Nothing was written"), differ);
    run(2, export);
    run(FakeTerminal.typing("", ""), 2, export);
    assertFalse(Files.exists(out));
    run(FakeTerminal.typing("one", "one"), 0, export);
    Path file = Files.writeString(folder.resolve("passphrase"), "one");
    JsonObject read = known(out, "--key-password-file", file.toString());
    assertEquals(fingerprint(), read.text("fingerprint").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "text, a secret that is long enough for HS256",
    "raw, a secret that is long enough for HS256",
    "base64, YSBzZWNyZXQgdGhhdCBpcyBsb25nIGVub3VnaCBmb3IgSFMyNTY=",
    "base64url, YSBzZWNyZXQgdGhhdCBpcyBsb25nIGVub3VnaCBmb3IgSFMyNTY",
    "hex, 6120736563726574207468617420697320 6c6f6e6720656e6f75676820666f72204853323536"
  })
  void writesASecretInItsEncodingsWithoutALineEnd(String format, String expected) {
    String[] export = {"export", "jio", "--private", "--format", format, "-o", "-"};
    String printed = run(0, export).result();
    assertEquals(format.equals("hex") ? expected.replace(" ", "") : expected, printed);
  }

  @Test
  void nothingPrivateIsPrintedUnasked() {
    String refused = run(2, "export", "jio", "--private").remarks();
    assertTrue(refused.contains("-o - for standard output"), refused);
    var person = FakeTerminal.typing("y");
    run(person, 2, "export", "clan", "--private");
    assertEquals("", person.result());
  }

  @Test
  void saysWhatWasMeant() {
    assertTrue(run(2, "export", "jio").remarks().contains("Add --private"));
    assertTrue(run(2, "export", "clan", "--format", "pkcs12").remarks().contains("Add --private"));
    assertTrue(run(2, "export", "clan", "--format", "pkcs8").remarks().contains("Add --private"));
    assertTrue(run(2, "export", "clan", "--encrypt").remarks().contains("not encrypted"));
    String pair = run(2, "export", "clan", "--format", "hex").remarks();
    assertTrue(pair.contains("these fit: pem, der, jwk, jwks"), pair);
    String secret = run(2, "export", "jio", "--private", "--format", "pem", "-o", "-").remarks();
    assertTrue(secret.contains("text, raw, base64, base64url, hex, jwk"), secret);
    String plain =
        run(2, "export", "clan", "--private", "--format", "jwk", "--encrypt", "-o", "-").remarks();
    assertTrue(plain.contains("cannot be encrypted"), plain);
    run(2, "export", "clan", "--private", "--public", "-o", "-");
    run(1, "export", "nobody");
  }

  @Test
  void replacesAFileOnlyWithForce() throws Exception {
    Files.writeString(out, "mine");
    String[] export = {"export", "clan", "--private", "-o", out + ""};
    var person = FakeTerminal.typing("never asked");
    assertTrue(run(person, 5, export).remarks().contains("--force"));
    assertEquals("mine", Files.readString(out));
    run(0, "export", "clan", "--private", "-o", out + "", "--force");
    assertEquals(fingerprint(), known(out).text("fingerprint").orElseThrow());
    assertTrue(
        run(5, "export", "clan", "-o", folder.resolve("no/where") + "").remarks().contains("no"));
  }
}
