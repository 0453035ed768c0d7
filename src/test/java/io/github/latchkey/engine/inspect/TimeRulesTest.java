package io.github.latchkey.engine.inspect;

import static io.github.latchkey.engine.inspect.FindingId.CLOCK_SKEW;
import static io.github.latchkey.engine.inspect.FindingId.EXPIRED;
import static io.github.latchkey.engine.inspect.FindingId.EXPIRES_BEFORE_VALID;
import static io.github.latchkey.engine.inspect.FindingId.ISSUED_IN_FUTURE;
import static io.github.latchkey.engine.inspect.FindingId.NOT_YET_VALID;
import static io.github.latchkey.engine.inspect.FindingId.NO_EXPIRY;
import static io.github.latchkey.engine.inspect.FindingId.TIME_IN_MILLISECONDS;
import static io.github.latchkey.engine.inspect.FindingId.TIME_NOT_A_NUMBER;
import static io.github.latchkey.engine.inspect.FindingId.TIME_NOT_INTEGER;
import static io.github.latchkey.engine.inspect.FindingId.TIME_OUT_OF_RANGE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.TestTokens;
import io.github.latchkey.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRulesTest {

  private static final long NOW = 1_700_000_000L;
  private static final Instant AT = Instant.ofEpochSecond(NOW);

  private static List<Finding> judge(String claims) {
    return judge(claims, Duration.ZERO);
  }

  private static List<Finding> judge(String claims, Duration leeway) {
    return TimeRules.judge(DecodedToken.of(TestTokens.withPayload(claims)), AT, leeway);
  }

  private static String exp(long exp) {
    return "{\"exp\":" + exp + "}";
  }

  @Test
  void aTokenThatIsValidNowHasNoFindings() {
    assertEquals(List.of(), judge("{\"iat\":1699999990,\"nbf\":1699999990,\"exp\":1700000300}"));
  }

  @Test
  void givesTheExactAmountByWhichItExpired() {
    Duration by = Duration.ofHours(3).plusMinutes(12);
    Instant end = AT.minus(by);
    Finding finding = Findings.only(judge(exp(end.getEpochSecond())), EXPIRED);
    assertEquals("exp", finding.about());
    assertEquals(Map.of("at", end, "by", by), finding.facts());
  }

  @ParameterizedTest
  @CsvSource({"1699999999, true", "1700000000, true", "1700000001, false"})
  void theSecondOfExpiryIsTooLate(long exp, boolean expired) {
    assertEquals(expired, Findings.ids(judge(exp(exp))).contains(EXPIRED));
  }

  @ParameterizedTest
  @CsvSource({"1700000001, true", "1700000000, false", "1699999999, false"})
  void theSecondOfNotBeforeIsEarlyEnough(long nbf, boolean early) {
    List<Finding> findings = judge("{\"nbf\":" + nbf + ",\"exp\":1800000000}");
    assertEquals(early, Findings.ids(findings).contains(NOT_YET_VALID));
  }

  @Test
  void givesTheAmountUntilItBegins() {
    Finding finding =
        Findings.only(judge("{\"nbf\":1700003600,\"exp\":1800000000}"), NOT_YET_VALID);
    assertEquals("nbf", finding.about());
    assertEquals(Map.of("at", AT.plusSeconds(3600), "by", Duration.ofHours(1)), finding.facts());
  }

  @Test
  void warnsOfATokenFromTheFuture() {
    Finding finding =
        Findings.only(judge("{\"iat\":1700003600,\"exp\":1800000000}"), ISSUED_IN_FUTURE);
    assertEquals(Severity.WARNING, finding.severity());
    assertEquals("iat", finding.about());
  }

  @ParameterizedTest
  @CsvSource({"1, true", "300, true", "301, false"})
  void aSmallDifferenceMayBeAWrongClock(long seconds, boolean skew) {
    List<Finding> findings = judge("{\"nbf\":" + (NOW + seconds) + ",\"exp\":1800000000}");
    assertEquals(skew, Findings.ids(findings).contains(CLOCK_SKEW));
    List<Finding> late = judge(exp(NOW - seconds));
    assertEquals(skew, Findings.ids(late).contains(CLOCK_SKEW));
    if (skew) {
      Finding finding = Findings.only(late, CLOCK_SKEW);
      assertEquals("exp", finding.about());
      assertEquals(Duration.ofSeconds(seconds), finding.facts().get("by"));
    }
  }

  @Test
  void leewayForgivesExactlyItsLength() {
    assertEquals(List.of(), judge(exp(NOW - 59), Duration.ofSeconds(60)));
    assertEquals(
        List.of(EXPIRED, CLOCK_SKEW), Findings.ids(judge(exp(NOW - 60), Duration.ofSeconds(60))));
    String early = "{\"nbf\":" + (NOW + 60) + ",\"iat\":" + (NOW + 60) + ",\"exp\":1800000000}";
    assertEquals(List.of(), judge(early, Duration.ofSeconds(60)));
    assertEquals(
        List.of(NOT_YET_VALID, CLOCK_SKEW, ISSUED_IN_FUTURE, CLOCK_SKEW),
        Findings.ids(judge(early, Duration.ofSeconds(59))));
  }

  @Test
  void aLeewayWithoutMeasureIsBounded() {
    assertEquals(
        List.of(EXPIRED),
        Findings.ids(judge(exp(NOW - 86_401), Duration.ofSeconds(Long.MAX_VALUE))));
    assertEquals(List.of(), judge(exp(NOW - 86_399), Duration.ofSeconds(Long.MAX_VALUE)));
    assertEquals(List.of(), judge(exp(NOW + 1), Duration.ofSeconds(Long.MIN_VALUE)));
  }

  @Test
  void asksForAnExpiry() {
    Finding finding = Findings.only(judge("{}"), NO_EXPIRY);
    assertEquals("exp", finding.about());
    assertEquals(Severity.WARNING, finding.severity());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"123\"', string, 123",
    "'\"tomorrow\"', string, tomorrow",
    "true, boolean, true",
    "null, null, null",
    "'{}', object, {…}",
    "'[]', array, […]"
  })
  void aTimeThatIsNoNumberIsNotATime(String value, String type, String text) {
    for (String claim : List.of("exp", "nbf", "iat")) {
      String exp = claim.equals("exp") ? "" : ",\"exp\":1800000000";
      List<Finding> findings = judge("{\"" + claim + "\":" + value + exp + "}");
      assertEquals(List.of(TIME_NOT_A_NUMBER), Findings.ids(findings));
      assertEquals(claim, findings.getFirst().about());
      assertEquals(Map.of("type", type, "text", text), findings.getFirst().facts());
    }
  }

  @ParameterizedTest
  @CsvSource({"1700000300.5, 1700000300.5", "1.8e9, 1.8e9", "1800000000.0, 1800000000.0"})
  void aTimeThatIsNoIntegerIsOddAndCounts(String value, String text) {
    List<Finding> findings = judge("{\"exp\":" + value + "}");
    assertEquals(List.of(TIME_NOT_INTEGER), Findings.ids(findings));
    assertEquals(Map.of("text", text), findings.getFirst().facts());
  }

  @Test
  void fractionsOfASecondCount() {
    Finding finding = Findings.only(judge("{\"exp\":1699999999.25}"), EXPIRED);
    assertEquals(Duration.ofMillis(750), finding.facts().get("by"));
  }

  @ParameterizedTest
  @CsvSource({"1700000300000", "100000000000", "253402300799000"})
  void millisecondsAreNamedAndReadAsSuch(long value) {
    List<Finding> findings = judge(exp(value));
    assertEquals(List.of(TIME_IN_MILLISECONDS), Findings.ids(findings));
    assertEquals(
        Map.of("text", String.valueOf(value), "at", Instant.ofEpochMilli(value)),
        findings.getFirst().facts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "-0.5",
        "1e300",
        "1e1000000000",
        "253402300799001",
        "1700000000000000",
        "9223372036854775807",
        "9223372036854775808"
      })
  void timesThatNoCalendarHasAreNamed(String value) {
    List<Finding> findings = judge("{\"exp\":" + value + "}");
    assertEquals(List.of(TIME_OUT_OF_RANGE), Findings.ids(findings));
    assertEquals(Map.of("text", value), findings.getFirst().facts());
  }

  @Test
  void zeroIsATimeLongAgo() {
    Finding finding = Findings.only(judge(exp(0)), EXPIRED);
    assertEquals(Instant.EPOCH, finding.facts().get("at"));
  }

  @Test
  void theYear5138IsNotInMilliseconds() {
    assertEquals(List.of(), judge(exp(99_999_999_999L)));
  }

  @ParameterizedTest
  @CsvSource({"nbf, 1700000200, 1700000100, 100", "nbf, 1700000100, 1700000100, 0"})
  void sawThatItEndsBeforeItBegins(String claim, long start, long exp, long by) {
    Finding finding =
        Findings.only(
            judge("{\"" + claim + "\":" + start + ",\"exp\":" + exp + "}"), EXPIRES_BEFORE_VALID);
    assertEquals("exp", finding.about());
    assertEquals(
        Map.of(
            "claim", claim,
            "start", Instant.ofEpochSecond(start),
            "at", Instant.ofEpochSecond(exp),
            "by", Duration.ofSeconds(by)),
        finding.facts());
  }

  @Test
  void sawThatItEndsBeforeItWasIssued() {
    Finding finding =
        Findings.only(judge("{\"iat\":1700000200,\"exp\":1700000100}"), EXPIRES_BEFORE_VALID);
    assertEquals("iat", finding.facts().get("claim"));
  }

  @Test
  void listsEverythingAndNotOnlyTheFirst() {
    List<Finding> findings = judge("{\"iat\":\"x\",\"nbf\":1800000000,\"exp\":1600000000.5}");
    assertEquals(
        List.of(TIME_NOT_A_NUMBER, TIME_NOT_INTEGER, EXPIRED, NOT_YET_VALID, EXPIRES_BEFORE_VALID),
        Findings.ids(findings));
  }

  @Test
  void whatHasNoClaimsHasNoTimes() {
    for (String payload : List.of("prose", "[]", "null", "")) {
      assertEquals(List.of(), judge(payload));
    }
  }

  @Test
  void judgesThePublishedTokensWithBadTimes() throws Exception {
    List<FindingId> expected =
        List.of(
            TIME_NOT_A_NUMBER, EXPIRED, TIME_NOT_A_NUMBER, TIME_NOT_A_NUMBER, TIME_NOT_A_NUMBER);
    for (int i = 0; i < expected.size(); i++) {
      JsonObject vector = TestTokens.published("nodejwt-bad-exp-" + i);
      DecodedToken token = DecodedToken.of(vector.text("token").orElseThrow());
      assertEquals(
          List.of(expected.get(i)), Findings.ids(TimeRules.judge(token, AT, Duration.ZERO)));
    }
  }

  @Property(tries = 500)
  void everyTimeIsJudgedAsItsDistanceFromNow(
      @ForAll @LongRange(min = 0, max = 99_999_999_999L) long exp) {
    List<FindingId> ids = Findings.ids(judge(exp(exp)));
    assertEquals(exp <= NOW, ids.contains(EXPIRED));
    assertEquals(exp <= NOW && NOW - exp <= 300, ids.contains(CLOCK_SKEW));
  }
}
