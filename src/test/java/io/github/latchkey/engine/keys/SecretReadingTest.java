package io.github.latchkey.engine.keys;

import static io.github.latchkey.engine.keys.KeyOddity.BOM;
import static io.github.latchkey.engine.keys.KeyOddity.TRAILING_NEWLINE_IN_SECRET;
import static io.github.latchkey.engine.keys.KeyOddity.UTF_16;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.keys.KeyMaterial.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReadingTest {

  private static final String LONG = "correct horse battery staple 0123456789";
  private static final KeyRequest SECRET = KeyRequest.of(ExpectedKey.SECRET);

  private static String text(KeyReading reading) {
    SecretText secret = (SecretText) reading.material().orElseThrow();
    return new String(secret.text().lend(byte[]::clone), StandardCharsets.UTF_8);
  }

  private static KeyProblem refused(String text, KeyRequest request) {
    try (KeyReading reading = KeyFile.read(text, request)) {
      assertEquals(KeyVerdict.REFUSED, reading.verdict());
      assertTrue(reading.material().isEmpty());
      return reading.problem().orElseThrow();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ExpectedKey.class,
      names = {"ANYTHING", "SECRET"})
  void oneLineOfTextIsASecret(ExpectedKey expected) {
    try (KeyReading reading = KeyFile.read(LONG, KeyRequest.of(expected))) {
      assertEquals(KeyVerdict.USABLE, reading.verdict());
      assertEquals(LONG, text(reading));
      assertEquals(List.of(), reading.oddities());
      assertTrue(reading.problem().isEmpty());
      KeyDescription description = reading.description().orElseThrow();
      assertEquals(KeyKind.HMAC_SECRET, description.kind());
      assertEquals(8 * LONG.length(), description.bits());
      assertEquals("text", description.container());
      assertEquals(Optional.of(SecretEncoding.UTF8), description.encoding());
      assertEquals(Optional.empty(), description.fingerprint());
      assertEquals(Optional.empty(), description.thumbprint());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/9j/4AAQSkZJRgABAQ/9j/4AAQSkZJRgABAQ==",
        "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
        "  blanks at both ends belong to it  ",
        "{not json, but a secret all the same 1}",
        "का रहस्य बहुत लंबा है",
        "\"quotes belong to it, for all we know\"",
        "MIIsThisDerOrIsItNot, that is the question",
        "my horse Secret Word.key",
        "secret-word-without-a-folder.key",
        "/a blank in/horse secret.key",
        "{\"a quote and no colon}",
        "{a colon: and \"a quote\"}"
      })
  void takesTextAsItStands(String secret) {
    try (KeyReading reading = KeyFile.read(secret, SECRET)) {
      assertEquals(secret, text(reading));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n"})
  void dropsALineEndAndSaysSo(String end) {
    try (KeyReading reading = KeyFile.read(LONG + end, SECRET)) {
      assertEquals(LONG, text(reading));
      assertEquals(List.of(TRAILING_NEWLINE_IN_SECRET), reading.oddities());
    }
  }

  @Test
  void keepsALineEndWhenAskedAndStillSaysSo() {
    try (KeyReading reading = KeyFile.read(LONG + "\n", SECRET.keepingFinalNewline())) {
      assertEquals(LONG + "\n", text(reading));
      assertEquals(List.of(TRAILING_NEWLINE_IN_SECRET), reading.oddities());
      assertEquals(8 * (LONG.length() + 1), reading.description().orElseThrow().bits());
    }
  }

  @Test
  void neverKeepsALineEndInAnEncodingThatHasNone() {
    KeyRequest request = SECRET.withEncoding(SecretEncoding.HEX).keepingFinalNewline();
    try (KeyReading reading = KeyFile.read("ab".repeat(32) + "\n", request)) {
      assertEquals("ab".repeat(32), text(reading));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 8", "31, 248"})
  void aShortSecretIsUsableAndSaidToBeShort(int length, long bits) {
    try (KeyReading reading = KeyFile.read("x".repeat(length), SECRET)) {
      assertEquals(KeyVerdict.USABLE, reading.verdict());
      assertEquals(
          Optional.of(
              new KeyProblem(KeyProblemId.SHORT_SECRET, Map.of("bits", bits, "least", 256L))),
          reading.problem());
    }
  }

  @Test
  void thirtyTwoBytesAreEnoughAndCountedAfterDecoding() {
    try (KeyReading text = KeyFile.read("x".repeat(32), SECRET);
        KeyReading hex = KeyFile.read("ab".repeat(31), SECRET.withEncoding(SecretEncoding.HEX))) {
      assertTrue(text.problem().isEmpty());
      assertEquals(248, hex.description().orElseThrow().bits());
      assertEquals(KeyProblemId.SHORT_SECRET, hex.problem().orElseThrow().id());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BASE64, 'q83v_w==', 5",
    "BASE64, 'q83v q83v', 5",
    "BASE64URL, 'q83v+w', 5",
    "HEX, 'abcg', 4",
    "HEX, 'abc', 3",
    "BASE64, 'abcde', 5"
  })
  void saysWhereASecretIsNotInItsEncoding(SecretEncoding encoding, String text, long position) {
    KeyProblem problem = refused(text, SECRET.withEncoding(encoding));
    assertEquals(KeyProblemId.DAMAGED, problem.id());
    assertEquals(encoding.id(), problem.facts().get("encoding"));
    assertEquals(position, problem.facts().get("position"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "\r\n \t\n", "\ufeff", "\ufeff\n"})
  void nothingIsAnEmptyFile(String nothing) {
    for (ExpectedKey expected : ExpectedKey.values()) {
      assertEquals(KeyProblemId.EMPTY_FILE, refused(nothing, KeyRequest.of(expected)).id());
    }
  }

  @Test
  void severalLinesAreNoSecret() {
    KeyProblem problem = refused("one\ntwo\nthree\n", KeyRequest.anything());
    assertEquals(KeyProblemId.NOT_A_KEY, problem.id());
    assertEquals(3L, problem.facts().get("lines"));
    assertEquals("anything", problem.facts().get("expected"));
    assertEquals(KeyProblemId.NOT_A_KEY, refused("one\ntwo", SECRET).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tb", "a\u007fb", "a\u0085b"})
  void controlCharactersAreNoSecret(String text) {
    assertEquals(KeyProblemId.NOT_A_KEY, refused(text, SECRET).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\u0001\u0002", "PK\u0003\u0004"})
  void binaryIsNamedAsSuch(String text) {
    KeyProblem problem = refused(text, SECRET);
    assertEquals(KeyProblemId.UNKNOWN_BINARY, problem.id());
    assertEquals((long) text.length(), problem.facts().get("bytes"));
  }

  @Test
  void saysWhereTextIsNotUtf8() {
    byte[] latin1 = "Schl\u00fcssel".getBytes(StandardCharsets.ISO_8859_1);
    KeyProblem problem = KeyReader.read(latin1, SECRET).problem().orElseThrow();
    assertEquals(new KeyProblem(KeyProblemId.NOT_UTF8, Map.of("position", 5L)), problem);
  }

  @Test
  void halfASurrogatePairIsNotUtf8() {
    byte[] cesu = {'a', (byte) 0xed, (byte) 0xa0, (byte) 0x80, 'b'};
    assertEquals(KeyProblemId.NOT_UTF8, KeyReader.read(cesu, SECRET).problem().orElseThrow().id());
    byte[] utf16 = {(byte) 0xff, (byte) 0xfe, 'a', 0, 0, (byte) 0xd8, 'b', 0};
    assertEquals(KeyProblemId.NOT_UTF8, KeyReader.read(utf16, SECRET).problem().orElseThrow().id());
  }

  @Test
  void readsASecretThatNotepadSaved() {
    byte[] utf16 = ("\ufeff" + LONG + "\r\n").getBytes(StandardCharsets.UTF_16LE);
    try (KeyReading reading = KeyReader.read(utf16, SECRET)) {
      assertEquals(LONG, text(reading));
      assertEquals(List.of(BOM, UTF_16, TRAILING_NEWLINE_IN_SECRET), reading.oddities());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa2048.pkcs8.pem, PEM",
    "rsa2048.spki.pem, PEM",
    "certificate.pem, PEM",
    "openssh.pub, OpenSSH",
    "openssh.pem, PEM",
    "rsa2048.pkcs8.der, DER",
    "bundle.p12, PKCS#12"
  })
  void aKeyIsNoSecret(String file, String container) {
    try (KeyReading reading = KeyReader.read(TestKeys.file(file), SECRET)) {
      assertEquals(
          new KeyProblem(KeyProblemId.KEY_AS_SECRET, Map.of("container", container)),
          reading.problem().orElseThrow());
    }
  }

  @Test
  void aKeyInBase64IsNoSecretEither() {
    String body = KeyFile.text("rsa2048.spki.pem").replaceAll("-----[^-]+-----|\n", "");
    assertEquals(KeyProblemId.KEY_AS_SECRET, refused(body, SECRET).id());
    try (KeyReading key = KeyFile.read(body)) {
      assertEquals(KeyVerdict.PUBLIC, key.verdict());
      assertEquals("SPKI base64", key.description().orElseThrow().container());
    }
    KeyRequest base64 = SECRET.withEncoding(SecretEncoding.BASE64);
    String pem = java.util.Base64.getEncoder().encodeToString(TestKeys.file("rsa2048.spki.pem"));
    assertEquals(KeyProblemId.KEY_AS_SECRET, refused(pem, base64).id());
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}', JWK",
    "'{\"keys\":[]}', JWK",
    "'{\"kty\":\"oct\",\"k\":', JWK",
    "'PuTTY-User-Key-File-3: ssh-rsa', PPK",
    "'---- BEGIN SSH2 PUBLIC KEY ----', RFC 4716"
  })
  void otherProgramsKeysAreNoSecrets(String text, String container) {
    assertEquals(
        new KeyProblem(KeyProblemId.KEY_AS_SECRET, Map.of("container", container)),
        refused(text, SECRET));
  }

  @Test
  void takesTheSecretOutOfAJwk() {
    try (KeyReading reading = KeyFile.read("{\"kty\":\"oct\",\"k\":\"AAEC\"}", SECRET)) {
      assertEquals("AAEC", text(reading));
      KeyDescription key = reading.description().orElseThrow();
      assertEquals("JWK", key.container());
      assertEquals(24, key.bits());
      assertEquals(Optional.of(SecretEncoding.BASE64URL), key.encoding());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"appId\": \"x\", \"appSecret\": \"abc\\/d\"} | JSON | abc/d",
        "{\"app\": {\"id\": \"x\", \"apiKey\": \"abc\"}} | JSON | abc",
        "{\"key\": \"no\", \"client_secret\": \"abc\"} | JSON | abc",
        "APP_ID=x;APP_SECRET=abc= | .env | abc=",
        "# mine;;export JIO_SECRET='a b' | .env | a b",
        "app.id = x;app.secret: abc | properties | abc",
        "API_KEY=\"abc\" | .env | abc",
        "API_KEY: abc | .env | abc",
        "client_secret=ab=c | .env | ab=c",
        "appSecret = abc | .env | abc",
        "KEY_ID=x;PUBLIC_KEY=y;SIGNING_KEY=abc | .env | abc"
      })
  void takesASecretByItsName(String lines, String container, String secret) {
    for (KeyRequest request : List.of(SECRET, KeyRequest.anything())) {
      try (KeyReading reading = KeyFile.read(lines.replace(';', '\n') + "\n", request)) {
        assertEquals(secret, text(reading));
        assertEquals(container, reading.description().orElseThrow().container());
        assertEquals(List.of(KeyOddity.NAMED_SECRET), reading.oddities());
      }
    }
  }

  @Test
  void doesNotChooseBetweenTwoSecrets() {
    KeyProblem problem = refused("A_SECRET=one\nB_SECRET=two\n", SECRET);
    assertEquals(KeyProblemId.SEVERAL_KEYS, problem.id());
    try (KeyReading same = KeyFile.read("A_SECRET=one\nB_SECRET=one\n", SECRET)) {
      assertEquals("one", text(same));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc=def",
        "q83v==",
        "user: me",
        "secret",
        "my secret is long",
        "mySecretKeyForHs256==",
        "MYSECRETKEY4TOKENS==",
        "my-secret-key==",
        "SECRET=\"==\"",
        "token===",
        "mySecretKeyForHs25=",
        "secret_live:4f9a0c",
        "SECRET:4f9a0c",
        "token:4f9a",
        "mySecretKey=4f9a",
        "secret_live=4f9a"
      })
  void aTextThatMayBeASecretItselfIsOne(String text) {
    try (KeyReading reading = KeyFile.read(text, SECRET)) {
      assertEquals(text, text(reading));
      assertEquals("text", reading.description().orElseThrow().container());
      assertEquals(List.of(), reading.oddities());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"abc\"}",
        " {\n  \"k\" :\"abc\"\n}\n",
        "{}",
        "{\"k\":\"a secret that some tool wrote badly\",}"
      })
  void aJsonFileWithoutASecretsNameIsNone(String json) {
    KeyProblem problem = refused(json, SECRET);
    assertEquals(
        new KeyProblem(KeyProblemId.UNSUPPORTED_CONTAINER, Map.of("container", "JSON")), problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/ada/cm-api-key.pem",
        "keys/cm-api-key.pem",
        "C:\\Users\\Ada\\jio-secret.txt",
        "D:key.pem",
        "..\\key.p8",
        "~/.ssh/key.ppk",
        "file:///tmp/key.p12",
        "/home/ada/का.pem\n"
      })
  void aPathIsNotItsContent(String path) {
    for (ExpectedKey expected : List.of(ExpectedKey.PRIVATE_KEY, ExpectedKey.PUBLIC_KEY)) {
      KeyProblem problem = refused(path, KeyRequest.of(expected));
      assertEquals(KeyProblemId.PATH_INSTEAD_OF_KEY, problem.id());
      assertEquals(path.strip(), problem.facts().get("path"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ExpectedKey.class,
      names = {"ANYTHING", "SECRET"})
  void aPathThatMayBeASecretIsNotRepeated(ExpectedKey expected) {
    KeyProblem problem = refused("hunter2/Word+x.key\n", KeyRequest.of(expected));
    assertEquals(
        new KeyProblem(KeyProblemId.PATH_INSTEAD_OF_KEY, Map.of("path", "\u2026.key")), problem);
  }

  @Test
  void noFileHasANameThatLong() {
    String longest = "/" + "a".repeat(250) + ".pem";
    assertEquals(KeyProblemId.PATH_INSTEAD_OF_KEY, refused(longest, SECRET).id());
    try (KeyReading reading = KeyFile.read("a" + longest, SECRET)) {
      assertEquals(KeyVerdict.USABLE, reading.verdict());
    }
  }

  @Test
  void textIsNoKey() {
    for (ExpectedKey expected : List.of(ExpectedKey.PRIVATE_KEY, ExpectedKey.PUBLIC_KEY)) {
      KeyProblem problem = refused(LONG, KeyRequest.of(expected));
      assertEquals(KeyProblemId.NOT_A_KEY, problem.id());
      assertEquals(expected.id(), problem.facts().get("expected"));
    }
  }

  @Test
  void closingAReadingClosesTheSecretAndSaysNothingOfIt() {
    KeyReading reading = KeyFile.read(LONG, SECRET);
    assertFalse(reading.toString().contains("horse"));
    SecretText secret = (SecretText) reading.material().orElseThrow();
    reading.close();
    org.junit.jupiter.api.Assertions.assertThrows(
        IllegalStateException.class, () -> secret.text().length());
  }

  @Test
  void leavesTheCallersBytesAlone() {
    byte[] content = (LONG + "\n").getBytes(StandardCharsets.UTF_8);
    KeyReader.read(content, SECRET).close();
    assertArrayEquals((LONG + "\n").getBytes(StandardCharsets.UTF_8), content);
  }
}
