package io.github.latchkey.engine.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestTokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFinderTest {

  private static final String TOKEN =
      TestTokens.withPayload("{\"room\":\"demo\",\"exp\":1700000300,\"name\":\"Ada ü?>~\"}");
  private static final String OTHER = TestTokens.withPayload("{\"room\":\"other\"}");

  private static String rs256() throws Exception {
    return TestTokens.vectors("produced").get(1).text("token").orElseThrow();
  }

  private static FoundToken only(String pasted) {
    List<FoundToken> found = TokenFinder.find(pasted);
    assertEquals(1, found.size(), pasted);
    return found.getFirst();
  }

  private static List<?> cleaned(FoundToken found) {
    return Findings.what(found.cleaning(), FindingId.CLEANED_UP);
  }

  @Test
  void aBareTokenNeedsNoCleaning() throws Exception {
    assertEquals(new FoundToken(TOKEN, List.of()), only(TOKEN));
    assertEquals(new FoundToken(rs256(), List.of()), only(rs256()));
  }

  static Stream<Arguments> wrapped() {
    return Stream.of(
        Arguments.of("Bearer " + TOKEN, List.of("bearer")),
        Arguments.of("bearer  " + TOKEN + "\n", List.of("bearer")),
        Arguments.of("Authorization: Bearer " + TOKEN, List.of("bearer", "authorization")),
        Arguments.of("authorization: " + TOKEN, List.of("authorization")),
        Arguments.of("\"" + TOKEN + "\"", List.of("quotes")),
        Arguments.of("'" + TOKEN + "'", List.of("quotes")),
        Arguments.of("\u201c" + TOKEN + "\u201d", List.of("quotes")),
        Arguments.of("`" + TOKEN + "`", List.of("quotes")),
        Arguments.of("  " + TOKEN + "\n", List.of("white-space")),
        Arguments.of("\ufeff" + TOKEN, List.of("invisible")),
        Arguments.of(TOKEN.substring(0, 30) + "\u200b" + TOKEN.substring(30), List.of("invisible")),
        Arguments.of("https://meet.example/room?jwt=" + TOKEN, List.of("url")),
        Arguments.of("https://meet.example/room?a=b&token=" + TOKEN + "&c=d", List.of("url")),
        Arguments.of("https://meet.example/r#access_token=" + TOKEN, List.of("url")),
        Arguments.of("https://meet.example/r?auth_token=" + TOKEN + "#x", List.of("url")),
        Arguments.of("https://meet.example/r?t=" + TOKEN, List.of("url")),
        Arguments.of("https://meet.example/r/" + TOKEN, List.of("surrounding-text")),
        Arguments.of("{\"token\": \"" + TOKEN + "\"}", List.of("json", "quotes")),
        Arguments.of("{\"token\":\"Bearer " + TOKEN + "\"}", List.of("bearer", "json", "quotes")),
        Arguments.of("{\\\"token\\\":\\\"" + TOKEN + "\\\"}", List.of("json", "quotes")),
        Arguments.of(
            "curl -H 'Authorization: Bearer " + TOKEN + "' https://api.example/x",
            List.of("bearer", "authorization", "curl", "quotes")),
        Arguments.of(
            "2026-11-21T10:00:00Z WARN auth refused token " + TOKEN + " from 10.0.0.1",
            List.of("surrounding-text")),
        Arguments.of("The token is " + TOKEN + ".", List.of("surrounding-text")),
        Arguments.of("(" + TOKEN + ")", List.of("surrounding-text")),
        Arguments.of("token=" + TOKEN + ";", List.of("surrounding-text")),
        Arguments.of(
            "Bearer%20" + TOKEN.replace(".", "%2E"), List.of("bearer", "percent-encoding")),
        Arguments.of(
            "https://x.example/?next="
                + URLEncoder.encode("https://meet.example/?jwt=" + TOKEN, StandardCharsets.UTF_8),
            List.of("url", "percent-encoding")));
  }

  @ParameterizedTest
  @MethodSource("wrapped")
  void findsItInItsWrappingAndSaysWhatItRemoved(String pasted, List<String> what) {
    FoundToken found = only(pasted);
    assertEquals(TOKEN, found.text());
    assertEquals(what, cleaned(found));
    assertEquals(1, found.cleaning().size(), "nothing was repaired");
  }

  private static String wrappedAt(String token, int width, String lineEnd) {
    return token.replaceAll("(.{" + width + "})", "$1" + Matcher.quoteReplacement(lineEnd));
  }

  @ParameterizedTest
  @CsvSource({"64", "72", "76", "20", "33"})
  void joinsLinesThatAMailProgramBroke(int width) throws Exception {
    for (String token : List.of(TOKEN, rs256())) {
      for (String lineEnd : List.of("\n", "\r\n", "\n> ", " \n  ", "\\n", "\\\n")) {
        FoundToken found = only(wrappedAt(token, width, lineEnd));
        assertEquals(token, found.text());
        assertTrue(cleaned(found).contains("line-breaks"));
      }
    }
  }

  @Test
  void stopsWhereTheSignatureIsComplete() throws Exception {
    for (String token : List.of(TOKEN, rs256())) {
      String mail = "Hi,\n\n" + wrappedAt(token, 70, "\n") + "\nRegards\nAda\n";
      assertEquals(token, only(mail).text());
      String line = token.substring(0, 100) + "\n" + token.substring(100) + " and so on";
      assertEquals(token, only(line).text());
    }
  }

  @Test
  void closesBlanksInside() {
    String spaced = TOKEN.replace(".", " . ");
    FoundToken found = only(spaced);
    assertEquals(TOKEN, found.text());
    assertTrue(cleaned(found).contains("white-space"));
    assertEquals(TOKEN, only(TOKEN.substring(0, 50) + " " + TOKEN.substring(50)).text());
  }

  @Test
  void repairsTheStandardAlphabetAndSaysSoAsAnError() {
    String standard = TOKEN.replace('-', '+').replace('_', '/');
    assertFalse(standard.equals(TOKEN), "the test token must have such characters");
    FoundToken found = only(standard);
    assertEquals(TOKEN, found.text());
    Finding repair = Findings.only(found.cleaning(), FindingId.BAD_BASE64);
    assertEquals(Severity.ERROR, repair.severity());
    assertEquals(List.of("standard-alphabet"), repair.facts().get("what"));
  }

  @Test
  void repairsPaddingAndSaysSoAsAnError() {
    String[] parts = TOKEN.split("\\.");
    var padded = new StringBuilder();
    for (String part : parts) {
      padded.append(padded.isEmpty() ? "" : ".").append(part);
      padded.append("=".repeat((4 - part.length() % 4) % 4));
    }
    FoundToken found = only("Bearer " + padded);
    assertEquals(TOKEN, found.text());
    assertEquals(List.of("padding"), Findings.what(found.cleaning(), FindingId.BAD_BASE64));
    assertEquals(List.of("bearer"), cleaned(found));
  }

  @Test
  void doesNotTakeTheRestOfAPathForTheSignature() {
    String url = "https://meet.example/" + TOKEN.replace('_', 'A') + "/index";
    assertEquals(TOKEN.replace('_', 'A'), only(url).text());
  }

  @Test
  void findsSeveralInTheirOrder() {
    List<FoundToken> found =
        TokenFinder.find("old: " + TOKEN + "\nnew: " + OTHER + "\n" + TOKEN + "\n");
    assertEquals(List.of(TOKEN, OTHER, TOKEN), found.stream().map(FoundToken::text).toList());
  }

  @Test
  void findsOneOnEachLine() {
    List<FoundToken> found = TokenFinder.find(TOKEN + "\n" + OTHER + "\n");
    assertEquals(List.of(TOKEN, OTHER), found.stream().map(FoundToken::text).toList());
  }

  @Test
  void returnsAtMostAHundred() {
    assertEquals(100, TokenFinder.find((TOKEN + "\n").repeat(500)).size());
  }

  @Test
  void findsOneThatIsCutOffAtTheEnd() {
    for (int length : new int[] {25, 40, 80, TOKEN.length() - 10}) {
      assertEquals(TOKEN.substring(0, length), only(TOKEN.substring(0, length)).text());
    }
    assertEquals(TOKEN.substring(0, 60), only("Bearer " + TOKEN.substring(0, 60) + " …").text());
  }

  @Test
  void findsOneThatIsCutOffAtTheBeginning() {
    for (int cut : new int[] {1, 5, 20}) {
      assertEquals(TOKEN.substring(cut), only(TOKEN.substring(cut)).text());
      assertEquals(TOKEN.substring(cut), only("token: " + TOKEN.substring(cut)).text());
    }
  }

  @Test
  void findsATokenWithoutASignature() {
    String unsigned = TestTokens.base64("{\"alg\":\"none\"}") + "." + TestTokens.base64("{}") + ".";
    assertEquals(unsigned, only(unsigned).text());
    assertEquals(unsigned, only(unsigned + "\nThanks").text());
  }

  @Test
  void findsHeadersThatBeginWithBlanks() {
    for (String header :
        List.of(
            "{ \"alg\":\"HS256\"}",
            "{\n \"alg\":\"HS256\"}",
            "{\r\n\"alg\":\"HS256\"}",
            "{\t\"alg\":\"HS256\"}")) {
      String token = TestTokens.hs256(header, "{}");
      assertEquals(token, only("x " + token).text());
    }
  }

  @Test
  void findsAnEncryptedToken() {
    String header = TestTokens.base64("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}");
    String jwe = header + "..AAAAAAAAAAAAAAAA.BBBBBBBB.CCCCCCCCCCCCCCCCCCCCCC";
    assertEquals(jwe, only("Bearer " + jwe).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hello",
        "eyes wide shut",
        "eyJ",
        "eyJ.eyJ.x",
        "ewe lamb",
        "a.b.c",
        "www.example.com/index.html",
        "10.0.0.1",
        "%",
        "%zz%2",
        "\\",
        "\\u12",
        "-----BEGIN PRIVATE KEY-----"
      })
  void findsNothingWhereThereIsNothing(String text) {
    assertEquals(List.of(), TokenFinder.find(text));
  }

  @Test
  void otherJsonInBase64IsNoToken() {
    String state = TestTokens.base64("{\"state\":\"some OAuth state that is long enough\"}");
    assertEquals(List.of(), TokenFinder.find("state=" + state + "&code=x"));
  }

  @Test
  void findsTheTokensOfVendorsThatAreNoJwt() {
    String t1 = "T1==cGFydG5lcl9pZD0xMjM0NTYmc2lnPWFiY2RlZg==";
    String agora6 = "006" + "0123456789abcdef".repeat(2) + "IADxyzABCDEFGHIJKLMNOP";
    String agora7 = "007eJxTYBBbsMMnKq7p9Hf/HcIX9kce9b518kCiQgSr5Zrp4X1KrQ==";
    for (String vendor : List.of(t1, agora6, agora7)) {
      assertEquals(vendor, only(vendor).text());
      assertEquals(vendor, only("{\"token\":\"" + vendor + "\"}").text());
      assertEquals(vendor, only("https://x.example/?token=" + vendor).text());
    }
    List<FoundToken> both = TokenFinder.find(t1 + "\n" + TOKEN);
    assertEquals(List.of(TOKEN, t1), both.stream().map(FoundToken::text).toList());
  }

  @Test
  void findsAnOpaqueTokenThatStandsAlone() {
    String opaque = "a8f5f167f44f4964e6c998dee827110c";
    assertEquals(opaque, only("Authorization: Bearer " + opaque + "\n").text());
    assertEquals(opaque, only("\"" + opaque + "\"").text());
    assertEquals(List.of(), TokenFinder.find("order " + opaque + " was shipped"));
  }

  @Test
  void tellsNoTokenInItsText() {
    assertFalse(only(TOKEN).toString().contains("eyJ"));
  }

  @Property(tries = 300)
  void findsItBehindAndBeforeAnyWords(
      @ForAll @StringLength(max = 40) String before, @ForAll @StringLength(max = 40) String after) {
    String pasted = before + " \"" + TOKEN + "\" " + after;
    assertTrue(
        TokenFinder.find(pasted).stream().anyMatch(found -> found.text().equals(TOKEN)), pasted);
  }

  @Property(tries = 300)
  void joinsALineBreakAnywhere(@ForAll @IntRange(min = 11, max = 130) int at) {
    assertEquals(TOKEN, only(TOKEN.substring(0, at) + "\r\n" + TOKEN.substring(at)).text());
  }
}
