package io.github.latchkey.engine.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which of the names and values of a file is the secret.
class NamedSecretTest {

  private static final SecretTextReader READER =
      new SecretTextReader(KeyRequest.of(ExpectedKey.SECRET));

  private static Optional<String> secret(Optional<KeyReading> found) {
    return found.map(
        reading -> {
          try (reading) {
            var secret = (KeyMaterial.SecretText) reading.material().orElseThrow();
            return new String(secret.text().lend(byte[]::clone), UTF_8);
          }
        });
  }

  private static Optional<String> inLines(String text) {
    return secret(NamedSecret.inLines(text.getBytes(UTF_8), READER));
  }

  private static Optional<String> inJson(String json) {
    byte[] text = json.getBytes(UTF_8);
    return secret(NamedSecret.inJson(text, JsonOutline.of(text).orElseThrow(), READER));
  }

  /// `;` stands for a line end.
  @ParameterizedTest
  @CsvSource({
    "A=1;B_SECRET=abc, abc",
    "B_SECRET=abc;A=1;, abc",
    "[app];! note;# note;;app.secret = abc, abc",
    "A=1;B_SECRET=\"abc\", abc",
    "A=1;B_SECRET='abc', abc",
    "A=1;B_SECRET=\"abc', \"abc'",
    "A=1;B_SECRET=\", \"",
    "A=1;B_SECRET=a\", a\"",
    "A=1;B_SECRET= \t abc \t, abc",
    "A=1;B_SECRET = abc, abc",
    "A=1;export \t B_SECRET=abc, abc",
    "A=1;B_SECRET==abc, =abc",
    "A=1;B_SECRET=\"=x\", =x",
    "A=1;B_SECRET=;C_SECRET=abc, abc",
    "A=1;B_SECRET=\"\";C_SECRET=abc, abc",
    "A_KEY=x;B_SECRET=abc;C_TOKEN=y, abc",
    "A=x;B_PASSPHRASE=abc, abc",
    "A=x;B_PASSWORD=abc, abc",
    "KEYID=x;KID=y;KEY-ID=z;KEY.ID=u;TOKEN_URL=v;SECRET_ID=w;A_TOKEN=abc, abc",
    "B_SECRET=abc;C_SECRET=abc;A=1, abc"
  })
  void takesTheValueOfTheNameThatSaysSo(String lines, String secret) {
    assertEquals(Optional.of(secret), inLines(lines.replace(';', '\n')));
    assertEquals(Optional.of(secret), inLines(lines.replace(";", "\r\n")));
  }

  @ParameterizedTest
  @CsvSource({
    "A=1;B=2",
    "A=1;words",
    "A=1;B_SECRET==",
    "A=1;B_SECRET=\"==\"",
    "A=1;1_SECRET=abc",
    "A=1;B SECRET=abc",
    "A=1;B_SECRET",
    "A=1;=abc",
    "PUBLIC_KEY=abc;A=1",
    "B_SECRET=;A=1"
  })
  void aFileWhereNoNameSaysSoIsNone(String lines) {
    assertEquals(Optional.empty(), inLines(lines.replace(';', '\n')));
  }

  @Test
  void namesHaveAHundredCharactersAtMost() {
    String most = "S".repeat(94) + "SECRET";
    assertEquals(Optional.of("abc"), inLines("A=1\n" + most + "=abc"));
    assertEquals(Optional.of("abc"), inLines("A=1\n" + most + "  \t =  \t abc"));
    assertEquals(Optional.empty(), inLines("A=1\nS" + most + "=abc"));
    assertEquals(Optional.of("x".repeat(500)), inLines("A=1\nSECRET=" + "x".repeat(500)));
  }

  @Test
  void filesOfTenThousandLinesAreLookedThrough() {
    String most = "#\n".repeat(9_999) + "A_SECRET=abc\n";
    assertEquals(Optional.of("abc"), inLines(most));
    assertEquals(Optional.empty(), inLines("#\n" + most));
  }

  /// One line may be a secret itself, `=` and all, unless the name is a variable's.
  @ParameterizedTest
  @CsvSource({
    "API_KEY=abc, abc",
    "_SECRET=abc, abc",
    "app_key=abc, abc",
    "app.key=abc, abc",
    "app-key=abc, abc",
    "clientSecret=abc, abc",
    "passphrase=abc, abc",
    "API_KEY: abc, abc",
    "API_KEY:abc, ''",
    "apiKEY=abc, ''",
    "myKey=abc, ''",
    "Secret=abc, ''"
  })
  void aLineAloneNeedsTheNameOfAVariable(String line, String secret) {
    assertEquals(secret, inLines(line).orElse(""));
    assertEquals(secret, inLines(line + "\r\n\n").orElse(""));
    assertEquals("abc", inLines("#\n" + line).orElse(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"secret\":\"\",\"client_secret\":\"abc\"} | abc",
        "{\"secret\":5,\"client_secret\":\"abc\"} | abc",
        "[{\"a\":1},{\"key\":\"abc\"}] | abc",
        "{\"secret\":\"a\\u0062c\"} | abc",
        "{\"a\":{\"secret\":\"abc\"},\"b\":{\"secret\":\"abc\"}} | abc",
        "{\"a\":\"abc\"} | ''",
        "{\"secretId\":\"abc\"} | ''",
        "{\"secret\":\"\"} | ''",
        "{\"secret\":\"\\u00e9\"} | ''"
      })
  void takesTheStringOfTheNameInJson(String json, String secret) {
    assertEquals(secret.equals("''") ? "" : secret, inJson(json).orElse(""));
  }

  @Test
  void saysHowManySecretsThereAre() {
    KeyProblem problem =
        NamedSecret.inLines("A_SECRET=1\nB_SECRET=2\nC_SECRET=1\n".getBytes(UTF_8), READER)
            .orElseThrow()
            .problem()
            .orElseThrow();
    assertEquals(new KeyProblem(KeyProblemId.SEVERAL_KEYS, Map.of("keys", 3L)), problem);
  }
}
