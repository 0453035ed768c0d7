package io.github.latchkey.engine.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The ids and severities that the design promises.
class FindingValuesTest {

  private static final String ERRORS =
      """
      not-a-token damaged-segment bad-base64 bad-json duplicate-key oversized alg-none alg-missing
      alg-unsupported alg-not-allowed key-confusion critical-header kid-mismatch signature-mismatch
      signature-missing secret-encoding expired not-yet-valid expires-before-valid lifetime-too-long
      lifetime-too-short time-in-milliseconds time-not-a-number time-out-of-range claim-missing
      claim-type claim-value tenant-mismatch wrong-platform-token not-a-jwt encrypted-token
      """;

  private static final String WARNINGS =
      """
      embedded-key remote-key typ-missing kid-missing weak-key earlier-key issued-in-future no-expiry
      lifetime-advice time-not-integer claim-misspelt audience-array room-wildcard room-name
      no-not-before
      """;

  private static final String INFOS =
      """
      cleaned-up signature-valid no-matching-key clock-skew nested-token platform-recognised
      """;

  private static Set<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toSet());
  }

  private static Set<String> idsOf(Severity severity) {
    return Arrays.stream(FindingId.values())
        .filter(id -> id.severity() == severity)
        .map(FindingId::id)
        .collect(Collectors.toSet());
  }

  @Test
  void everyIdHasTheSeverityOfTheDesign() {
    assertEquals(words(ERRORS), idsOf(Severity.ERROR));
    assertEquals(words(WARNINGS), idsOf(Severity.WARNING));
    assertEquals(words(INFOS), idsOf(Severity.INFO));
  }

  @Test
  void theWorstComesFirst() {
    assertEquals(
        List.of(Severity.ERROR, Severity.WARNING, Severity.INFO),
        Arrays.stream(Severity.values()).sorted().toList());
    assertEquals("warning", Severity.WARNING.id());
    assertEquals("unchecked", SignatureStatus.UNCHECKED.id());
  }

  @Test
  void aFindingKeepsItsFactsAndChangesItsSeverity() {
    Map<String, Object> facts = new HashMap<>(Map.of("tried", 3L));
    Finding finding = Finding.of(FindingId.NO_MATCHING_KEY, "", facts);
    facts.put("tried", 4L);
    Finding worse = finding.withSeverity(Severity.ERROR);
    assertEquals(3L, worse.facts().get("tried"));
    assertEquals(Severity.ERROR, worse.severity());
    assertEquals(FindingId.NO_MATCHING_KEY, worse.id());
    assertThrows(UnsupportedOperationException.class, () -> finding.facts().put("tried", 5L));
  }

  @Test
  void aFoundTokenKeepsItsCleaning() {
    var cleaning = new java.util.ArrayList<Finding>();
    var found = new FoundToken("x", cleaning);
    cleaning.add(Finding.of(FindingId.CLEANED_UP, "", Map.of()));
    assertEquals(List.of(), found.cleaning());
  }
}
