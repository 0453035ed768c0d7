package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.SignatureStatus;
import io.github.latchkey.platform.Validity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectingTest {

  @TempDir Path folder;

  private Latchkey parts;
  private VaultSession session;

  @BeforeEach
  void storeTwoCredentials() throws Exception {
    parts = TestDesk.in(folder);
    TestDesk.vault(parts);
    session = TestDesk.open(parts);
    store(
        "jio",
        "jiomeet-one-step",
        Files.writeString(folder.resolve("s.txt"), ProducedTokens.secret("jiomeet-one-step")),
        Map.of("app", "app-id-1", "iss", "acme"));
    store(
        "clan",
        "clan-meeting",
        TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder),
        Map.of("consumerId", "acme"));
  }

  @AfterEach
  void lock() {
    session.close();
  }

  private void store(String name, String platform, Path file, Map<String, String> fields)
      throws Exception {
    try (ImportLook look =
        parts.importing().look(List.of(OfferedKey.file(file)), parts.wording())) {
      parts
          .importing()
          .store(
              session,
              look,
              new ImportRequest(
                  name,
                  parts.platforms().get(platform),
                  fields,
                  Optional.empty(),
                  List.of(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()));
    }
  }

  private InspectedToken inspect(String pasted, long at) {
    var options =
        new InspectOptions(
            Optional.of(Instant.ofEpochSecond(at)), Duration.ZERO, Optional.empty(), List.of());
    return parts.inspecting().inspect(pasted, Optional.of(session), options).tokens().getFirst();
  }

  private static List<FindingId> ids(InspectedToken token) {
    return token.findings().stream().map(Finding::id).toList();
  }

  @Test
  void acceptsATokenOfOursAndNamesTheCredential() throws Exception {
    InspectedToken token = inspect("Bearer " + ProducedTokens.of("clan-meeting"), 1_700_000_010);
    assertEquals(Verdict.ACCEPTED, token.verdict(), token.findings().toString());
    assertEquals(Optional.of("clan"), token.signature().credential());
    assertEquals("clan-meeting", token.platform().orElseThrow().id());
    assertEquals(Optional.of(Instant.ofEpochSecond(1_700_000_300)), token.time("exp"));
    assertTrue(
        ids(token)
            .containsAll(
                List.of(
                    FindingId.CLEANED_UP,
                    FindingId.SIGNATURE_VALID,
                    FindingId.PLATFORM_RECOGNISED)));
  }

  @Test
  void refusesExpiredWithTheExactAmountAndLeewayMovesTheEdge() throws Exception {
    String token = ProducedTokens.of("jiomeet-one-step");
    assertEquals(Verdict.ACCEPTED, inspect(token, 1_700_000_299).verdict());
    InspectedToken expired = inspect(token, 1_700_000_300 + 11_520);
    assertEquals(Verdict.REFUSED, expired.verdict());
    assertEquals(FindingId.EXPIRED, expired.findings().getFirst().id());
    assertEquals(Duration.ofMinutes(192), expired.findings().getFirst().facts().get("by"));
    var lenient =
        new InspectOptions(
            Optional.of(Instant.ofEpochSecond(1_700_000_310)),
            Duration.ofSeconds(60),
            Optional.empty(),
            List.of());
    assertEquals(
        Verdict.ACCEPTED,
        parts.inspecting().inspect(token, Optional.of(session), lenient).verdict());
  }

  @Test
  void refusesATokenOfOurIdSignedByAnotherKey() throws Exception {
    String token = ProducedTokens.of("jiomeet-one-step");
    String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(42) + "A";
    InspectedToken refused = inspect(forged, 1_700_000_010);
    assertEquals(SignatureStatus.MISMATCH, refused.signature().status());
    assertTrue(ids(refused).contains(FindingId.SIGNATURE_MISMATCH));
    assertEquals(Verdict.REFUSED, refused.verdict());
  }

  @Test
  void leavesATokenOfSomebodyElseUnverified() {
    // {"alg":"HS256","typ":"JWT"} {"app":"somebody-else","iss":"x","exp":1700000300}, signed with a
    // key that is not here
    String token =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhcHAiOiJzb21lYm9keS1lbHNlIiwiaXNzIjoieCIsImV4cCI6MTcwMDAwMDMwMH0."
            + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    InspectedToken unverified = inspect(token, 1_700_000_010);
    assertEquals(Verdict.UNVERIFIED, unverified.verdict(), unverified.findings().toString());
    assertTrue(ids(unverified).contains(FindingId.NO_MATCHING_KEY));
  }

  @Test
  void neverAcceptsNoneNorAKeyFromTheTokenNorThePublicKeyAsASecret() {
    for (String attack :
        List.of(
            // {"alg":"none"} {"sub":"acme","aud":"clanmeeting"}
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhY21lIiwiYXVkIjoiY2xhbm1lZXRpbmcifQ.",
            // {"alg":"RS256"} … with an empty signature
            "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhY21lIiwiYXVkIjoiY2xhbm1lZXRpbmcifQ.",
            // {"alg":"HS256","kid":"acme"} for the RSA credential
            "eyJhbGciOiJIUzI1NiIsImtpZCI6ImFjbWUifQ.eyJzdWIiOiJhY21lIiwiYXVkIjoiY2xhbm1lZXRpbmcifQ.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")) {
      InspectedToken token = inspect(attack, 1_700_000_010);
      assertEquals(Verdict.REFUSED, token.verdict(), attack);
      assertFalse(token.signature().status() == SignatureStatus.VALID, attack);
    }
  }

  @Test
  void saysThatThereIsNoToken() {
    Inspection inspection =
        parts.inspecting().inspect("hello", Optional.of(session), InspectOptions.usual());
    assertEquals(Verdict.REFUSED, inspection.verdict());
    assertEquals(FindingId.NOT_A_TOKEN, inspection.findings().getFirst().id());
  }

  @Test
  void looksAtEveryTokenInAText() throws Exception {
    String text =
        "first "
            + ProducedTokens.of("clan-meeting")
            + "\nsecond: \""
            + ProducedTokens.of("jiomeet-one-step")
            + "\"";
    assertEquals(
        2,
        parts
            .inspecting()
            .inspect(text, Optional.of(session), InspectOptions.usual())
            .tokens()
            .size());
  }

  @Test
  void keepsADraftsFindingsApartFromThoseOfASentToken() throws Exception {
    Credential clan = session.named("clan");
    Instant later = TestDesk.NOW.plusSeconds(3600);
    var scheduled = new Validity(Optional.empty(), Optional.of(later), new Validity.Usual());
    var request =
        new TokenRequest(clan, List.of(ClaimInput.typed("room", "r")), Map.of(), scheduled);
    assertTrue(parts.tokens().preview(request).isClean());
    String token = parts.tokens().create(session, request).compact();
    assertTrue(ids(inspect(token, 1_700_000_000)).contains(FindingId.NOT_YET_VALID));
  }

  @Test
  void warnsOfAScheduledMeetingWithoutNotBefore() throws Exception {
    Credential jio = session.named("jio");
    var scheduled =
        new Validity(
            Optional.of(TestDesk.NOW.plusSeconds(3600)), Optional.empty(), new Validity.Usual());
    List<Finding> findings =
        parts.tokens().preview(new TokenRequest(jio, List.of(), Map.of(), scheduled)).findings();
    assertEquals(List.of(FindingId.NO_NOT_BEFORE), findings.stream().map(Finding::id).toList());
  }

  private static String unsigned(String header, String payload) {
    var base64 = java.util.Base64.getUrlEncoder().withoutPadding();
    return base64.encodeToString(header.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        + "."
        + base64.encodeToString(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        + "."
        + "A".repeat(342);
  }

  @Test
  void showsNoDateForATimeThatIsNone() {
    for (String exp : List.of("1e300", "18446744075409551616", "-1", "253402300800")) {
      InspectedToken token =
          inspect(unsigned("{\"alg\":\"RS256\"}", "{\"exp\":" + exp + "}"), 1_700_000_010);
      assertEquals(Optional.empty(), token.time("exp"), exp);
    }
  }

  @Test
  void letsThePlatformsSeverityGoBeforeTheGeneralOne() {
    InspectedToken token =
        inspect(
            unsigned(
                "{\"alg\":\"RS256\",\"kid\":\"x\"}",
                "{\"sub\":\"x\",\"aud\":\"clanmeeting\",\"iss\":\"production\",\"room\":\"r\",\"exp\":1700000300,\"context\":[]}"),
            1_700_000_010);
    List<Finding> typ =
        token.findings().stream().filter(f -> f.id() == FindingId.TYP_MISSING).toList();
    assertEquals(1, typ.size());
    assertEquals(io.github.latchkey.engine.inspect.Severity.ERROR, typ.getFirst().severity());
  }

  /// PHP writes an empty array as a list, and so does the vendor's own PHP sample.
  @Test
  void acceptsTheContextOfTheVendorsPhpSample() {
    InspectedToken token =
        inspect(
            unsigned(
                "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"x\"}",
                "{\"sub\":\"x\",\"aud\":\"clanmeeting\",\"iss\":\"production\",\"room\":\"r\",\"exp\":1700000900,\"nbf\":1700000000,\"context\":[]}"),
            1_700_000_010);
    assertEquals(Verdict.UNVERIFIED, token.verdict(), token.findings().toString());
  }
}
