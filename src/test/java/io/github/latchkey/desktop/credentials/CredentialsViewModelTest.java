package io.github.latchkey.desktop.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.desktop.frame.View;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private CredentialsViewModel model;

  @BeforeEach
  void openAVault() throws Exception {
    test = new TestDesk(folder).withVault();
    model = new CredentialsViewModel(test.desk, new EditViewModel(test.desk), credential -> {});
    test.withClan("clan-prod", "production")
        .withClan("clan-test", "staging")
        .with(
            "jio",
            "",
            "jiomeet-one-step",
            Map.of("app", "app-7", "iss", "demo"),
            test.secretFile());
  }

  private List<String> names() {
    return model.shownProperty().get().stream().map(Credential::name).toList();
  }

  private Credential named(String name) {
    return test.desk.credentialsProperty().get().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Optional<DetailLine> detail(String credential, String label) {
    return model.details(named(credential)).stream()
        .filter(l -> l.label().equals(label))
        .findFirst();
  }

  @Test
  void listsAllByName() {
    assertEquals(List.of("clan-prod", "clan-test", "jio"), names());
    assertFalse(model.isVaultEmpty());
  }

  @Test
  void searchesAsYouTypeOverAllOfThem() {
    test.desk.searchProperty().set("app-7");
    assertEquals(List.of("jio"), names());
    assertEquals("jio", test.desk.chosenProperty().get().orElseThrow().name());
    test.desk.searchProperty().set("CLAN prod");
    assertEquals(List.of("clan-prod"), names());
    test.desk.searchProperty().set("nothing like it");
    assertEquals(List.of(), names());
    test.desk.searchProperty().set("");
    assertEquals(3, names().size());
  }

  @Test
  void filtersByEnvironment() {
    List<ListFilter> offered = model.filtersProperty().get();
    assertEquals(
        List.of("All 3", "production", "staging"), offered.stream().map(model::words).toList());
    model.filterProperty().set(offered.get(2));
    assertEquals(List.of("clan-test"), names());
    model.filterProperty().set(ListFilter.ALL);
    assertEquals(3, names().size());
  }

  @Test
  void aFilterThatIsGoneShowsAllAgain() {
    model.filterProperty().set(model.filtersProperty().get().get(1));
    test.desk.lock();
    assertEquals(ListFilter.ALL, model.filterProperty().get());
    assertEquals(List.of(), names());
    assertTrue(model.chosenProperty().get().isEmpty());
  }

  @Test
  void describesACredentialInTwoLines() {
    assertEquals("Clan Meeting · RS256 · acme", model.texts().subtitle(named("clan-prod")));
    assertEquals("JioMeet One-Step · HS256 · app-7", model.texts().subtitle(named("jio")));
    assertEquals(
        "Clan Meeting · RSA private key, 2048 bits, PKCS#8 PEM · signs RS256 · imported 21 Nov"
            + " 2026",
        model.texts().summary(named("clan-prod")));
  }

  @Test
  void showsNoSecretAndOffersNoneToCopy() {
    for (String name : List.of("clan-prod", "jio")) {
      for (DetailLine line : model.details(named(name))) {
        assertFalse(line.toString().contains("PRIVATE"), line.label());
        assertFalse(line.toString().contains("0123456789abcdef"), line.label());
      }
    }
    for (DetailLine secret :
        List.of(
            detail("jio", "Secret").orElseThrow(),
            detail("clan-prod", "Private key").orElseThrow())) {
      assertEquals(CredentialDetails.EXPORT, secret.action().orElseThrow().text());
    }
  }

  @Test
  void copiesThePublicKeyAsPem() {
    model.act(detail("clan-prod", "Public key").orElseThrow().action().orElseThrow());
    assertTrue(test.pasteboard.text().orElseThrow().startsWith("-----BEGIN PUBLIC KEY-----\n"));
    assertEquals("Public key copied", test.desk.noteProperty().get());
    assertTrue(detail("jio", "Public key").isEmpty());
  }

  /// `SHA256:` before it would make it look like what ssh-keygen shows of the same key.
  @Test
  void showsTheFingerprintAsOursAndCopiesItsDigitsAlone() {
    String digits = named("clan-prod").key().description().fingerprint().orElseThrow();
    DetailLine line = detail("clan-prod", "Key SHA-256").orElseThrow();
    assertEquals(digits, line.value().replace(" ", ""));
    model.act(line.action().orElseThrow());
    assertEquals(digits, test.pasteboard.text().orElseThrow());
  }

  @Test
  void theButtonBesideThePrivateKeyLeadsToItsExport() {
    model.act(detail("clan-prod", "Private key").orElseThrow().action().orElseThrow());
    assertEquals(
        Optional.of("clan-prod"),
        model.export().exportedProperty().get().map(exported -> exported.name()));
  }

  @Test
  void countsTheDaysToTheRotation() {
    assertEquals("· in 347 d", detail("clan-prod", "Rotate by").orElseThrow().aside());
    test.clock.advance(Duration.ofDays(350));
    assertEquals("· overdue, 3 d ago", detail("clan-prod", "Rotate by").orElseThrow().aside());
  }

  @Test
  void productionStandsOut() {
    assertEquals(Tone.ERROR, CredentialText.tone("Production"));
    assertEquals(Tone.NOTE, CredentialText.tone("staging"));
    assertEquals(Tone.PLAIN, CredentialText.tone("load test"));
  }

  @Test
  void leadsToTheImportAndToAToken() {
    model.importKeys();
    assertEquals(View.IMPORTING, test.desk.placeProperty().get());
    model.createToken();
    assertEquals(View.TOKEN, test.desk.placeProperty().get());
  }

  @Test
  void aSearchThatFindsNothingShowsNothing() {
    test.desk.searchProperty().set("zzz");
    assertEquals(List.of(), model.shownProperty().get());
    assertTrue(model.detailed().isEmpty());
    assertEquals("Nothing found for “zzz”.", model.emptyText());
    test.desk.searchProperty().set("");
    assertTrue(model.detailed().isPresent());
    assertEquals("", model.emptyText());
  }
}
