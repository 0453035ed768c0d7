package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.Base64Defect.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodedTokenTest {

  @Test
  void readsTheThreePartsAsTheyStand() {
    DecodedToken token = DecodedToken.of(TestTokens.withPayload("{\"b\":1.50,\"a\":2,\"b\":3}"));
    assertEquals("HS256", token.headerJson().orElseThrow().text("alg").orElseThrow());
    assertEquals("{\"b\":1.50,\"a\":2,\"b\":3}", token.payloadJson().orElseThrow().compact());
    assertEquals(32, token.signature().bytes().orElseThrow().length);
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, '', ''",
    "a.b, a, b, ''",
    "a.b.c, a, b, c",
    "a.b.c.d, a, b, c",
    "'', '', '', ''"
  })
  void leavesEmptyWhatIsNotThere(String text, String header, String payload, String signature) {
    DecodedToken token = DecodedToken.of(text);
    assertEquals(header, token.header().text());
    assertEquals(payload, token.payload().text());
    assertEquals(signature, token.signature().text());
    assertEquals(text, token.compact());
  }

  @Test
  void readsOnlyTheHeaderOfAnEncryptedToken() {
    DecodedToken token = DecodedToken.of(TestTokens.base64("{\"enc\":\"A128GCM\"}") + ".k.iv.c.t");
    assertTrue(token.headerJson().isPresent());
    assertEquals("", token.payload().text());
    assertEquals("", token.signature().text());
  }

  @Test
  void doesNotLookIntoATextOverTheLimit() {
    String text = "e30." + "e30".repeat(DecodedToken.LONGEST / 3) + ".e30";
    DecodedToken token = DecodedToken.of(text);
    assertTrue(token.headerJson().isEmpty());
    assertTrue(token.payload().bytes().isEmpty());
    assertEquals(text, token.compact());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[1]", "\"x\"", "1", "true", "{\"a\":1}x", "{\"a\":1", ""})
  void aPayloadThatIsNoObjectHasNoObject(String payload) {
    assertTrue(DecodedToken.of(TestTokens.withPayload(payload)).payloadJson().isEmpty());
  }

  @Test
  void invalidUtf8IsNotReplaced() {
    byte[] payload = {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'};
    TokenPart part = DecodedToken.of("e30." + TestTokens.base64(payload) + ".x").payload();
    assertTrue(part.json().isEmpty());
    assertArrayEquals(payload, part.bytes().orElseThrow());
  }

  @Test
  void showsWhatStandsBeforeTheDamage() {
    String payload = TestTokens.base64("{\"room\":\"demo\",\"exp\":1}");
    TokenPart part = DecodedToken.of("e30." + payload.substring(0, 16) + "!" + payload).payload();
    assertEquals("{\"room\":\"dem", new String(part.bytes().orElseThrow(), StandardCharsets.UTF_8));
    assertTrue(part.json().isEmpty());
    assertEquals(Optional.of(new Base64Defect(Kind.FOREIGN_CHARACTER, 16)), part.defect());
  }

  @Test
  void givesNoOneItsOwnBytes() {
    TokenPart part = DecodedToken.of("e30.e30.e30").header();
    part.bytes().orElseThrow()[0] = 'x';
    assertEquals('{', part.bytes().orElseThrow()[0]);
    byte[] mine = {1, 2, 3};
    var made = new TokenPart("AQID", Optional.of(mine), Optional.empty());
    mine[0] = 9;
    assertEquals(1, made.bytes().orElseThrow()[0]);
  }

  @Test
  void equalTextsAreEqualTokens() {
    String compact = TestTokens.withPayload("{}");
    assertEquals(DecodedToken.of(compact), DecodedToken.of(compact));
    assertEquals(DecodedToken.of(compact).hashCode(), DecodedToken.of(compact).hashCode());
    assertNotEquals(DecodedToken.of(compact), DecodedToken.of(compact + "A"));
  }

  @ParameterizedTest
  @CsvSource({
    "A, IMPOSSIBLE_LENGTH, 0",
    "AAAAA, IMPOSSIBLE_LENGTH, 4",
    "AB, UNUSED_BITS, 1",
    "AAB, UNUSED_BITS, 2",
    "AA=, PADDING, 2",
    "A+A, STANDARD_ALPHABET, 1",
    "A/A, STANDARD_ALPHABET, 1",
    "A A, FOREIGN_CHARACTER, 1",
    "AAé, FOREIGN_CHARACTER, 2",
    "😀, FOREIGN_CHARACTER, 0"
  })
  void namesTheFirstDefectAndItsPlace(String text, Kind kind, int position) {
    assertEquals(Optional.of(new Base64Defect(kind, position)), Base64Defect.in(text));
  }

  @Property(tries = 500)
  void whatAnEncoderWroteHasNoDefect(@ForAll byte[] bytes) {
    String text = TestTokens.base64(bytes);
    assertTrue(Base64Defect.in(text).isEmpty());
  }

  @Property(tries = 1000)
  void whatHasNoDefectIsWhatAnEncoderWrites(
      @ForAll @StringLength(max = 12) @CharRange(from = '+', to = 'z') String text) {
    if (Base64Defect.in(text).isEmpty()) {
      assertEquals(text, TestTokens.base64(Base64.getUrlDecoder().decode(text)));
    } else {
      boolean same;
      try {
        same = text.equals(TestTokens.base64(Base64.getUrlDecoder().decode(text)));
      } catch (IllegalArgumentException refused) {
        same = false;
      }
      assertFalse(same);
    }
  }

  @Property(tries = 500)
  void readsAnyTextWithoutThrowing(@ForAll String text) {
    assertEquals(text, DecodedToken.of(text).compact());
  }
}
