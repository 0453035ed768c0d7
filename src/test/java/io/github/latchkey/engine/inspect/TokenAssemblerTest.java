package io.github.latchkey.engine.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.engine.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the pieces of a token come together, and where it ends.
class TokenAssemblerTest {

  private static final String TOKEN = TestTokens.withPayload("{\"a\":\"0123456789\"}");
  private static final int SIGNED = TOKEN.lastIndexOf('.') + 1;

  private static TokenSpan assembled(String text) {
    return new TokenAssembler(text).assemble(0);
  }

  private static String inPieces(String word, String gaps) {
    var text = new StringBuilder();
    int size = word.length() / (gaps.length() + 1);
    for (int i = 0; i < gaps.length(); i++) {
      text.append(word, i * size, (i + 1) * size).append(gaps.charAt(i));
    }
    return text.append(word.substring(gaps.length() * size)).toString();
  }

  @Test
  void aWholeTokenIsTakenAsItStands() {
    TokenSpan whole = new TokenSpan(0, TOKEN.length(), TOKEN, false, false);
    assertEquals(whole, assembled(TOKEN));
    assertEquals(whole, assembled(TOKEN + "\n"));
    assertEquals(whole, assembled(TOKEN + " and more"));
  }

  @Test
  void paddingBelongsToTheEndOfEachPart() {
    String padded = TOKEN.replace(".", "=.") + "=";
    assertEquals(padded, assembled(padded).text());
    assertEquals(TOKEN + "==", assembled(TOKEN + "==").text());
    assertEquals(TOKEN + "=", assembled(TOKEN + "=;").text());
  }

  @ParameterizedTest
  @CsvSource({"===", "=x", "==x", "====."})
  void otherEqualSignsEndTheToken(String behind) {
    assertEquals(TOKEN, assembled(TOKEN + behind).text());
    assertEquals(TOKEN.length(), assembled(TOKEN + behind).end());
  }

  @ParameterizedTest
  @CsvSource({
    "' ', false, true",
    "'\n', true, false",
    "'\r', true, false",
    "' \n', true, true",
    "'\n ', true, true",
    "'  ', false, true",
    "'\n\n', true, false"
  })
  void aBrokenSignatureIsJoinedAndTheGapsAreTold(String gaps, boolean lines, boolean blanks) {
    String text = TOKEN.substring(0, SIGNED) + inPieces(TOKEN.substring(SIGNED), gaps);
    assertEquals(new TokenSpan(0, text.length(), TOKEN, lines, blanks), assembled(text));
  }

  @ParameterizedTest
  @CsvSource({
    "' ', false, true",
    "'\n', true, false",
    "' \n', true, true",
    "'\n ', true, true",
    "'\n\n', true, false",
    "'  ', false, true"
  })
  void brokenPartsAreJoinedAndTheGapsAreTold(String gaps, boolean lines, boolean blanks) {
    String text = inPieces(TOKEN.substring(0, SIGNED), gaps) + TOKEN.substring(SIGNED);
    assertEquals(new TokenSpan(0, text.length(), TOKEN, lines, blanks), assembled(text));
  }

  @Test
  void asManyPiecesOfASignatureAreJoinedAsAnybodyWraps() {
    String signed = TestTokens.base64("{\"alg\":\"HS512\"}") + ".e30.";
    String joined = signed + "s".repeat(86);
    String most = signed + "s".repeat(22) + " s".repeat(64);
    assertEquals(joined, assembled(most).text());
    String more = signed + "s".repeat(21) + " s".repeat(65);
    assertEquals(signed + "s".repeat(21), assembled(more).text());
  }

  @Test
  void aSignatureThatDoesNotComeOutIsLeftAsItStands() {
    String cut = TOKEN.substring(0, TOKEN.length() - 3);
    assertEquals(cut, assembled(cut + " words").text());
    assertEquals(cut, assembled(cut + " of.it").text());
    assertEquals(TOKEN, assembled(cut + " " + TOKEN.substring(TOKEN.length() - 3)).text());
  }

  /// Where no part ends, only lines that are as long as a program wraps them belong together.
  @Test
  void onlyWideLinesAreJoinedWithoutAHeaderThatCanBeRead() {
    String line = "eyJ" + "x".repeat(57);
    assertEquals(line + "abc", assembled(line + "\nabc").text());
    String next = "y".repeat(60);
    assertEquals(line + next + "abc", assembled(line + "\n" + next + "\nabc").text());
    assertEquals(line + "narrow", assembled(line + "\nnarrow\nabc").text());
    String narrow = line.substring(1);
    assertEquals(narrow, assembled(narrow + "\nabc").text());
    assertEquals(line, assembled(line + " abc").text());
    String before = "some text\n";
    TokenSpan later = new TokenAssembler(before + narrow + "\nabc").assemble(before.length());
    assertEquals(narrow, later.text());
    TokenSpan wide = new TokenAssembler(before + line + "\nabc").assemble(before.length());
    assertEquals(line + "abc", wide.text());
  }

  @Test
  void aTokenBehindTheFirstIsNotDrawnIntoIt() {
    String half = TOKEN.substring(0, TOKEN.indexOf('.'));
    assertEquals(half, assembled(half + "\n" + TOKEN).text());
  }

  @Test
  void marksOfQuotedMailAreNoPartOfIt() {
    String text = TOKEN.substring(0, SIGNED + 9) + "\n> > " + TOKEN.substring(SIGNED + 9);
    assertEquals(TOKEN, assembled(text).text());
    String sign = TOKEN.substring(0, SIGNED + 9) + " > " + TOKEN.substring(SIGNED + 9);
    assertEquals(TOKEN.substring(0, SIGNED + 9), assembled(sign).text());
  }
}
