package io.github.latchkey.engine.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.keys.JsonOutline.Items;
import io.github.latchkey.engine.keys.JsonOutline.Member;
import io.github.latchkey.engine.keys.JsonOutline.Members;
import io.github.latchkey.engine.keys.JsonOutline.Other;
import io.github.latchkey.engine.keys.JsonOutline.Text;
import io.github.latchkey.engine.keys.JsonOutline.Value;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the values of a JSON text stand (RFC 8259).
class JsonOutlineTest {

  private static Optional<Value> of(String json) {
    return JsonOutline.of(json.getBytes(UTF_8));
  }

  private static Members object(String json) {
    return (Members) of(json).orElseThrow();
  }

  private static Optional<String> unescaped(String content) {
    byte[] text = ("\"" + content + "\"").getBytes(UTF_8);
    return JsonOutline.unescaped(text, new Text(1, text.length - 1))
        .map(bytes -> new String(bytes, UTF_8));
  }

  @Test
  void saysWhereEachValueStands() {
    assertEquals(Optional.of(new Other(1, 5)), of(" true\t\r\n"));
    assertEquals(Optional.of(new Other(0, 7)), of("-1.5E+3"));
    assertEquals(Optional.of(new Text(1, 3)), of("\"ab\""));
    assertEquals(Optional.of(new Items(List.of())), of("[ ]"));
    assertEquals(
        Optional.of(new Items(List.of(new Other(1, 2), new Text(4, 4), new Items(List.of())))),
        of("[1,\"\",[]]"));
    assertEquals(
        Optional.of(
            new Members(
                List.of(
                    new Member("a", new Other(5, 6)),
                    new Member("b", new Members(List.of(new Member("c", new Text(18, 19)))))))),
        of("{\"a\":1,\"b\":{\"c\": \"x\"}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "\"",
        "\"a",
        "\"\\\"",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1]]",
        "1 2",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "{\"\\q\":1}",
        "{\"\\u00e9\":1}",
        "[\"a\u001fb\"]",
        "[\"a\nb\"]",
        "[\"a\0b\"]",
        "'a'",
        "/",
        "[1}",
        "{\"a\":1]"
      })
  void whatIsNoJsonHasNoOutline(String text) {
    assertEquals(Optional.empty(), of(text));
  }

  @Test
  void stringsHoldWhateverIsNoControlCharacter() {
    assertEquals(Optional.of(new Text(1, 4)), of("\" \u00e9\""));
    assertEquals(Optional.of(new Text(1, 5)), of("\"\\\\\\\"\""));
    assertEquals(Optional.of(new Text(1, 2)), of("\"\u007f\""));
  }

  @Test
  void goesSixteenLevelsDown() {
    assertTrue(of("[".repeat(17) + "]".repeat(17)).isPresent());
    assertFalse(of("[".repeat(18) + "]".repeat(18)).isPresent());
    assertTrue(of("{\"a\":".repeat(16) + "1" + "}".repeat(16)).isPresent());
    assertFalse(of("{\"a\":".repeat(17) + "1" + "}".repeat(17)).isPresent());
  }

  @Test
  void countsTwentyThousandValuesAtMost() {
    assertTrue(of("[" + "1,".repeat(19_998) + "1]").isPresent());
    assertFalse(of("[" + "1,".repeat(19_999) + "1]").isPresent());
  }

  @Test
  void aNameThatStandsTwiceHasNoValue() {
    Members object = object("{\"a\":1,\"b\":2,\"\\u0061\":3}");
    assertEquals(Optional.empty(), object.get("a"));
    assertEquals(Optional.of(new Other(11, 12)), object.get("b"));
    assertEquals(Optional.empty(), object.get("c"));
    assertTrue(object.has("a"));
    assertFalse(object.has("c"));
    assertTrue(object.repeatsAName());
    assertFalse(object("{\"a\":1,\"b\":1}").repeatsAName());
  }

  @Test
  void namesAreComparedAsFarAsAnybodyWritesThem() {
    String most = "n".repeat(200);
    assertTrue(object("{\"" + most + "\":1,\"" + most + "x\":1}").repeatsAName());
    assertFalse(object("{\"" + most.substring(1) + "\":1,\"" + most + "\":1}").repeatsAName());
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "abc, 616263",
    "'\\\"', 22",
    "'\\\\', 5c",
    "'\\/', 2f",
    "'\\b\\f\\n\\r\\t', 080c0a0d09",
    "'\\u0000', 00",
    "'\\u007F', 7f",
    "'\\u004a\\u004Bx', 4a4b78",
    "'a\\u0041b', 614162",
    "'\\u00412', 4132"
  })
  void givesTheBytesThatAStringStandsFor(String content, String hex) {
    byte[] text = ("\"" + content + "\"").getBytes(UTF_8);
    assertArrayEquals(
        HexFormat.of().parseHex(hex),
        JsonOutline.unescaped(text, new Text(1, text.length - 1)).orElseThrow());
  }

  @Test
  void keepsWhatIsWrittenWithoutAnEscape() {
    assertEquals(Optional.of("\u00e9"), unescaped("\u00e9"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\", "a\\", "\\q", "\\u", "\\u004", "x\\u00", "\\u00g1", "\\u0080", "\\u1041", "\\u8041"
      })
  void anEscapeThatIsNoneOrOutsideOfAsciiHasNoBytes(String content) {
    assertEquals(Optional.empty(), unescaped(content));
  }

  @Test
  void anEscapeEndsWithItsString() {
    byte[] text = "\"\\u0041\"".getBytes(UTF_8);
    for (int end = 2; end < 7; end++) {
      assertEquals(Optional.empty(), JsonOutline.unescaped(text, new Text(1, end)), "" + end);
    }
    assertTrue(JsonOutline.unescaped(text, new Text(1, 7)).isPresent());
  }

  @Test
  void findsAllObjectsTheOutermostFirst() {
    Value value = of("[{\"a\":{\"b\":1}},2,\"x\",[{\"c\":[{}]}]]").orElseThrow();
    assertEquals(
        List.of("a", "b", "c", ""),
        JsonOutline.objects(value)
            .map(o -> o.members().stream().map(Member::name).findFirst().orElse(""))
            .toList());
  }
}
