package io.github.latchkey.engine.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastedTextTest {

  private static String bare(String pasted) {
    return new PastedText(pasted).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "a%2Eb, a.b",
    "a%2eb, a.b",
    "a%252Eb, a.b",
    "a%25252Eb, a.b",
    "100%, 100%",
    "%2, %2",
    "%zz, %zz",
    "%C3%BC, %C3%BC",
    "%25, %"
  })
  void takesOutPercentEncodingHoweverOften(String pasted, String expected) {
    assertEquals(expected, bare(pasted));
  }

  @ParameterizedTest
  @CsvSource({"'a\\/b', a/b", "'\\\"a\\\"', '\"a\"'", "'a\\u002eb', a.b", "'a\\\\/b', a/b"})
  void takesOutEscapes(String pasted, String expected) {
    assertEquals(expected, bare(pasted));
  }

  @Test
  void escapedLineBreaksAreLineBreaks() {
    assertEquals("a\nb\n\nc d", bare("a\\nb\\r\\nc\\td"));
    assertEquals("a\nb", bare("a\\\nb"), "a shell's line goes on");
    assertEquals("a\nb", bare("a\\\\nb"), "escaped twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"})
  void dropsWhatNobodySees(String invisible) {
    var text = new PastedText("ab" + invisible + "cd");
    assertEquals("abcd", text.toString());
    assertTrue(text.hasInvisible(0, 4));
    assertFalse(text.hasInvisible(0, 2));
    assertTrue(new PastedText("ab" + invisible).hasInvisible(0, 3));
  }

  @Test
  void oddBlanksAreBlanks() {
    assertEquals("a b c", bare("a\u00a0b\u3000c"));
  }

  @Test
  void remembersWhichCharactersWereEncoded() {
    var text = new PastedText("a%2Ebc");
    assertTrue(text.hasPercent(0, 4));
    assertTrue(text.hasPercent(1, 2));
    assertFalse(text.hasPercent(2, 4));
    assertFalse(text.hasPercent(-5, 1));
  }

  @Test
  void endsInTheMiddleOfAnEscape() {
    for (String end : new String[] {"\\", "%", "%2", "\\u", "\\u12", "%252"}) {
      assertTrue(bare("a" + end).startsWith("a"));
    }
  }

  @Property(tries = 300)
  void plainCharactersStay(
      @ForAll @StringLength(max = 60) @CharRange(from = '&', to = '[') String s) {
    assertEquals(s, bare(s));
    assertEquals(s, new PastedText(s).subSequence(0, s.length()).toString());
  }

  @Property(tries = 300)
  void whatAUrlEncodesComesBack(
      @ForAll @StringLength(max = 40) @CharRange(from = '!', to = '[') String s) {
    String encoded = URLEncoder.encode(s.replace("%", "").replace("+", ""), StandardCharsets.UTF_8);
    assertEquals(s.replace("%", "").replace("+", ""), bare(encoded));
  }

  @Property(tries = 500)
  void readsAnyTextWithoutThrowingAndMakesItNoLonger(@ForAll String pasted) {
    assertTrue(new PastedText(pasted).length() <= pasted.length());
  }

  @Test
  void aZeroIsACharacterHoweverItIsWritten() {
    for (String zero : List.of("%00", "%2500", "\\u0000")) {
      assertEquals("\0x", new PastedText(zero + "x").toString(), zero);
    }
  }

  @Test
  void whatIsNoEscapeStaysAsItStands() {
    for (String plain : List.of("%7g", "%80", "%ff", "%", "\\uZZZZ", "\\u12")) {
      assertEquals(plain, new PastedText(plain).toString());
    }
    assertEquals("\u007f", new PastedText("%7F").toString());
  }
}
