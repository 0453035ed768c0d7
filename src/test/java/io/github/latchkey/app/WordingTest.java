package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.Severity;
import io.github.latchkey.engine.keys.KeyOddity;
import io.github.latchkey.engine.keys.KeyProblemId;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.platform.PlatformException;
import io.github.latchkey.vault.MergedField;
import io.github.latchkey.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordingTest {

  private final Wording wording = new Wording(Locale.ENGLISH, ZoneId.of("Asia/Kolkata"));

  private static Stream<Enum<?>> errorKinds() {
    return Stream.<Enum<?>[]>of(
            VaultException.Kind.values(),
            AppException.Kind.values(),
            EngineException.Kind.values(),
            PlatformException.Kind.values(),
            JsonException.Kind.values())
        .flatMap(Stream::of);
  }

  @Test
  void everyErrorKindHasASentenceAndAnAdvice() {
    List<String> missing = new ArrayList<>();
    errorKinds()
        .map(kind -> "error." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .forEach(key -> require(missing, key, key + ".advice"));
    assertEquals(List.of(), missing, "add these to resources/i18n/messages.properties");
  }

  @Test
  void everyFindingKeyProblemAndOddityHasItsWords() {
    List<String> missing = new ArrayList<>();
    for (FindingId id : FindingId.values()) {
      require(missing, "finding." + id.id());
    }
    for (KeyProblemId id : KeyProblemId.values()) {
      require(missing, "key.problem." + id.id(), "key.problem." + id.id() + ".advice");
    }
    for (KeyOddity oddity : KeyOddity.values()) {
      require(missing, "key.oddity." + oddity.id());
    }
    for (HealthFinding.Id id : HealthFinding.Id.values()) {
      require(missing, "health." + id.id(), "health." + id.id() + ".advice");
    }
    for (MergeNotice.What what : MergeNotice.What.values()) {
      require(missing, "merge." + what.name().toLowerCase(Locale.ROOT));
    }
    for (MergedField.Fate fate : MergedField.Fate.values()) {
      String key = "merge." + fate.name().toLowerCase(Locale.ROOT).replace('_', '-');
      require(missing, key, key + ".key");
    }
    for (Severity severity : Severity.values()) {
      require(missing, "severity." + severity.name().toLowerCase(Locale.ROOT));
    }
    assertEquals(List.of(), missing, "add these to resources/i18n/messages.properties");
  }

  private void require(List<String> missing, String... keys) {
    Stream.of(keys).filter(key -> !wording.bundle().containsKey(key)).forEach(missing::add);
  }

  @Test
  void everyErrorAndWarningSaysWhatToDo() {
    for (FindingId id : FindingId.values()) {
      if (id.severity() != Severity.INFO
          && id != FindingId.TENANT_MISMATCH
          && id != FindingId.WRONG_PLATFORM_TOKEN) {
        assertTrue(wording.bundle().containsKey("finding." + id.id() + ".advice"), id.id());
      }
    }
  }

  @Test
  void saysAmountsInTheirTwoLargestUnits() {
    assertEquals("3 h 12 min", wording.amount(Duration.ofMinutes(192).plusSeconds(30)));
    assertEquals("15 min", wording.amount(Duration.ofMinutes(15)));
    assertEquals("0 s", wording.amount(Duration.ZERO));
    assertEquals("2 d", wording.amount(Duration.ofDays(2).plusSeconds(4)));
    assertEquals("45 s", wording.amount(Duration.ofSeconds(-45)));
    assertEquals("3 years", wording.amount(Duration.ofDays(1100)));
  }

  @Test
  void saysMomentsInThePersonsZoneAndRelativeToAnother() {
    Instant moment = Instant.ofEpochSecond(1_700_000_000);
    assertEquals("15 Nov 2023 03:43:20 IST", wording.moment(moment));
    assertEquals("in 4 min", wording.relative(moment.plusSeconds(240), moment));
    assertEquals("3 h 12 min ago", wording.relative(moment.minusSeconds(11_520), moment));
    assertEquals("now", wording.relative(moment, moment));
  }

  @Test
  void letsNoControlOrDirectionCharacterThrough() {
    String evil = "a\u001b[31mb\u202ec\u200bd\u0000";
    String shown = Wording.visible(evil);
    assertEquals("a\\u001b[31mb\\u202ec\\u200bd\\u0000", shown);
    Finding finding =
        Finding.of(FindingId.CLAIM_VALUE, evil, Map.of("found", evil, "wanted", evil));
    assertFalse(wording.finding(finding).whole().contains("\u001b"));
    assertFalse(wording.finding(finding).whole().contains("\u202e"));
    assertTrue(Wording.visible("x".repeat(5000)).length() < 400);
  }

  @Test
  void leavesNoHoleOpenWhenAFactIsMissing() {
    assertFalse(wording.text("finding.expired", Map.of()).contains("{"));
  }

  @Test
  void groupsAFingerprintAndSaysOfWhatItIsOne() {
    assertEquals("SHA-256 of the public key: 6fd1 3c24 35a3", wording.fingerprint("6fd13c2435a3"));
  }

  @Test
  void translatesIdsOfTheRoomsAndNothingThatSomebodyNamed() {
    Finding named =
        Finding.of(
            FindingId.SIGNATURE_MISMATCH, "", Map.of("credentials", List.of("secret", "url")));
    assertTrue(
        wording.finding(named).what().contains("secret, url should have signed"),
        wording.finding(named).what());
    Finding cleaned = Finding.of(FindingId.CLEANED_UP, "", Map.of("what", List.of("bearer")));
    assertTrue(wording.finding(cleaned).what().contains("“Bearer”"));
  }
}
