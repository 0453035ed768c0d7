package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTextTest {

  private static String text(byte[] content) {
    try (TransportText text = TransportText.of(content).orElseThrow()) {
      return new String(text.bytes(), StandardCharsets.UTF_8);
    }
  }

  private static Set<KeyOddity> oddities(byte[] content) {
    try (TransportText text = TransportText.of(content).orElseThrow()) {
      return text.oddities();
    }
  }

  @Test
  void leavesPlainTextAlone() {
    byte[] plain = "plain ü 😀".getBytes(StandardCharsets.UTF_8);
    assertEquals("plain ü 😀", text(plain));
    assertEquals(Set.of(), oddities(plain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void takesTextOutOfUtf16(String charset) {
    byte[] marked = "\ufeffsecret ü 😀".getBytes(Charset.forName(charset));
    assertEquals("secret ü 😀", text(marked));
    assertEquals(Set.of(KeyOddity.BOM, KeyOddity.UTF_16), oddities(marked));
    byte[] bare = "secret".getBytes(Charset.forName(charset));
    assertEquals("secret", text(bare));
    assertEquals(Set.of(KeyOddity.UTF_16), oddities(bare));
  }

  @Test
  void takesTheMarkOffUtf8() {
    byte[] marked = "\ufeffsecret".getBytes(StandardCharsets.UTF_8);
    assertEquals("secret", text(marked));
    assertEquals(Set.of(KeyOddity.BOM), oddities(marked));
  }

  @Test
  void aZeroHereAndThereIsNotUtf16() {
    byte[] binary = {'a', 0, 'b', 'c'};
    assertEquals(Set.of(), oddities(binary));
  }

  @Test
  void brokenUtf16IsNoText() {
    byte[] loneHigh = {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xd8, 'a', 0};
    assertTrue(TransportText.of(loneHigh).isEmpty());
    byte[] highAtTheEnd = {(byte) 0xff, (byte) 0xfe, 'a', 0, 0, (byte) 0xd8};
    assertTrue(TransportText.of(highAtTheEnd).isEmpty());
  }

  @Test
  void wipesItsCopyAndNotTheCallers() {
    byte[] content = "secret".getBytes(StandardCharsets.UTF_8);
    TransportText text = TransportText.of(content).orElseThrow();
    text.close();
    assertArrayEquals(new byte[6], text.bytes());
    assertEquals("secret", new String(content, StandardCharsets.UTF_8));
  }

  @Property(tries = 300)
  void readsAnyBytesWithoutThrowing(@ForAll @Size(max = 64) byte[] content) {
    TransportText.of(content).ifPresent(TransportText::close);
  }

  @Property(tries = 200)
  void givesBackAnyLetters(@ForAll @AlphaChars @StringLength(min = 2, max = 40) String letters) {
    assertEquals(letters, text(letters.getBytes(StandardCharsets.UTF_16LE)));
    assertEquals(letters, text(letters.getBytes(StandardCharsets.UTF_16BE)));
    assertEquals(letters, text(letters.getBytes(StandardCharsets.UTF_16)));
    assertEquals(letters, text(letters.getBytes(StandardCharsets.UTF_8)));
  }
}
