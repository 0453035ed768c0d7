package io.github.latchkey.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.Severity;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Composing a token from a platform's file, and judging one by it.
class TokenRulesTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final Platforms PLATFORMS = Platforms.bundled();
  private static final PlatformProfile CLAN = PLATFORMS.find("clan-meeting").orElseThrow();
  private static final String GOOD =
      "{\"sub\":\"acme\",\"aud\":\"clanmeeting\",\"iss\":\"production\",\"room\":\"standup\",\"exp\":1700000900,"
          + "\"nbf\":1700000000,\"context\":{},\"iat\":1700000000}";
  private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"acme\"}";

  private static JsonObject json(String text) throws Exception {
    return (JsonObject) Json.parse(text, JsonLimits.FOREIGN);
  }

  private static List<Finding> judge(String header, String payload) throws Exception {
    return PlatformRules.judge(CLAN, new TokenView(json(header), json(payload), Map.of()));
  }

  private static TokenDraft compose(Map<ClaimPath, Json> claims, Validity validity) {
    var wish =
        new TokenWish(JwsAlgorithm.RS256, Map.of("consumerId", "acme"), claims, Map.of(), validity);
    return TokenComposer.compose(CLAN, wish, NOW);
  }

  private static Map<ClaimPath, Json> room(String name) {
    Map<ClaimPath, Json> claims = new LinkedHashMap<>();
    claims.put(ClaimPath.of("room"), new JsonString(name));
    return claims;
  }

  @Test
  void composesInTheOrderOfTheVendorsSample() {
    TokenDraft draft = compose(room("standup"), Validity.usual());
    assertEquals(HEADER, draft.header().compact());
    assertEquals(GOOD, draft.payload().compact());
    assertEquals(Optional.of(NOW.plusSeconds(900)), draft.end());
  }

  @Test
  void countsTheLifetimeFromTheStart() {
    var scheduled =
        new Validity(
            Optional.empty(),
            Optional.of(NOW.plusSeconds(3600)),
            new Validity.After(Duration.ofMinutes(5)));
    JsonObject payload = compose(room("r"), scheduled).payload();
    assertEquals("1700003600", payload.number("nbf").orElseThrow().text());
    assertEquals("1700003900", payload.number("exp").orElseThrow().text());
    assertEquals("1700000000", payload.number("iat").orElseThrow().text());
  }

  @Test
  void leavesOutAnExpiryThatIsNotWantedAndKnowsTheOneThatIsSigned() {
    TokenDraft never =
        compose(room("r"), new Validity(Optional.empty(), Optional.empty(), new Validity.Never()));
    assertFalse(never.payload().has("exp"));
    assertEquals(Optional.empty(), never.end());
    Map<ClaimPath, Json> own = room("r");
    own.put(ClaimPath.of("exp"), JsonNumber.of(1_700_000_042));
    assertEquals(
        Optional.of(Instant.ofEpochSecond(1_700_000_042)), compose(own, Validity.usual()).end());
  }

  @Test
  void letsThePersonOverruleThePlatformAndSaysSo() throws Exception {
    Map<ClaimPath, Json> claims = room("standup");
    claims.put(ClaimPath.of("aud"), new JsonString("other"));
    claims.put(ClaimPath.of("mine.deep"), JsonNumber.of(1));
    JsonObject payload = compose(claims, Validity.usual()).payload();
    assertTrue(payload.compact().contains("\"aud\":\"other\",\"iss\""));
    assertTrue(payload.compact().endsWith(",\"iat\":1700000000,\"mine\":{\"deep\":1}}"));
    assertEquals(FindingId.CLAIM_VALUE, judge(HEADER, payload.compact()).getFirst().id());
  }

  @Test
  void findsNothingButTheNoteInAGoodToken() throws Exception {
    assertEquals(
        List.of(FindingId.PLATFORM_RECOGNISED),
        judge(HEADER, GOOD).stream().map(Finding::id).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"sub\":\"acme\"|\"sub\":\"other\"|kid-mismatch|ERROR",
        "\"aud\":\"clanmeeting\"|\"aud\":\"clan\"|claim-value|ERROR",
        "\"aud\":\"clanmeeting\"|\"aud\":[\"clanmeeting\"]|audience-array|WARNING",
        "\"iss\":\"production\"|\"iss\":\"staging\"|claim-value|ERROR",
        "\"iss\":\"production\",||claim-missing|ERROR",
        "\"room\":\"standup\"|\"room\":\"*\"|room-wildcard|WARNING",
        "\"room\":\"standup\"|\"room\":\"Stand Up\"|room-name|WARNING",
        "\"room\":\"standup\"|\"room\":7|claim-type|ERROR",
        "\"room\":\"standup\"|\"Room\":\"standup\"|claim-misspelt|WARNING",
        "\"room\":\"standup\"|\"raom\":\"standup\"|claim-misspelt|WARNING",
        "\"context\":{}|\"context\":[]|claim-value|INFO",
        "\"context\":{}|\"context\":{\"user\":{}}|claim-value|INFO"
      })
  void findsWhatIsWrongWithAClanMeetingToken(
      String found, String replacement, String id, Severity severity) throws Exception {
    String payload = GOOD.replace(found, replacement == null ? "" : replacement);
    assertTrue(
        judge(HEADER, payload).stream()
            .anyMatch(f -> f.id().id().equals(id) && f.severity() == severity),
        judge(HEADER, payload).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"alg\":\"RS256\"|\"alg\":\"HS256\"|alg-not-allowed|ERROR",
        "\"typ\":\"JWT\",||typ-missing|ERROR",
        "\"typ\":\"JWT\"|\"typ\":\"jwt\"|claim-value|ERROR",
        ",\"kid\":\"acme\"||kid-missing|ERROR"
      })
  void findsWhatIsWrongWithItsHeader(String found, String replacement, String id, Severity severity)
      throws Exception {
    String header = HEADER.replace(found, replacement == null ? "" : replacement);
    assertTrue(
        judge(header, GOOD).stream()
            .anyMatch(f -> f.id().id().equals(id) && f.severity() == severity),
        judge(header, GOOD).toString());
  }

  @ParameterizedTest
  @CsvSource({"900,", "901,LIFETIME_ADVICE", "7200,LIFETIME_ADVICE"})
  void advisesAShortLife(long seconds, FindingId expected) throws Exception {
    JsonObject payload = json(GOOD.replace("1700000900", Long.toString(1_700_000_000 + seconds)));
    List<FindingId> found =
        LifetimeJudge.judge(CLAN.lifetime(), payload, NOW).stream().map(Finding::id).toList();
    assertEquals(expected == null ? List.of() : List.of(expected), found);
  }

  @Test
  void holdsTheBoundsOfAPlatformThatHasThem() throws Exception {
    var zoom =
        new LifetimeRule(
            Duration.ofHours(2),
            Optional.empty(),
            Optional.of(Duration.ofMinutes(30)),
            Optional.of(Duration.ofHours(48)),
            Severity.ERROR,
            LifetimeRule.Origin.ISSUED,
            "");
    assertEquals(
        FindingId.LIFETIME_TOO_SHORT, only(zoom, "{\"iat\":1700000000,\"exp\":1700001799}").id());
    assertEquals(
        FindingId.LIFETIME_TOO_LONG, only(zoom, "{\"iat\":1700000000,\"exp\":1700172801}").id());
    assertEquals(Severity.ERROR, only(zoom, "{\"iat\":1700000000}").severity());
    assertEquals(
        List.of(), LifetimeJudge.judge(zoom, json("{\"iat\":1700000000,\"exp\":1700001800}"), NOW));
    assertEquals(List.of(), LifetimeJudge.judge(zoom, json("{\"exp\":1e300}"), NOW));
  }

  private static Finding only(LifetimeRule rule, String payload) throws Exception {
    return LifetimeJudge.judge(rule, json(payload), NOW).getFirst();
  }

  @Test
  void recognisesAPlatformByItsToken() throws Exception {
    assertEquals("clan-meeting", PLATFORMS.recognise(json(HEADER), json(GOOD)).orElseThrow().id());
    assertEquals(
        "jiomeet-one-step",
        PLATFORMS
            .recognise(json("{\"alg\":\"HS256\"}"), json("{\"app\":\"a\"}"))
            .orElseThrow()
            .id());
    assertEquals(
        "jiomeet-two-step",
        PLATFORMS
            .recognise(json("{\"alg\":\"RS256\"}"), json("{\"app\":\"a\"}"))
            .orElseThrow()
            .id());
    assertTrue(PLATFORMS.recognise(json("{\"alg\":\"HS256\"}"), json("{\"sub\":\"a\"}")).isEmpty());
  }

  @Test
  void readsPathsWithDotsAndPointers() throws Exception {
    JsonObject object = json("{\"a\":{\"b.c\":1,\"d/e\":2}}");
    assertEquals(Optional.of(JsonNumber.of(1)), ClaimPath.of("a.b\\.c").in(object));
    assertEquals(Optional.of(JsonNumber.of(2)), ClaimPath.of("/a/d~1e").in(object));
    assertEquals("a.b\\.c", ClaimPath.of("a.b\\.c").toString());
    assertEquals(
        "{\"a\":{\"b.c\":1,\"d/e\":2,\"f\":3}}",
        ClaimPath.of("a.f").put(object, JsonNumber.of(3)).compact());
    for (String bad : List.of("", ".", "a.", "a..b", "/", "x.".repeat(20) + "x")) {
      org.junit.jupiter.api.Assertions.assertThrows(
          IllegalArgumentException.class, () -> ClaimPath.of(bad), bad);
    }
  }

  @Test
  void fillsATemplateWithAnOptionalPart() throws Exception {
    var template = new Template("https://{field.host}/[{field.tenant}/]{claim.room}?jwt={token}");
    var view =
        new TokenView(json("{}"), json("{\"room\":\"a b\"}"), Map.of("host", "h", "tenant", ""));
    java.util.function.Function<String, Optional<String>> words = word -> Optional.of("T");
    assertEquals(
        Optional.of("https://h/A B?jwt=T"),
        template.fillText(view, words, v -> v.equals("a b") ? "A B" : v));
    var tenant =
        new TokenView(json("{}"), json("{\"room\":\"r\"}"), Map.of("host", "h", "tenant", "t"));
    assertEquals(Optional.of("https://h/t/r?jwt=T"), template.fillText(tenant, words, v -> v));
    assertEquals(
        Optional.empty(),
        template.fillText(
            new TokenView(json("{}"), json("{}"), Map.of("host", "h")), words, v -> v));
  }

  @ParameterizedTest
  @CsvSource({
    "roomJoin,room_join,true",
    "exp,Exp,true",
    "room,raom,true",
    "room,orom,true",
    "room,rooms,true",
    "room,broom,true",
    "sub,sup,false",
    "room,route,false",
    "room,room,false",
    "aud,audience,false"
  })
  void knowsAMisspeltName(String wanted, String name, boolean near) {
    assertEquals(near, Spelling.isNear(name, wanted));
  }
}
