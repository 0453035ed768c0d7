package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.secret.SecretBytes;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretEncodingTest {

  private static byte[] decoded(SecretEncoding encoding, String text) throws EngineException {
    try (SecretBytes written = TestKeys.secret(text);
        SecretBytes secret = encoding.decode(written)) {
      return secret.lend(byte[]::clone);
    }
  }

  @ParameterizedTest
  @CsvSource({"UTF8, utf8", "BASE64, base64", "BASE64URL, base64url", "HEX, hex"})
  void isFoundByItsId(SecretEncoding encoding, String id) {
    assertEquals(id, encoding.id());
    assertEquals(Optional.of(encoding), SecretEncoding.named(id));
    assertEquals(Optional.empty(), SecretEncoding.named(id.toUpperCase(java.util.Locale.ROOT)));
  }

  @ParameterizedTest
  @CsvSource({
    "BASE64, 'Mbc1/+QrCg==', 31b735ffe42b0a",
    "BASE64, 'Mbc1/+QrCg', 31b735ffe42b0a",
    "BASE64URL, 'Mbc1_-QrCg', 31b735ffe42b0a",
    "BASE64URL, 'Mbc1_-QrCg==', 31b735ffe42b0a",
    "HEX, 31b735ffe42b0a, 31b735ffe42b0a",
    "HEX, 31B735FFE42B0A, 31b735ffe42b0a",
    "UTF8, 'é€😀', c3a9e282acf09f9880",
    "BASE64, '', ''",
    "HEX, '', ''"
  })
  void givesTheBytesThatTheTextStandsFor(SecretEncoding encoding, String text, String hex)
      throws EngineException {
    assertEquals(hex, HexFormat.of().formatHex(decoded(encoding, text)));
  }

  @ParameterizedTest
  @CsvSource({
    "BASE64, 'Mbc1_-Qr', 5",
    "BASE64, 'Mbc1 /+Q', 5",
    "BASE64, 'AB', 2",
    "BASE64, 'AAB=', 3",
    "BASE64, 'A', 1",
    "BASE64, 'AA=', 3",
    "BASE64, 'AA===', 3",
    "BASE64, '====', 1",
    "BASE64, 'A=AA', 2",
    "BASE64URL, 'Mbc1/+Qr', 5",
    "HEX, 'abc', 3",
    "HEX, 'zz', 1",
    "HEX, '0x12', 2",
    "HEX, 'é', 1"
  })
  void refusesWhatNoEncoderWroteAndSaysWhere(SecretEncoding encoding, String text, int position) {
    var refused = assertThrows(EngineException.class, () -> decoded(encoding, text));
    assertEquals(Kind.SECRET_NOT_IN_ENCODING, refused.kind());
    assertEquals(Map.of("encoding", encoding.id(), "position", position), refused.facts());
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin1 = {'a', (byte) 0xfc, 'b'};
    try (SecretBytes text = SecretBytes.take(latin1)) {
      var refused =
          assertThrows(EngineException.class, () -> SecretEncoding.UTF8.decode(text).close());
      assertEquals(2, refused.facts().get("position"));
    }
  }

  @Test
  void theNewSecretLivesOnItsOwn() throws EngineException {
    SecretBytes text = TestKeys.secret("abc");
    try (SecretBytes secret = SecretEncoding.UTF8.decode(text)) {
      text.close();
      assertEquals(3, secret.length());
    }
  }

  @Property(tries = 300)
  void readsBackWhatEveryEncoderWrites(@ForAll @Size(max = 80) byte[] bytes)
      throws EngineException {
    assertArrayEquals(
        bytes, decoded(SecretEncoding.BASE64, Base64.getEncoder().encodeToString(bytes)));
    assertArrayEquals(
        bytes, decoded(SecretEncoding.BASE64URL, Base64.getUrlEncoder().encodeToString(bytes)));
    assertArrayEquals(
        bytes,
        decoded(
            SecretEncoding.BASE64URL,
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    assertArrayEquals(bytes, decoded(SecretEncoding.HEX, HexFormat.of().formatHex(bytes)));
  }

  @Property(tries = 500)
  void whatItTakesHasOnlyOneUnpaddedText(@ForAll @Size(max = 12) byte[] noise) {
    String text = new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1);
    for (SecretEncoding encoding : new SecretEncoding[] {SecretEncoding.BASE64URL}) {
      try {
        String again =
            Base64.getUrlEncoder().withoutPadding().encodeToString(decoded(encoding, text));
        assertEquals(text.replace("=", ""), again);
      } catch (EngineException refused) {
        assertEquals(Kind.SECRET_NOT_IN_ENCODING, refused.kind());
      }
    }
  }
}
