package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where `add` takes a key from: encrypted files, whatever holds a key, and keys made here.
class AddKeySourceTest {

  private static final List<String> CLAN =
      List.of("--platform", "clan-meeting", "--field", "consumerId=acme");
  private static final List<String> JIO =
      List.of("--platform", "jiomeet-one-step", "--field", "app=app-id-1", "--field", "iss=acme");

  @TempDir Path folder;

  private Latchkey parts;
  private Path vault;

  @BeforeEach
  void makeAVault() throws Exception {
    parts = TestDesk.in(folder);
    vault = TestDesk.vault(parts);
  }

  private FakeTerminal run(FakeTerminal terminal, int expected, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--recovery-key-file");
    all.add(vault.resolveSibling("recovery.txt").toString());
    int code = terminal.run(parts, all.toArray(String[]::new));
    assertEquals(expected, code, terminal.result() + terminal.remarks());
    return terminal;
  }

  private FakeTerminal add(
      FakeTerminal terminal, int expected, List<String> platform, String... source) {
    List<String> all = new ArrayList<>(List.of("add", "new"));
    all.addAll(platform);
    all.addAll(List.of(source));
    return run(terminal, expected, all);
  }

  private FakeTerminal add(int expected, List<String> platform, String... source) {
    return add(FakeTerminal.silent(), expected, platform, source);
  }

  private String key(String name) throws IOException {
    return TestDesk.resource("/keys/" + name, folder).toString();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private void assertSignsFor(String key, String... claims) {
    List<String> sign = new ArrayList<>(List.of("sign", "new"));
    sign.addAll(List.of(claims));
    String token = run(FakeTerminal.silent(), 0, sign).result().strip();
    var inspected = FakeTerminal.silent();
    int code = inspected.run(parts, "inspect", "--no-vault", "--key", key, token);
    assertEquals(0, code, inspected.result() + inspected.remarks());
  }

  private void assertClanSignsFor(String publicKey) {
    assertSignsFor(publicKey, "--claim", "room=stand up");
  }

  private void assertNothingStored() {
    var list = run(FakeTerminal.silent(), 0, List.of("list", "--json"));
    assertEquals("[]", list.result().strip());
  }

  @ParameterizedTest
  @CsvSource({
    "--private-key, encrypted.pkcs8.pem",
    "--private-key, encrypted.pkcs1.pem",
    "--key-file, bundle.p12",
    "--key-file, fuzz.encrypted.ppk"
  })
  void opensAnEncryptedKeyWithThePassphraseOfAFile(String option, String name) throws Exception {
    String password = file("passphrase.txt", "test\r\na second line\n");
    add(0, CLAN, option, key(name), "--key-password-file", password);
    assertClanSignsFor(key("rsa2048.spki.pem"));
  }

  @Test
  void refusesAWrongPassphraseOfAFileWithoutAsking() throws Exception {
    String password = file("passphrase.txt", "Test\n");
    var person = FakeTerminal.typing("test");
    String locked = key("encrypted.pkcs8.pem");
    String refused =
        add(person, 4, CLAN, "--private-key", locked, "--key-password-file", password).remarks();
    assertTrue(refused.contains("encrypted.pkcs8.pem"), refused);
    assertFalse(refused.contains("Test"), refused);
    assertNothingStored();
  }

  @Test
  void refusesAnEncryptedKeyWhereNobodyCanBeAsked() throws Exception {
    String refused = add(4, CLAN, "--private-key", key("encrypted.pkcs8.pem")).remarks();
    assertTrue(refused.contains("This key is encrypted."), refused);
    assertNothingStored();
  }

  @Test
  void asksForThePassphraseUntilItFits() throws Exception {
    var person = FakeTerminal.typing("nonsense", "test");
    add(person, 0, CLAN, "--private-key", key("encrypted.pkcs8.pem"));
    assertClanSignsFor(key("rsa2048.spki.pem"));
  }

  @Test
  void takesASecretOutOfWhateverHoldsIt() throws Exception {
    String env = file("app.env", "APP_ID=x\nAPP_SECRET=a secret that is long enough for HS256\n");
    String remarks = add(0, JIO, "--key-file", env).remarks();
    assertTrue(remarks.contains("NAME=value"), remarks);
    assertFalse(remarks.contains("long enough"), remarks);
    assertSignsFor(file("secret.txt", "a secret that is long enough for HS256"));
  }

  private String twoKeys() throws IOException {
    String first = Files.readString(Path.of(key("rsa2048.pkcs8.pem")));
    return file("two.pem", first + Files.readString(Path.of(key("other2048.pkcs8.pem"))));
  }

  @ParameterizedTest
  @CsvSource({"1, rsa2048.spki.pem", "2, other2048.spki.pem"})
  void takesTheOneOfSeveralKeysThatIsNamed(String number, String half) throws Exception {
    String two = twoKeys();
    String said =
        add(0, CLAN, "--key-file", two, "--key-number", number, "--delete-source").remarks();
    assertClanSignsFor(key(half));
    assertTrue(Files.exists(Path.of(two)), "it holds the other key");
    assertTrue(said.contains("two.pem was left"), said);
    assertFalse(said.contains("Deleted"), said);
  }

  @Test
  void deletesWhatWasStoredWholeAndLeavesWhatHoldsOthers() throws Exception {
    String two = twoKeys();
    String half = key("other2048.spki.pem");
    String said =
        add(
                0,
                CLAN,
                "--key-file",
                two,
                "--key-number",
                "2",
                "--public-key",
                half,
                "--delete-source")
            .remarks();
    assertTrue(said.contains("Deleted " + half) && said.contains("two.pem was left"), said);
    assertTrue(Files.exists(Path.of(two)) && Files.notExists(Path.of(half)), said);
  }

  @ParameterizedTest
  @CsvSource({"0", "2", "-1"})
  void takesNoOtherThanTheOnlyKey(String number) throws Exception {
    String refused =
        add(4, CLAN, "--private-key", key("rsa2048.pkcs8.pem"), "--key-number=" + number).remarks();
    assertTrue(refused.contains("only one key"), refused);
    assertNothingStored();
  }

  @Test
  void takesTheOneOfSeveralSecretsThatArePipedIn() throws Exception {
    String set =
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY\"},"
            + "{\"kty\":\"oct\",\"k\":\"YSBzZWNyZXQgdGhhdCBpcyBsb25nIGVub3VnaCBmb3IgSFMyNTY\"}]}";
    var piped = FakeTerminal.piped(set);
    add(piped, 0, JIO, "--secret-stdin", "--key-number", "2");
    assertSignsFor(file("secret.txt", "a secret that is long enough for HS256"));
  }

  @ParameterizedTest
  @CsvSource({"--key-number, 2", "--secret-encoding, hex", "--key-password-file, none.txt"})
  void changesNoKeyWhereNoneIsGiven(String option, String value) throws Exception {
    add(0, CLAN, "--private-key", key("rsa2048.pkcs8.pem"));
    var edit = List.of("edit", "new", "--note", "a note", option, value);
    String refused = run(FakeTerminal.silent(), 2, edit).remarks();
    assertTrue(refused.contains("--private-key"), refused);
  }

  @Test
  void aKeyThatIsMadeHasNoNumber() {
    add(2, CLAN, "--generate", "rsa-2048", "--key-number", "1");
    assertNothingStored();
  }

  @ParameterizedTest
  @CsvSource({"0", "3", "-1"})
  void listsSeveralKeysWhereNoneOfThemIsNamed(String number) throws Exception {
    String two = twoKeys();
    String asked = add(4, CLAN, "--private-key", two).remarks();
    assertTrue(asked.contains("--key-number"), asked);
    assertTrue(asked.contains("\n  1  RSA private key") && asked.contains("\n  2  RSA"), asked);
    String wrong = add(4, CLAN, "--private-key", two, "--key-number=" + number).remarks();
    assertEquals(asked, wrong);
    assertNothingStored();
  }

  @Test
  void anEncryptedKeyTakesThePlaceOfAnother() throws Exception {
    add(0, CLAN, "--private-key", key("other2048.pkcs8.pem"));
    String password = file("passphrase.txt", "test\n");
    String locked = key("encrypted.pkcs8.pem");
    var edit = List.of("edit", "new", "--private-key", locked, "--key-password-file", password);
    run(FakeTerminal.silent(), 0, edit);
    assertClanSignsFor(key("rsa2048.spki.pem"));
  }

  @Test
  void aPublicKeyIsNothingToSignWith() throws Exception {
    add(4, CLAN, "--key-file", key("rsa2048.spki.pem"));
    assertNothingStored();
  }

  @Test
  void printsThePublicHalfOfAPairThatItMakes() throws Exception {
    String pem = add(0, CLAN, "--generate", "rsa-2048").result();
    assertTrue(pem.startsWith("-----BEGIN PUBLIC KEY-----\n"), pem);
    assertClanSignsFor(file("made.pem", pem));
  }

  @Test
  void makesASecretAndPrintsNothingOfIt() {
    assertEquals("", add(0, JIO, "--generate", "secret").result());
    String token = run(FakeTerminal.silent(), 0, List.of("sign", "new")).result().strip();
    assertEquals(3, token.split("\\.").length);
  }

  @Test
  void namesTheKindsThatItCanMake() {
    String refused = add(2, CLAN, "--generate", "rsa-1024").remarks();
    assertTrue(refused.contains("rsa-1024") && refused.contains("ed25519"), refused);
    assertNothingStored();
  }

  @Test
  void takesOneSourceOnly() throws Exception {
    add(2, CLAN, "--generate", "rsa-2048", "--key-file", key("rsa2048.pkcs8.pem"));
    assertNothingStored();
  }

  private FakeTerminal inspect(FakeTerminal terminal, int expected, String... key)
      throws Exception {
    add(0, CLAN, "--private-key", key("rsa2048.pkcs8.pem"));
    String token =
        run(FakeTerminal.silent(), 0, List.of("sign", "new", "--claim", "room=stand up"))
            .result()
            .strip();
    List<String> all = new ArrayList<>(List.of("inspect", token, "--no-vault"));
    all.addAll(List.of(key));
    int code = terminal.run(parts, all.toArray(String[]::new));
    assertEquals(expected, code, terminal.result() + terminal.remarks());
    return terminal;
  }

  @Test
  void inspectChecksWithAnEncryptedKeyWhosePassphraseIsInAFile() throws Exception {
    String locked = key("encrypted.pkcs8.pem");
    String password = file("passphrase.txt", "test\n");
    inspect(FakeTerminal.silent(), 0, "--key", locked, "--key-password-file", password);
  }

  @Test
  void inspectAsksForThePassphraseOfAnEncryptedKeyThreeTimes() throws Exception {
    String locked = key("encrypted.pkcs8.pem");
    inspect(FakeTerminal.typing("nonsense", "more nonsense", "test"), 0, "--key", locked);
  }

  @Test
  void inspectRefusesAnEncryptedKeyThatNobodyOpens() throws Exception {
    String locked = key("encrypted.pkcs8.pem");
    String refused = inspect(FakeTerminal.silent(), 4, "--key", locked).remarks();
    assertTrue(refused.contains("This key is encrypted."), refused);
    var again = FakeTerminal.typing("one", "two", "three", "test");
    String code = run(again, 4, List.of("inspect", "x", "--no-vault", "--key", locked)).remarks();
    assertTrue(code.contains("passphrase"), code);
  }
}
