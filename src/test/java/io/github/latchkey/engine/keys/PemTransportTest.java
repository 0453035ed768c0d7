package io.github.latchkey.engine.keys;

import static io.github.latchkey.engine.keys.KeyOddity.BAG_ATTRIBUTES;
import static io.github.latchkey.engine.keys.KeyOddity.BOM;
import static io.github.latchkey.engine.keys.KeyOddity.CRLF;
import static io.github.latchkey.engine.keys.KeyOddity.ESCAPED_NEWLINES;
import static io.github.latchkey.engine.keys.KeyOddity.INDENTED;
import static io.github.latchkey.engine.keys.KeyOddity.NO_FINAL_NEWLINE;
import static io.github.latchkey.engine.keys.KeyOddity.ONE_LINE;
import static io.github.latchkey.engine.keys.KeyOddity.QUOTED;
import static io.github.latchkey.engine.keys.KeyOddity.SEVERAL_OBJECTS;
import static io.github.latchkey.engine.keys.KeyOddity.SURROUNDING_TEXT;
import static io.github.latchkey.engine.keys.KeyOddity.UTF_16;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.keys.KeyMaterial.PrivateKey;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happened to it on the way, it is the same key afterwards, and what happened is said.
class PemTransportTest {

  private static final String PKCS8 = KeyFile.text("rsa2048.pkcs8.pem");
  private static final String PKCS1 = KeyFile.text("rsa2048.pkcs1.pem");

  private static void assertTheKey(byte[] content, List<KeyOddity> oddities) {
    byte[] before = content.clone();
    try (KeyReading reading = KeyReader.read(content, KeyRequest.anything())) {
      assertEquals(KeyVerdict.USABLE, reading.verdict(), () -> reading.problem().toString());
      assertEquals(oddities, reading.oddities());
      PrivateKey key = (PrivateKey) reading.material().orElseThrow();
      assertArrayEquals(TestKeys.derOf("rsa2048.spki.pem"), key.spki());
      byte[] pkcs8 = key.pkcs8().lend(byte[]::clone);
      assertArrayEquals(TestKeys.derOf("rsa2048.pkcs8.pem"), pkcs8);
      assertTrue(reading.problem().isEmpty());
    }
    assertArrayEquals(before, content, "the content stays the caller's");
  }

  static Stream<Arguments> damage() {
    return Stream.of(PKCS8, PKCS1).flatMap(PemTransportTest::damage);
  }

  private static Stream<Arguments> damage(String pem) {
    String json = "{\"type\": \"service\",\n \"private_key\": \"" + KeyFile.escaped(pem) + "\"}\n";
    return Stream.of(
        Arguments.of("untouched", pem, List.of()),
        Arguments.of("CRLF", pem.replace("\n", "\r\n"), List.of(CRLF)),
        Arguments.of("old Mac", pem.replace("\n", "\r"), List.of(NO_FINAL_NEWLINE)),
        Arguments.of("no last line end", pem.stripTrailing(), List.of(NO_FINAL_NEWLINE)),
        Arguments.of(
            "blanks for lines", KeyFile.onOneLine(pem), List.of(ONE_LINE, NO_FINAL_NEWLINE)),
        Arguments.of(
            "nothing for lines",
            KeyFile.withoutLineBreaks(pem),
            List.of(ONE_LINE, NO_FINAL_NEWLINE)),
        Arguments.of("escaped", KeyFile.escaped(pem), List.of(ESCAPED_NEWLINES, NO_FINAL_NEWLINE)),
        Arguments.of(
            "escaped CRLF",
            pem.replace("\n", "\\r\\n"),
            List.of(ESCAPED_NEWLINES, NO_FINAL_NEWLINE)),
        Arguments.of(
            "escaped twice",
            pem.replace("\n", "\\\\n"),
            List.of(ESCAPED_NEWLINES, NO_FINAL_NEWLINE)),
        Arguments.of(
            "quoted and escaped",
            "\"" + KeyFile.escaped(pem) + "\"\n",
            List.of(ESCAPED_NEWLINES, QUOTED)),
        Arguments.of("single quotes", "'" + pem.strip() + "'\n", List.of(QUOTED)),
        Arguments.of("YAML", KeyFile.indented(pem), List.of(INDENTED)),
        Arguments.of(
            "YAML with its name",
            "key: |\n" + KeyFile.indented(pem),
            List.of(INDENTED, SURROUNDING_TEXT)),
        Arguments.of(".env", "KEY=\"" + pem.strip() + "\"\n", List.of(QUOTED, SURROUNDING_TEXT)),
        Arguments.of("JSON", json, List.of(ESCAPED_NEWLINES, QUOTED, SURROUNDING_TEXT)),
        Arguments.of("mail", "Here it is:\n\n" + pem + "\nRegards\n", List.of(SURROUNDING_TEXT)),
        Arguments.of("blank lines", "\n\n" + pem + "\n\n", List.of()),
        Arguments.of("BOM", "\ufeff" + pem, List.of(BOM)),
        Arguments.of("long dashes", pem.replace("-----", "\u2014-\u2014-"), List.of()),
        Arguments.of("no padding", pem.replace("=", ""), List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damage")
  void readsTheKeyAllTheSame(String name, String text, List<KeyOddity> oddities) {
    assertTheKey(text.getBytes(StandardCharsets.UTF_8), oddities);
  }

  @Test
  void readsAQuotedMail() {
    assertTheKey(
        KeyFile.quotedMail(PKCS8).getBytes(StandardCharsets.UTF_8),
        List.of(INDENTED, SURROUNDING_TEXT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void readsUtf16WithAndWithoutAMark(String charset) {
    assertTheKey(("\ufeff" + PKCS8).getBytes(Charset.forName(charset)), List.of(BOM, UTF_16));
    assertTheKey(PKCS8.getBytes(Charset.forName(charset)), List.of(UTF_16));
  }

  @Test
  void readsOpenSslsBagAttributesWithTheCertificate() {
    assertTheKey(TestKeys.file("bag.pem"), List.of(BAG_ATTRIBUTES, SEVERAL_OBJECTS));
  }

  @Test
  void readsOneLineOfBase64() {
    String body = PKCS8.replaceAll("-----[^-]+-----", "").replace("\n", "");
    String pem = "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    assertTheKey(pem.getBytes(StandardCharsets.UTF_8), List.of());
  }

  @Test
  void readsAMegabyteOfTextAroundTheKey() {
    String text = "x".repeat(KeyReader.LONGEST - PKCS8.length() - 2) + "\n" + PKCS8;
    assertTheKey(text.getBytes(StandardCharsets.UTF_8), List.of(SURROUNDING_TEXT));
  }

  @Test
  void readsPublicKeysInBothForms() {
    for (String name : List.of("rsa2048.spki.pem", "rsa2048.public.pkcs1.pem")) {
      try (KeyReading reading = KeyFile.file(name)) {
        assertEquals(KeyVerdict.PUBLIC, reading.verdict());
        var key = (KeyMaterial.PublicKey) reading.material().orElseThrow();
        assertArrayEquals(TestKeys.derOf("rsa2048.spki.pem"), key.spki());
        assertEquals(List.of(), reading.oddities());
      }
    }
  }
}
