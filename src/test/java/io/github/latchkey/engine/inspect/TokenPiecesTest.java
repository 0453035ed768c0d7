package io.github.latchkey.engine.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestTokens;
import io.github.latchkey.json.JsonObject;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the finder puts tokens together from.
class TokenPiecesTest {

  private static final String TOKEN = TestTokens.withPayload("{\"a\":\"0123456789\"}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"x\"}",
        "{ \"alg\":\"x\"}",
        "{\n\"alg\":\"x\"}",
        "{\r\n\"alg\":\"x\"}",
        "{\t\"alg\":\"x\"}"
      })
  void everyHeaderOfAJsonWriterIsABeginning(String header) {
    assertTrue(TokenStart.isAt(TestTokens.base64(header), 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"alg\",\"x\"]  ", "{alg:xxxxxxx}", "<alg>xxxxxx", "{-------------"})
  void otherTextIsNoBeginning(String other) {
    assertFalse(TokenStart.isAt(TestTokens.base64(other), 0));
  }

  @Test
  void aBeginningStandsAtTheBeginningOfAWord() {
    assertTrue(TokenStart.isAt("=" + TOKEN, 1));
    assertTrue(TokenStart.isAt("/" + TOKEN, 1));
    assertFalse(TokenStart.isAt("x" + TOKEN, 1));
    assertFalse(TokenStart.isAt("_" + TOKEN, 1));
    assertFalse(TokenStart.isAt("eyJhbGci", 0), "too short");
    assertFalse(TokenStart.isAt("eyJ{}{}{}{}", 0), "no base64");
  }

  @ParameterizedTest
  @CsvSource({
    "HS256, 43",
    "HS384, 64",
    "HS512, 86",
    "ES256, 86",
    "ES384, 128",
    "ES512, 176",
    "EdDSA, 86",
    "none, 0"
  })
  void knowsHowLongASignatureIs(String alg, int length) {
    String header = TestTokens.base64("{\"alg\":\"" + alg + "\"}");
    assertEquals(Set.of(length), SignatureLength.of(HeaderText.json(header)));
  }

  @ParameterizedTest
  @CsvSource({
    "'{}'",
    "'{ }'",
    "'{\"a\":1}'",
    "'{\"ab\":1}'",
    "'{\"abc\":1}\n'",
    "'{}\r\n\r\n \t \n'"
  })
  void readsEveryHeaderThatIsAnObject(String header) {
    assertTrue(HeaderText.json(TestTokens.base64(header)).isPresent());
    assertTrue(HeaderText.json(TestTokens.base64(header) + ".e30.x").isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e", "e3", "e30A", "eyJhbGci", "\u00fc\u00fc", "W10", ".e30"})
  void readsNoHeaderWhereThereIsNone(String header) {
    assertTrue(HeaderText.json(header).isEmpty());
  }

  @Test
  void knowsTheLengthsOfThePublishedSignatures() throws Exception {
    for (String list : List.of("published")) {
      for (JsonObject vector : TestTokens.vectors(list)) {
        String[] parts = vector.text("token").orElseThrow().split("\\.");
        assertTrue(SignatureLength.of(HeaderText.json(parts[0])).contains(parts[2].length()));
      }
    }
  }

  @Test
  void allowsEveryLengthWhereTheHeaderCannotBeRead() {
    assertTrue(SignatureLength.of(HeaderText.json("eyJhbGci")).containsAll(Set.of(43, 342)));
    assertTrue(SignatureLength.of(HeaderText.json("")).contains(86));
  }

  @Property(tries = 300)
  void repairsTheStandardAlphabetExactly(@ForAll @Size(max = 40) byte[] bytes) {
    String standard = java.util.Base64.getEncoder().encodeToString(bytes);
    Base64Repair repair = Base64Repair.of(standard);
    assertEquals(TestTokens.base64(bytes), repair.text());
    boolean changed = !standard.equals(repair.text());
    assertEquals(changed, !repair.what().isEmpty());
  }

  @Test
  void assemblesAWordAsItStands() {
    TokenSpan span = new TokenAssembler("x " + TOKEN + " y").assemble(2);
    assertEquals(TOKEN, span.text());
    assertEquals(2, span.start());
    assertEquals(2 + TOKEN.length(), span.end());
    assertFalse(span.lineBreaks() || span.blanks());
  }

  @Test
  void takesAGuessBackThatLeavesNoHeader() {
    String text = "eyJhbGciOiJIUzI1NiJ9 is the header of a.b.c";
    assertEquals("eyJhbGciOiJIUzI1NiJ9", new TokenAssembler(text).assemble(0).text());
  }

  @Test
  void doesNotTakeProseForTheRestOfASignature() {
    String cut = TOKEN.substring(0, TOKEN.length() - 20);
    assertEquals(cut, new TokenAssembler(cut + " was refused today").assemble(0).text());
    assertEquals(TOKEN, new TokenAssembler(TOKEN + " was refused today").assemble(0).text());
  }

  @Test
  void keepsTheLinesOfATokenThatNeverEnds() {
    String long1 = "eyJ" + "A".repeat(73);
    String cut = long1 + "\n" + "B".repeat(76) + "\n" + "C".repeat(20);
    TokenSpan span = new TokenAssembler(cut).assemble(0);
    assertEquals(cut.replace("\n", ""), span.text());
    assertTrue(span.lineBreaks());
  }

  @Test
  void doesNotJoinTwoTokens() {
    String first = TOKEN.substring(0, 60);
    assertEquals(first, new TokenAssembler(first + "\n" + TOKEN).assemble(0).text());
  }

  @Test
  void countsItsDots() {
    assertEquals(2, new TokenAssembler(TOKEN).assemble(0).dots());
  }
}
