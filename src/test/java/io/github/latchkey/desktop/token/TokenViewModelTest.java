package io.github.latchkey.desktop.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.control.FindingLine;
import io.github.latchkey.desktop.control.FormField;
import io.github.latchkey.desktop.control.PreviewLine;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.platform.TokenUse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private TokenViewModel model;
  private CreationViewModel creation;

  @BeforeEach
  void openAVault() throws Exception {
    test =
        new TestDesk(folder)
            .withVault()
            .with(
                "clan-prod",
                "production",
                "clan-meeting",
                Map.of("consumerId", "acme", "domain", "meet.acme.example"),
                new TestDesk(folder).keyFile("rsa2048.pkcs8.pem"));
    model = new TokenViewModel(test.desk);
    creation = new CreationViewModel(test.desk, model);
  }

  private String payload() {
    return model.previewProperty().get().orElseThrow().payload().compact();
  }

  private List<FindingLine> findings() {
    return model.findingLines(model.previewProperty().get());
  }

  private String create() {
    model.values().put("room", "standup");
    creation.create();
    return creation.createdProperty().get().orElseThrow().compact();
  }

  @Test
  void theChipsSayWhatIsTyped() {
    var times = model.times();
    times.lastingProperty().set("60m");
    assertEquals(ValidityChoice.lasting(Duration.ofHours(1)), times.choiceProperty().get());
    assertEquals("60m", times.lastingProperty().get());
    times.lastingProperty().set("a while");
    assertEquals(ValidityChoice.UNREADABLE, times.choiceProperty().get());
    assertFalse(model.noPreviewText(model.previewProperty().get()).isEmpty());
    times.choiceProperty().set(ValidityChoice.lasting(Duration.ofMinutes(5)));
    assertEquals("5m", times.lastingProperty().get());
    assertEquals("", model.noPreviewText(model.previewProperty().get()));
  }

  @Test
  void aLockForgetsADurationThatCannotBeRead() {
    model.times().lastingProperty().set("a while");
    test.desk.lock();
    assertEquals("15m", model.times().lastingProperty().get());
  }

  @Test
  void asksForWhatThePlatformNeeds() {
    assertEquals(List.of("room"), model.needed().stream().map(FormField::id).toList());
    assertEquals("Room", model.needed().getFirst().label());
  }

  @Test
  void setsTheRestByItself() {
    Map<String, String> fixed =
        model.fixed().stream().collect(Collectors.toMap(DetailLine::label, DetailLine::value));
    assertEquals("acme", fixed.get("kid"));
    assertEquals("acme", fixed.get("sub"));
    assertEquals("clanmeeting", fixed.get("aud"));
    assertFalse(fixed.containsKey("alg"), "every token has it, and the preview shows it");
  }

  @Test
  void showsWhatWillBeSignedWhileTyping() {
    assertTrue(findings().stream().anyMatch(line -> line.tone() == Tone.ERROR));
    model.values().put("room", "standup");
    assertTrue(payload().contains("\"room\":\"standup\""));
    assertTrue(findings().stream().noneMatch(line -> line.tone() == Tone.ERROR));
    List<PreviewLine> lines = model.previewLines(model.previewProperty().get());
    assertTrue(lines.getFirst().header());
    assertEquals("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"acme\"}", lines.getFirst().text());
    PreviewLine exp =
        lines.stream().filter(l -> l.text().contains("\"exp\"")).findFirst().orElseThrow();
    assertEquals("  \"exp\": 1795243740,", exp.text());
    assertEquals("in 15 min · 12:19", exp.note());
  }

  @Test
  void warnsOfARoomThatOpensEveryRoom() {
    model.values().put("room", "*");
    assertTrue(findings().stream().anyMatch(line -> line.tone() == Tone.WARNING));
  }

  @Test
  void aChipFillsTheTimeAndTheTimeCanBeTyped() {
    model.times().choiceProperty().set(ValidityChoice.lasting(Duration.ofHours(1)));
    assertEquals("1h", model.times().lastingProperty().get());
    assertTrue(payload().contains("\"exp\":1795246440"));
    model.times().lastingProperty().set("90s");
    assertTrue(payload().contains("\"exp\":1795242930"));
  }

  @Test
  void aScheduledTokenBeginsWhenItIsSaid() {
    model.times().choiceProperty().set(ValidityChoice.SCHEDULED);
    assertEquals("2026-11-21 12:34", model.times().fromProperty().get());
    model.times().fromProperty().set("17:30");
    assertTrue(payload().contains("\"nbf\":1795262400"), payload());
    assertTrue(payload().contains("\"exp\":1795263300"), payload());
    model.times().choiceProperty().set(ValidityChoice.lasting(Duration.ofMinutes(5)));
    assertEquals("", model.times().fromProperty().get());
  }

  @Test
  void saysAtTheFieldWhatItCannotRead() {
    model.times().lastingProperty().set("a while");
    assertFalse(model.times().lastingProblemProperty().get().isEmpty());
    assertTrue(model.previewProperty().get().isEmpty());
    model.times().fromProperty().set("teatime");
    assertFalse(model.times().fromProblemProperty().get().isEmpty());
    model.times().lastingProperty().set("15m");
    model.times().fromProperty().set("");
    assertEquals("", model.times().lastingProblemProperty().get());
    assertEquals("", model.times().fromProblemProperty().get());
    assertTrue(model.previewProperty().get().isPresent());
  }

  @Test
  void takesOwnClaimsAsTextAndAsJson() {
    model.addOwnClaim();
    OwnClaim own = model.ownClaims().getFirst();
    own.nameProperty().set("context.group");
    own.valueProperty().set("42");
    assertTrue(payload().contains("\"group\":\"42\""), payload());
    own.jsonProperty().set(true);
    assertTrue(payload().contains("\"group\":42"), payload());
    own.valueProperty().set("{broken");
    assertFalse(model.ownProblemProperty().get().isEmpty());
    assertTrue(model.previewProperty().get().isEmpty());
    model.ownClaims().clear();
    assertEquals("", model.ownProblemProperty().get());
    assertTrue(model.previewProperty().get().isPresent());
  }

  @Test
  void theTimesGrowOldWithTheClock() {
    test.desk.go(View.TOKEN);
    String before = payload();
    test.clock.advance(Duration.ofSeconds(20));
    test.pulse.beat();
    assertEquals(before, payload());
    test.clock.advance(Duration.ofSeconds(20));
    test.pulse.beat();
    assertFalse(before.equals(payload()));
  }

  @Test
  void createsTheTokenAndCountsItDown() {
    String token = create();
    assertEquals(3, token.split("\\.").length);
    assertTrue(creation.lifeTextProperty().get().endsWith("valid for 15:00"));
    assertEquals(1, creation.leftProperty().get());
    test.clock.advance(Duration.ofSeconds(450));
    test.pulse.beat();
    assertTrue(creation.lifeTextProperty().get().endsWith("valid for 7:30"));
    assertEquals(0.5, creation.leftProperty().get(), 0.01);
    test.clock.advance(Duration.ofHours(1));
    test.pulse.beat();
    assertTrue(creation.lifeTextProperty().get().endsWith("expired"));
    assertEquals(0, creation.leftProperty().get());
  }

  @Test
  void copiesEachShapeThatThePlatformHas() {
    String token = create();
    creation.copyToken();
    assertEquals(Optional.of(token), test.pasteboard.text());
    assertEquals("Copied · clears in 30 s", creation.copyTextProperty().get());
    creation.copyAs(TokenUse.Shape.BEARER);
    assertEquals(Optional.of("Authorization: Bearer " + token), test.pasteboard.text());
    assertTrue(creation.offers(TokenUse.Shape.URL));
    creation.copyAs(TokenUse.Shape.URL);
    assertEquals(
        Optional.of("https://meet.acme.example/acme/standup?jwt=" + token), test.pasteboard.text());
    test.clock.advance(Duration.ofSeconds(31));
    test.desk.clipboard().check();
    test.pulse.beat();
    assertEquals("Copy token", creation.copyTextProperty().get());
    assertEquals(Optional.empty(), test.pasteboard.text());
  }

  @Test
  void offersNoJoinLinkWhereThePlatformHasNone() throws Exception {
    test.with("jio", "", "jiomeet-one-step", Map.of("app", "a", "iss", "b"), test.secretFile());
    test.desk
        .chosenProperty()
        .set(
            test.desk.credentialsProperty().get().stream()
                .filter(c -> c.name().equals("jio"))
                .findFirst());
    creation.create();
    assertTrue(creation.createdProperty().get().isPresent(), creation.problemProperty().get());
    assertFalse(creation.offers(TokenUse.Shape.URL));
  }

  @Test
  void saysWhenTheFormIsNoLongerWhatWasSigned() {
    create();
    assertFalse(creation.staleProperty().get());
    model.values().put("room", "townhall");
    assertTrue(creation.staleProperty().get());
    model.values().put("room", "standup");
    assertFalse(creation.staleProperty().get());
  }

  @Test
  void aLockForgetsTokenAndForm() {
    create();
    test.desk.lock();
    assertTrue(creation.createdProperty().get().isEmpty());
    assertEquals("", creation.lifeTextProperty().get());
    assertTrue(model.values().isEmpty());
    assertTrue(model.previewProperty().get().isEmpty());
  }

  @Test
  void anotherCredentialKeepsWhatWasTypedAndHasItsOwnForm() throws Exception {
    model.values().put("room", "standup");
    test.with("jio", "", "jiomeet-one-step", Map.of("app", "a", "iss", "b"), test.secretFile());
    var jio =
        test.desk.credentialsProperty().get().stream()
            .filter(c -> c.name().equals("jio"))
            .findFirst();
    model.credentialProperty().set(jio);
    assertFalse(payload().contains("room"));
    assertEquals("5m", model.times().lastingProperty().get());
    assertEquals("jio · JioMeet One-Step", model.describe(jio.orElseThrow()));
  }
}
