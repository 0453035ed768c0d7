package io.github.latchkey.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static Json parse(String text) throws JsonException {
    return Json.parse(text, JsonLimits.FOREIGN);
  }

  private static JsonException.Kind refusal(String text) {
    return assertThrows(JsonException.class, () -> parse(text)).kind();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":2}",
        "[1.10,-0,1e5,1E+5,123456789012345678901234567890,0.1234567890123456789]",
        "{\"\":{\"x\":[]}}",
        "\"Zoë – 会議 👍\"",
        "[true,false,null]"
      })
  void writesWhatItRead(String text) throws Exception {
    assertEquals(text, parse(text).compact());
    assertEquals(
        text,
        new String(
            Json.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.FOREIGN).compactUtf8(),
            StandardCharsets.UTF_8));
  }

  /// What node 20 prints for JSON.stringify of the same text.
  @Test
  void escapesWhatJavaScriptEscapes() {
    assertEquals(
        "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\u007f/\u2028\\ud800x\\udc00\"",
        new JsonString("\"\\\b\f\n\r\t\u0001\u001f\u007f/\u2028\ud800x\udc00").compact());
  }

  @Property
  void readsBackEveryText(@ForAll String text) throws Exception {
    assertEquals(new JsonString(text), parse(new JsonString(text).compact()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} x|JSON_TRAILING", "{}{}|JSON_TRAILING", "1 //c|JSON_TRAILING", "{'a':1}|JSON_MALFORMED",
            "{a:1}|JSON_MALFORMED",
        "[1,]|JSON_MALFORMED", "01|JSON_MALFORMED", "NaN|JSON_MALFORMED", "{\"a\":|JSON_MALFORMED",
            "''|JSON_MALFORMED",
        "\"\\x\"|JSON_MALFORMED", "+1|JSON_MALFORMED", ".5|JSON_MALFORMED"
      })
  void refusesWhatIsNotJson(String text, JsonException.Kind kind) {
    JsonException.Kind refused = refusal(text);
    assertTrue(
        refused == kind
            || (kind == JsonException.Kind.JSON_MALFORMED
                && refused == JsonException.Kind.JSON_TRAILING),
        refused.name());
  }

  @Test
  void saysWhereItBreaks() {
    JsonException broken = assertThrows(JsonException.class, () -> parse("{\n  \"a\": tru\n}"));
    assertEquals(2, broken.facts().get("line"));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] overlong = {'"', (byte) 0xC0, (byte) 0x80, '"'};
    assertEquals(
        JsonException.Kind.JSON_NOT_UTF8,
        assertThrows(JsonException.class, () -> Json.parse(overlong, JsonLimits.FOREIGN)).kind());
  }

  @Test
  void holdsItsLimits() {
    assertEquals(JsonException.Kind.JSON_TOO_LARGE, refusal("[".repeat(100_000)));
    assertEquals(JsonException.Kind.JSON_TOO_LARGE, refusal("1".repeat(2_000)));
    assertEquals(JsonException.Kind.JSON_TOO_LARGE, refusal("\"" + "x".repeat(1 << 20) + "\""));
  }

  @Test
  void tellsDuplicatesApartFromOneName() throws Exception {
    var object = (JsonObject) parse("{\"a\":1,\"b\":2,\"\\u0061\":3,\"a\":4}");
    assertEquals(List.of("a"), object.duplicates());
    assertEquals(JsonNumber.of(4), object.get("a").orElseThrow());
    var own =
        assertThrows(
            JsonException.class, () -> Json.parse("{\"a\":1,\"\\u0061\":2}", JsonLimits.own(100)));
    assertEquals("a", own.facts().get("name"));
  }

  @Test
  void knowsAWholeNumberHoweverItIsWritten() {
    assertEquals(OptionalLong.of(1000), new JsonNumber("1e3").wholeValue());
    assertEquals(OptionalLong.of(5), new JsonNumber("5.0").wholeValue());
    assertEquals(OptionalLong.empty(), new JsonNumber("5.5").wholeValue());
    assertEquals(OptionalLong.empty(), new JsonNumber("9223372036854775808").wholeValue());
    assertTrue(new JsonNumber("1e1000000000").value().isEmpty());
    assertThrows(IllegalArgumentException.class, () -> new JsonNumber("0x10"));
  }

  @Test
  void findsTheLineOfAPointer() {
    String text = "{\n \"a\": [\n  {\"b\": 1},\n  {\"b/c\": 2}\n ]\n}";
    assertEquals(1, JsonLines.lineOf(text, ""));
    assertEquals(3, JsonLines.lineOf(text, "/a/0/b"));
    assertEquals(4, JsonLines.lineOf(text, "/a/1/b~1c"));
    assertEquals(4, JsonLines.lineOf(text, "/a/1/missing"));
  }
}
