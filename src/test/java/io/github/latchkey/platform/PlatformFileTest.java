package io.github.latchkey.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformFileTest {

  private static String clanMeeting() throws Exception {
    try (var in = PlatformFileTest.class.getResourceAsStream("/platforms/clan-meeting.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static PlatformException refusal(String text) {
    return assertThrows(
        PlatformException.class,
        () -> PlatformReader.read(text.getBytes(StandardCharsets.UTF_8), "mine.json"));
  }

  @Test
  void readsThePlatformsThatComeWithIt() {
    Platforms platforms = Platforms.bundled();
    assertEquals(
        List.of("jiomeet-one-step", "jiomeet-two-step", "clan-meeting", "generic"),
        platforms.all().stream().map(PlatformProfile::id).toList());
    PlatformProfile clan = platforms.find("clan-meeting").orElseThrow();
    assertEquals(
        List.of("sub", "aud", "iss", "room", "exp", "nbf", "context", "iat"),
        clan.claims().stream().map(rule -> rule.place().label()).toList());
    assertTrue(clan.use(TokenUse.Shape.URL).isPresent());
    assertTrue(platforms.find("jiomeet-one-step").orElseThrow().use(TokenUse.Shape.URL).isEmpty());
    assertTrue(platforms.find("jiomeet-two-step").orElseThrow().use(TokenUse.Shape.URL).isEmpty());
  }

  /// Each row replaces a text of the Clan Meeting file by another, and says where and why that is
  /// refused.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latchkey-platform/1|latchkey-platform/2|2|newer-format",
        "\"id\": \"clan-meeting\"|\"id\": \"Clan Meeting\"|3|bad-id",
        "\"RS256\"|\"RS257\"|11|unknown-algorithm",
        "\"private-key\"|\"password\"|13|unknown-value",
        "\"required\": true,|\"requierd\": true,|21|unknown-member",
        "\"presence\": \"required\", \"help\": \"Always production.\"|\"presence\": \"always\","
            + " \"help\": \"\"|41|unknown-value",
        "\"pattern\": \"[a-z0-9_-]+|\"pattern\": \"[a-z|47|bad-pattern",
        "\"usual\": \"PT15M\"|\"usual\": \"15m\"|56|bad-duration",
        "\"at\": \"header.kid\"|\"at\": \"kid\"|64|bad-path",
        "{claim.sub}|{sub.claim}|64|bad-path",
        "\"value\": \"clanmeeting\"|\"value\": \"x\", \"made\": \"y\"|40|two-sources",
        "\"about\":|\"abaut\":|1|unknown-member"
      })
  void refusesABrokenFileWithLineAndReason(String found, String replacement, int line, String why)
      throws Exception {
    String text = clanMeeting();
    assertTrue(text.contains(found), found);
    PlatformException refused =
        refusal(
            text.replaceFirst(
                java.util.regex.Pattern.quote(found),
                java.util.regex.Matcher.quoteReplacement(replacement)));
    assertEquals(PlatformException.Kind.PLATFORM_FILE_BROKEN, refused.kind());
    assertEquals(why, refused.facts().get("why"), refused.facts().toString());
    int told = (int) refused.facts().get("line");
    assertTrue(Math.abs(told - line) <= 1 || line == 1, "line " + told);
    assertEquals("mine.json", refused.facts().get("file"));
  }

  @Test
  void refusesWhatIsNoJsonAndWhatIsTooLarge() {
    assertEquals("json-malformed", refusal("{\n  oops").facts().get("why"));
    assertEquals(2, refusal("{\n  oops").facts().get("line"));
    assertEquals("json-duplicate", refusal("{\"id\":1,\"id\":2}").facts().get("why"));
    assertEquals("json-too-large", refusal(" ".repeat(300_000)).facts().get("why"));
    assertEquals("missing-format", refusal("{}").facts().get("why"));
  }

  @Test
  void saysThatAPlatformDoesNotExist() {
    var unknown = assertThrows(PlatformException.class, () -> Platforms.bundled().get("teams"));
    assertEquals(PlatformException.Kind.PLATFORM_UNKNOWN, unknown.kind());
  }

  @Test
  void refusesAnIdThatWouldExhaustTheStackAndAHeaderOfTwoLines() throws Exception {
    String longId =
        clanMeeting()
            .replace(
                "\"clan-meeting\",\n  \"name\"", "\"a" + "-a".repeat(60_000) + "\",\n  \"name\"");
    assertEquals("bad-id", refusal(longId).facts().get("why"));
    String twoLines =
        clanMeeting().replace("Authorization: Bearer {token}", "Authorization: {token}\\nEvil: 1");
    assertEquals("bad-path", refusal(twoLines).facts().get("why"));
    assertEquals(
        "bad-duration", refusal(clanMeeting().replaceFirst("PT15M", "-PT15M")).facts().get("why"));
  }
}
