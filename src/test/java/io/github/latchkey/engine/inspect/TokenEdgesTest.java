package io.github.latchkey.engine.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is pasted, at the last character that counts and the first that does not.
class TokenEdgesTest {

  private static final String TOKEN = TestTokens.withPayload("{\"a\":\"0123456789\"}");
  private static final String OPAQUE = "a8f5f167f44f4964e6c998dee827110c";
  private static final String VENDOR = "T1==cGFydG5lcl9pZD0xMjM0NTYmc2lnPWFiY2RlZg==";
  private static final String AGORA = "006" + "0123456789abcdef".repeat(2);

  private static List<FoundToken> found(String text) {
    return TokenFinder.find(text);
  }

  @Test
  void aVendorsTokenAloneNeedsNoCleaning() {
    assertEquals(List.of(new FoundToken(VENDOR, List.of())), found(VENDOR));
    for (String around : List.of("\"" + VENDOR + "\"", "token: " + VENDOR + " .")) {
      FoundToken token = found(around).getFirst();
      assertEquals(VENDOR, token.text());
      List<String> what = List.of(around.startsWith("\"") ? "quotes" : "surrounding-text");
      assertEquals(
          List.of(Finding.of(FindingId.CLEANED_UP, "", Map.of("what", what))), token.cleaning());
    }
  }

  @Test
  void vendorsTokensComeBehindTheOthersAndUpToAHundred() {
    List<FoundToken> both = found(VENDOR + "\n" + TOKEN);
    assertEquals(List.of(TOKEN, VENDOR), both.stream().map(FoundToken::text).toList());
    String many = (VENDOR + "\n").repeat(120);
    assertEquals(100, found(many).size());
    assertEquals(100, found((TOKEN + "\n").repeat(99) + many).size());
    assertEquals(TOKEN, found((TOKEN + "\n").repeat(120) + many).get(99).text());
  }

  @ParameterizedTest
  @CsvSource({"15, false", "16, true", "4096, true", "4097, false"})
  void aVendorsTokenHasALength(int length, boolean known) {
    String text = AGORA + "A".repeat(length);
    assertEquals(known, ForeignToken.kind(text).filter("agora-006"::equals).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0", "+", "/"})
  void aVendorsTokenStandsAtTheBeginningOfAWord(String before) {
    assertEquals(1, ForeignToken.in(new PastedText("." + VENDOR)).size());
    assertEquals(0, ForeignToken.in(new PastedText(before + VENDOR)).size());
  }

  @Test
  void oneWordOfAServerIsLookedAtUpToEightThousandCharacters() {
    String most = "a1".repeat(4096);
    assertEquals(Optional.of("opaque"), ForeignToken.kind(most));
    assertEquals(Optional.empty(), ForeignToken.kind(most + "a"));
    assertEquals(Optional.of(most), ForeignToken.alone(most));
    assertEquals(Optional.empty(), ForeignToken.alone(most + "a"));
    assertEquals(Optional.of(most.substring(1)), ForeignToken.alone(most.substring(1) + "\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "a1aaaaaaaaaaaaaaaaaa, true",
    "a1aaaaaaaaaaaaaaaaa, false",
    "aaaaaaaaaaaaaaaaaaaaa, false",
    "111111111111111111111, false",
    "a1aaaaaaaaa.aaaaaaaaaaaaaa, false"
  })
  void aServersWordHasLettersAndDigits(String text, boolean opaque) {
    assertEquals(opaque, ForeignToken.kind(text).isPresent());
    assertEquals(opaque ? 1 : 0, found(text).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "authorization: bearer  ", "Authorization : ", "", "\"", "'"})
  void takesTheWordWithoutWhatStandsAroundIt(String before) {
    String behind = before.length() == 1 ? before : "";
    assertEquals(Optional.of(OPAQUE), ForeignToken.alone(before + OPAQUE + behind));
    assertEquals(OPAQUE, found(" " + before + OPAQUE + behind + "\n").getFirst().text());
  }

  /// 1 MiB of base64url is 768 KiB of JSON.
  @Test
  void aHeaderIsReadUpToAMegabyte() {
    int bytes = DecodedToken.LONGEST / 4 * 3;
    String most = TestTokens.base64("{" + " ".repeat(bytes - 2) + "}");
    assertEquals(DecodedToken.LONGEST, most.length());
    assertTrue(HeaderText.json(most).isPresent());
    assertTrue(HeaderText.json(most + ".e30").isPresent());
    String more = TestTokens.base64("{" + " ".repeat(bytes - 1) + "}");
    assertFalse(HeaderText.json(more).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "HS256, 42, true",
    "HS256, 43, false",
    "HS256, 44, false",
    "ES512, 175, true",
    "ES512, 176, false",
    "RS256, 84, true",
    "RS256, 85, true",
    "RS256, 86, false",
    "RS256, 341, true",
    "RS256, 342, false",
    "PS512, 512, false",
    "PS512, 511, true",
    "RS256, 96, false",
    "none, 0, false",
    "XX, 1, false"
  })
  void aSignatureIsTooShortBelowWhatItsAlgorithmMakes(String alg, int characters, boolean cut) {
    String header = TestTokens.base64("{\"alg\":\"" + alg + "\"}");
    assertEquals(cut, SignatureLength.isTooShort(HeaderText.json(header), characters));
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "., ''",
    ".., ''",
    ".e30.AA, ''",
    "e30., ''",
    "e30.e30, ''",
    "e3, header",
    "e30.e3, payload",
    "eyJhbGciOiJIUzI1NiJ9.e30A, ''",
    "eyJhbGciOiJIUzI1NiJ9.eyJhIjox, payload",
    "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxA, payload",
    "eyJhbGciOiJIUzI1NiJ9.e30.A, signature",
    "JhbGciOiJIUzI1NiJ9.e30.A, signature",
    "bGciOiJIUzI1NiJ9.e30.A, header signature",
    "eyJhbGciOiJIUzI1NiJ, header",
    "eyJhbGciOiJIUzI1NiJ9fQ, ''"
  })
  void tellsWhichPartIsCut(String text, String parts) {
    long count = text.chars().filter(c -> c == '.').count() + 1;
    List<String> cut = CutParts.of(DecodedToken.of(text), count);
    assertEquals(parts, String.join(" ", cut));
  }

  @Test
  void aTokenBeginsWithTenCharactersOfBase64() {
    assertTrue(TokenStart.isAt("eyJ0000000", 0));
    assertFalse(TokenStart.isAt("eyJ000000", 0));
    assertTrue(TokenStart.isAt("eyJ 000000", 0), "mail programs break lines anywhere");
    assertFalse(TokenStart.isAt("eyJ000000!", 0));
    for (char third : "ABCDIJKL".toCharArray()) {
      assertTrue(TokenStart.isAt("ey" + third + "0000000", 0));
    }
    for (char third : "klmnopqr0123".toCharArray()) {
      assertTrue(TokenStart.isAt("ew" + third + "0000000", 0));
    }
    for (String other : List.of("eyE0000000", "ewj0000000", "exJ0000000", "fyJ0000000")) {
      assertFalse(TokenStart.isAt(other, 0), other);
    }
  }

  @Test
  void base64UrlHasSixtyFourCharacters() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (char c = 0; c < 256; c++) {
      assertEquals(alphabet.indexOf(c) >= 0, TokenStart.isBase64Url(c), "" + (int) c);
      assertEquals((alphabet + "+/.").indexOf(c) >= 0, TokenStart.isWord(c), "" + (int) c);
    }
  }

  @ParameterizedTest
  @CsvSource({"200, true", "201, false"})
  void aGapIsNoLongerThanAnybodyLeavesOne(int blanks, boolean joined) {
    int dot = TOKEN.lastIndexOf('.') + 5;
    String text = TOKEN.substring(0, dot) + " ".repeat(blanks) + TOKEN.substring(dot);
    String expected = joined ? TOKEN : TOKEN.substring(0, dot);
    assertEquals(expected, new TokenAssembler(text).assemble(0).text());
  }

  @Test
  void aCurlLineIsOneThatBeginsWithIt() {
    for (String start : List.of("curl ", " \n\tcurl ")) {
      assertTrue(cleaned(start + TOKEN).contains("curl"), start);
    }
    for (String start : List.of("curly ", "x curl ", "cur ", "curl/")) {
      assertFalse(cleaned(start + TOKEN).contains("curl"), start);
    }
  }

  @Test
  void quotesCountOnEitherSide() {
    for (String quoted : List.of("\"" + TOKEN, TOKEN + "'", "`" + TOKEN + " x")) {
      assertEquals(List.of("quotes"), cleaned(quoted));
    }
    assertEquals(List.of("white-space"), cleaned(" " + TOKEN));
    assertEquals(List.of("white-space"), cleaned(TOKEN + "\n"));
    assertEquals(List.of("surrounding-text"), cleaned("! " + TOKEN));
    assertEquals(List.of("surrounding-text"), cleaned(TOKEN + " !"));
  }

  private static List<?> cleaned(String text) {
    return Findings.what(found(text).getFirst().cleaning(), FindingId.CLEANED_UP);
  }

  @Test
  void aTokenInAPathIsCutAtItsSignaturesEndOnly() {
    assertEquals(TOKEN, found("/x/" + TOKEN + "/y").getFirst().text());
    String cut = TOKEN.substring(0, TOKEN.length() - 1);
    assertEquals(cut.replace('/', '_') + "_y", found("/x/" + cut + "/y").getFirst().text());
  }

  @Test
  void base64OfOtherJsonIsATokenFromTwentyCharactersAndWithAnAlgorithm() {
    String header = TestTokens.base64("{\"alg\":\"nones\"}");
    assertEquals(20, header.length());
    assertEquals(header, found(header).getFirst().text());
    assertEquals(List.of(), found(TestTokens.base64("{\"alg\":\"none\"}")));
    assertEquals(List.of(), found("x=" + TestTokens.base64("{\"al\":\"none and more\"}") + "&y"));
    String shortest = TestTokens.base64("{\"a\":\"b\"}") + ".e30.AB";
    assertEquals(19, shortest.length());
    assertEquals(List.of(), found(shortest));
    assertEquals(shortest + "C", found(shortest + "C").getFirst().text());
  }
}
