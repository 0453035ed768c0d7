package io.github.latchkey.engine.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.HmacKey;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing pasted can hang or crash it. The limit is a net for endless work, not a measurement.
class HostilePasteTest {

  private static final int MOST = PastedText.LONGEST;
  private static final Duration NET = Duration.ofSeconds(20);

  private static String fill(String part) {
    return part.repeat(MOST / part.length());
  }

  static Stream<Arguments> tenMegabytes() {
    String token = TestTokens.withPayload("{}");
    return Stream.of(
        Arguments.of("letters", fill("x")),
        Arguments.of("dots", fill(".")),
        Arguments.of("beginnings", fill("eyJ")),
        Arguments.of("beginnings with blanks", fill("eyJhbGciOi ")),
        Arguments.of("beginnings with dots", fill("eyJhbGciOi.")),
        Arguments.of("beginnings with slashes", fill("eyJhbGciOi/")),
        Arguments.of("beginnings behind slashes", "eyJhbGciOiJI " + fill("z/eyJhbGciOiJI ")),
        Arguments.of("beginnings and four dots", fill("eyJ....")),
        Arguments.of("beginnings that end in a dot", fill("eyJhbGciOiJI. ")),
        Arguments.of("beginnings far apart", fill("eyJhbGciOiJI." + " ".repeat(190))),
        Arguments.of("headers of nothing", fill("\"eyJhIjoiYWFhYWFhYWFhIn0\"")),
        Arguments.of("headers of nothing with dots", fill("eyJhIjoxfQ.... ")),
        Arguments.of("one beginning and words", "eyJhbGciOiJIUzI1NiJ9" + fill(" a")),
        Arguments.of("beginnings and words", fill("eyJhbGciOiJIUzI1NiJ9 " + "a ".repeat(50))),
        Arguments.of("short tokens", fill("eyJhbGciOi.a.b " + "a ".repeat(200))),
        Arguments.of("line breaks", fill("\n")),
        Arguments.of("percent signs", fill("%")),
        Arguments.of("percent encoded percent signs", "%" + fill("25")),
        Arguments.of("backslashes", fill("\\")),
        Arguments.of("invisible", fill("\u200b")),
        Arguments.of("vendor", fill("T1==")),
        Arguments.of("agora", fill("006" + "0".repeat(32))),
        Arguments.of("equals signs", fill("a=")),
        Arguments.of("tokens", fill(token + "\n")),
        Arguments.of("a header of ten megabytes", "eyJhbGciOi" + fill("A") + ".e30.x"),
        Arguments.of("a signature of ten megabytes", "eyJhbGciOiJIUzI1NiJ9.e30." + fill("A")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tenMegabytes")
  void comesBackFromTenMegabytes(String name, String pasted) {
    assertTimeoutPreemptively(
        NET,
        () -> {
          List<FoundToken> found = TokenFinder.find(pasted);
          assertTrue(found.size() <= TokenFinder.MOST_TOKENS);
          found.forEach(HostilePasteTest::judgeEverything);
          assertNotNull(TokenReader.read(pasted));
        });
  }

  private static void judgeEverything(FoundToken found) {
    TokenReading reading = TokenReader.read(found);
    assertNotNull(TimeRules.judge(reading.token(), Instant.EPOCH, Duration.ZERO));
    assertNotNull(SignatureCheck.check(reading.token(), List.of()));
  }

  @Test
  void looksAtTheFirstTenMegabytesOnly() {
    String token = TestTokens.withPayload("{}");
    String pad = " ".repeat(MOST - token.length());
    assertEquals(1, TokenFinder.find(pad + token).size());
    assertEquals(0, TokenFinder.find(" ".repeat(MOST) + token).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void nestingAHundredThousandDeepIsNamed(String open) {
    String payload = "{\"a\":" + open.repeat(100_000);
    TokenReading reading = TokenReader.read(TestTokens.withPayload(payload));
    Finding finding = Findings.only(reading.findings(), FindingId.OVERSIZED);
    assertEquals("payload", finding.about());
    assertEquals(64L, finding.facts().get("levels"));
    assertTrue(reading.token().payloadJson().isEmpty());
    assertTrue(reading.token().headerJson().isPresent());
  }

  @Test
  void aHundredThousandNamesAreReadAndTheDuplicateIsFound() {
    var payload = new StringBuilder("{");
    for (int i = 0; i < 60_000; i++) {
      payload.append("\"k").append(i).append("\":1,");
    }
    payload.append("\"k7\":2}");
    TokenReading reading =
        assertTimeoutPreemptively(
            NET, () -> TokenReader.read(TestTokens.withPayload(payload.toString())));
    Finding finding = Findings.only(reading.findings(), FindingId.DUPLICATE_KEY);
    assertEquals(List.of("k7"), finding.facts().get("names"));
  }

  @Test
  void invalidUtf8IsNamedAndNotReplaced() {
    byte[] payload = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};
    TokenReading reading =
        TokenReader.read(TestTokens.hs256("{\"alg\":\"HS256\"}".getBytes(), payload));
    Finding finding = Findings.only(reading.findings(), FindingId.BAD_JSON);
    assertEquals("not-utf8", finding.facts().get("reason"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e300",
        "-1e300",
        "1e1000000000",
        "1e-1000000000",
        "1e-9999",
        "99999999999999999999999999",
        "9223372036854775808",
        "0.00000000000000000000000000001"
      })
  void timesOfAnySizeAreJudged(String number) {
    TokenReading reading =
        TokenReader.read(TestTokens.withPayload("{\"exp\":" + number + ",\"iat\":" + number + "}"));
    assertTrue(reading.token().payloadJson().isPresent());
    List<Finding> findings =
        TimeRules.judge(reading.token(), Instant.ofEpochSecond(1_700_000_000), Duration.ZERO);
    assertTrue(!findings.isEmpty());
  }

  @Test
  void aNumberOfAMillionDigitsIsNamed() {
    TokenReading reading =
        TokenReader.read(TestTokens.withPayload("{\"exp\":" + "1".repeat(500_000) + "}"));
    assertEquals("payload", Findings.only(reading.findings(), FindingId.OVERSIZED).about());
  }

  @Test
  void aKidOfAMegabyteIsNotQuotedInFull() {
    String big = "x".repeat(150_000);
    TokenReading reading =
        TokenReader.read(
            TestTokens.hs256(
                "{\"alg\":\"" + big + "\",\"jku\":\"" + big + "\",\"crit\":[\"" + big + "\"]}",
                "{\"exp\":\"" + big + "\"}"));
    List<Finding> all = new java.util.ArrayList<>(reading.findings());
    all.addAll(TimeRules.judge(reading.token(), Instant.EPOCH, Duration.ZERO));
    assertTrue(all.size() >= 4);
    all.forEach(finding -> assertTrue(finding.facts().toString().length() < 1000));
  }

  @Property(tries = 500)
  void readsAnyTextWithoutThrowing(@ForAll @StringLength(max = 300) String text) {
    TokenFinder.find(text).forEach(HostilePasteTest::judgeEverything);
    judgeEverything(new FoundToken(text, List.of()));
  }

  @Property(tries = 500)
  void readsWhatLooksLikeTokensWithoutThrowing(
      @ForAll
          @StringLength(max = 200)
          @Chars({'.', '=', ' ', '%', '\\', '\n', '"'})
          @CharRange(from = 'e', to = 'z')
          String noise)
      throws Exception {
    String text = noise.replace("f", "eyJhbGciOiJIUzI1NiJ9").replace("g", ".").replace("h", "e30");
    try (HmacKey key = TestKeys.hmac("secret")) {
      for (FoundToken found : TokenFinder.find(text)) {
        TokenReading reading = TokenReader.read(found);
        var candidate = new KeyCandidate("k", key, true);
        assertTrue(
            SignatureCheck.check(reading.token(), List.of(candidate)).status()
                != SignatureStatus.VALID);
      }
    }
  }
}
