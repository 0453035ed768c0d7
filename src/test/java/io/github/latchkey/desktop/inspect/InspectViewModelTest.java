package io.github.latchkey.desktop.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.ClaimInput;
import io.github.latchkey.app.Credential;
import io.github.latchkey.app.InspectedToken;
import io.github.latchkey.app.TokenRequest;
import io.github.latchkey.app.Verdict;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.control.ClaimLine;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.desktop.control.ValiditySpan;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.platform.Validity;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private InspectViewModel model;
  private String token;

  @BeforeEach
  void makeAToken() throws Exception {
    test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
    token = tokenFor("standup");
    model = new InspectViewModel(test.desk);
  }

  private String tokenFor(String room) throws Exception {
    Credential credential = test.desk.chosenProperty().get().orElseThrow();
    return test.parts
        .tokens()
        .create(
            test.desk.session().orElseThrow(),
            new TokenRequest(
                credential,
                List.of(ClaimInput.typed("room", room)),
                Map.of(),
                Validity.lasting(Duration.ofMinutes(15))))
        .compact();
  }

  private InspectedToken shown() {
    return model.tokenProperty().get().orElseThrow();
  }

  private VerdictText verdict() {
    return VerdictText.of(shown(), test.desk.wording());
  }

  @Test
  void acceptsAGoodToken() {
    model.inputProperty().set(token);
    assertEquals(Tone.GOOD, verdict().tone());
    assertTrue(verdict().word().startsWith("Accepted"));
    assertEquals("A Clan Meeting token. Signed by our key clan-prod.", verdict().text());
  }

  @Test
  void saysInPlainWordsWhyATokenIsRefused() {
    test.clock.advance(Duration.ofMinutes(207));
    model.inputProperty().set("Authorization: Bearer " + token);
    assertEquals(Tone.ERROR, verdict().tone());
    assertTrue(verdict().word().startsWith("Refused: Expired 3 h 12 min ago"), verdict().word());
    assertTrue(verdict().text().endsWith("1 error."), verdict().text());
  }

  @Test
  void doesNotCallATokenGoodThatNoKeyOfOursSigned() {
    test.desk.lock();
    model.inputProperty().set(token);
    assertEquals(Tone.WARNING, verdict().tone());
    assertTrue(verdict().word().startsWith("Not verified"));
  }

  @Test
  void coloursTheTokenInsideTheText() {
    model.inputProperty().set("curl -H 'Authorization: Bearer " + token + "' …");
    var parts = model.parts(shown());
    assertEquals("curl -H 'Authorization: Bearer ", parts.before());
    assertEquals(token, parts.token());
    assertEquals("' …", parts.after());
  }

  @Test
  void showsTheCleanedTokenWhereItWasBroken() {
    String broken = token.substring(0, 40) + "\n  " + token.substring(40);
    model.inputProperty().set(broken);
    assertEquals("", model.parts(shown()).before());
    assertEquals(token, model.parts(shown()).token());
  }

  @Test
  void looksAsOfAnotherMoment() {
    test.clock.advance(Duration.ofMinutes(207));
    model.inputProperty().set(token);
    assertEquals(Tone.ERROR, verdict().tone());
    model.asOfProperty().set("2026-11-21T06:40:00Z");
    assertEquals(Tone.GOOD, verdict().tone());
    model.asOfProperty().set("yesterday-ish");
    assertFalse(model.asOfProblemProperty().get().isEmpty());
  }

  @Test
  void allowsForClocksThatDiffer() {
    test.clock.advance(Duration.ofMinutes(16));
    model.inputProperty().set(token);
    assertEquals(Tone.ERROR, verdict().tone());
    model.leewayProperty().set(Duration.ofMinutes(5));
    assertFalse(verdict().tone() == Tone.ERROR);
  }

  @Test
  void saysWhenThereIsNoToken() {
    model.inputProperty().set("good morning");
    assertTrue(model.tokenProperty().get().isEmpty());
    assertFalse(model.problemProperty().get().isEmpty());
    model.inputProperty().set("");
    assertEquals("", model.problemProperty().get());
    assertTrue(model.inspectionProperty().get().isEmpty());
  }

  @Test
  void offersEachTokenOfAText() throws Exception {
    String other = tokenFor("townhall");
    model.inputProperty().set(token + "\n\nand\n\n" + other);
    var tokens = model.inspectionProperty().get().orElseThrow().tokens();
    assertEquals(2, tokens.size());
    model.choose(1);
    assertEquals(other, shown().token().compact());
  }

  @Test
  void takesTheClipboardAndFiles() throws Exception {
    model.paste();
    assertEquals("There is no text on the clipboard.", model.problemProperty().get());
    test.pasteboard.put(token);
    model.paste();
    assertEquals(token, shown().token().compact());
    model.clear();
    assertTrue(model.tokenProperty().get().isEmpty());
    test.files.answer(Files.writeString(folder.resolve("mail.eml"), "Here it is:\n" + token));
    model.openFile();
    assertEquals(token, shown().token().compact());
    model.open(folder.resolve("gone.txt"));
    assertFalse(model.problemProperty().get().isEmpty());
  }

  @Test
  void takesADroppedFileWhileThePersonIsHere() throws Exception {
    test.desk.go(View.INSPECT);
    test.desk.dropped().drop(List.of(Files.writeString(folder.resolve("token.txt"), token)));
    assertEquals(View.INSPECT, test.desk.placeProperty().get());
    assertEquals(token, shown().token().compact());
  }

  @Test
  void looksAtAVeryLongTextAndShowsItsBeginning() {
    String log = "x".repeat(60_000) + " " + token;
    model.read(log);
    assertEquals(token, shown().token().compact());
    assertEquals(InspectViewModel.LONGEST_SHOWN + 1, model.inputProperty().get().length());
  }

  @Test
  void refusesAFileThatIsFarTooLong() throws Exception {
    Path large = folder.resolve("large.log");
    try (var file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(11L * 1024 * 1024);
    }
    model.open(large);
    assertTrue(model.tokenProperty().get().isEmpty());
    assertFalse(model.problemProperty().get().isEmpty());
  }

  @Test
  void onlyTheLatestTextCounts() {
    var held = new HeldBackground();
    var slow = new InspectViewModel(test.desk(held));
    slow.inputProperty().set(token);
    slow.inputProperty().set("nothing here");
    held.finish(1);
    held.finish(0);
    assertTrue(slow.tokenProperty().get().isEmpty());
  }

  @Test
  void aLockForgetsWhatWasPasted() {
    model.inputProperty().set(token);
    test.desk.lock();
    assertEquals("", model.inputProperty().get());
    assertTrue(model.tokenProperty().get().isEmpty());
  }

  @Test
  void saysWhatEachClaimMeans() {
    test.clock.advance(Duration.ofMinutes(207));
    model.inputProperty().set(token);
    List<ClaimLine> lines = ClaimMeaning.lines(shown(), test.desk.wording());
    assertEquals(new ClaimLine(true, "alg", "RS256", ""), lines.getFirst());
    assertTrue(lines.contains(new ClaimLine(false, "aud", "clanmeeting", "as required ✓")));
    assertTrue(lines.contains(new ClaimLine(false, "exp", "12:19:00 IST", "3 h 12 min ago")));
    assertTrue(lines.contains(new ClaimLine(false, "room", "standup", "Room")));
  }

  @Test
  void drawsTheTimesInOrder() {
    test.clock.advance(Duration.ofMinutes(207));
    model.inputProperty().set(token);
    ValiditySpan span = SpanText.of(shown(), test.desk.wording());
    assertEquals("valid 15 min", span.length());
    assertEquals("3 h 12 min", span.distance());
    assertEquals("nbf 12:04", span.from().orElseThrow().label());
    assertEquals("exp 12:19", span.until().orElseThrow().label());
    assertEquals("now 15:31", span.now().label());
    assertTrue(span.issued().isEmpty(), "it is the same moment as nbf");
  }

  @Test
  void aVerdictDoesNotOutliveItsToken() {
    test.desk.go(View.INSPECT);
    model.inputProperty().set(token);
    assertEquals(Verdict.ACCEPTED, shown().verdict());
    test.clock.advance(Duration.ofMinutes(14));
    test.pulse.beat();
    assertEquals(test.desk.now(), shown().checkedAt());
    test.clock.advance(Duration.ofMinutes(2));
    test.pulse.beat();
    assertEquals(Verdict.REFUSED, shown().verdict());
  }

  @Test
  void whatIsJudgedAsOfAnotherMomentStaysAsItIs() {
    test.desk.go(View.INSPECT);
    model.inputProperty().set(token);
    model.asOfProperty().set("2026-11-21T06:40:00Z");
    test.clock.advance(Duration.ofMinutes(20));
    test.pulse.beat();
    assertEquals(Verdict.ACCEPTED, shown().verdict());
  }

  @Test
  void judgingAgainKeepsTheTokenThatWasChosen() throws Exception {
    String other = tokenFor("townhall");
    test.desk.go(View.INSPECT);
    model.inputProperty().set(token + "\n\nand\n\n" + other);
    model.choose(1);
    test.clock.advance(Duration.ofSeconds(1));
    test.pulse.beat();
    assertEquals(other, shown().token().compact());
  }

  @Test
  void aSlowLookIsRepeatedSeldom() {
    var work = new HeldBackground();
    var slow = new InspectViewModel(test.desk(work));
    test.desk.go(View.INSPECT);
    slow.inputProperty().set(token);
    test.pulse.beat();
    assertEquals(1, work.count(), "one look at a time");
  }

  @Test
  void theBarSaysValidOnlyOfWhatCanBe() {
    model.inputProperty().set(token);
    assertEquals(Optional.of(Tone.GOOD), SpanText.of(shown(), test.desk.wording()).bar());
    String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(342);
    model.inputProperty().set(forged);
    ValiditySpan span = SpanText.of(shown(), test.desk.wording());
    assertEquals(Optional.of(Tone.PLAIN), span.bar());
    assertEquals("15 min", span.length());
    for (String payload : List.of("{\"exp\":1795243200000}", "{\"exp\":\"soon\"}", "{")) {
      model.inputProperty().set(unsigned(payload));
      assertTrue(SpanText.of(shown(), test.desk.wording()).bar().isEmpty(), payload);
    }
    model.inputProperty().set(unsigned("{\"iat\":1795243200}"));
    assertTrue(SpanText.of(shown(), test.desk.wording()).length().endsWith("no end"));
  }

  private static String unsigned(String payload) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + ".c2lnbmF0dXJl";
  }

  @Test
  void aValidTokenHasNoDistance() {
    test.clock.advance(Duration.ofMinutes(5));
    model.inputProperty().set(token);
    assertEquals("", SpanText.of(shown(), test.desk.wording()).distance());
  }
}
