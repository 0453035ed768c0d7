package io.github.latchkey.desktop.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.control.FindingLine;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.desktop.unlock.RekeyedViewModel;
import io.github.latchkey.engine.keys.KeyMaterial;
import io.github.latchkey.engine.keys.NewKey;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.Unlocking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportingViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private ImportingViewModel model;

  @BeforeEach
  void openAVault() throws Exception {
    test = new TestDesk(folder).withVault();
    model = new ImportingViewModel(test.desk);
  }

  private List<FindingLine> lines() {
    return model.texts().lines(model.offered().lookProperty().get().orElseThrow());
  }

  private void choose(String platform) {
    model.form().platformProperty().set(test.parts.platforms().find(platform));
  }

  private void fillInClan(String name) {
    choose("clan-meeting");
    model.form().nameProperty().set(name);
    model.form().fields().putAll(Map.of("consumerId", "acme", "domain", "meet.acme.example"));
  }

  @Test
  void saysOfEachFileWhatItIs() {
    model
        .offered()
        .offer(
            List.of(
                test.keyFile("rsa2048.pkcs8.pem"),
                test.keyFile("rsa2048.spki.pem"),
                test.keyFile("other2048.spki.pem")));
    assertEquals(
        List.of("usable", "pair", "refused"), lines().stream().map(FindingLine::badge).toList());
    assertEquals("rsa2048.pkcs8.pem", lines().getFirst().lead());
    assertTrue(lines().getFirst().text().contains("RSA private key, 2048 bits"));
    assertFalse(lines().getLast().advice().isEmpty());
  }

  @Test
  void storesTestsAndSays() {
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    assertEquals("rsa2048.pkcs8", model.form().nameProperty().get());
    fillInClan("clan-prod");
    model.form().environmentProperty().set("production");
    model.form().tagsProperty().set("video, acme,, ");
    model.form().rotateByProperty().set("2027-11-03");
    model.store();
    var stored = model.storedProperty().get().orElseThrow();
    assertTrue(model.texts().storedText(stored).contains("(RS256) was verified"));
    var credential = test.desk.chosenProperty().get().orElseThrow();
    assertEquals("clan-prod", credential.name());
    assertEquals(Optional.of("production"), credential.environment());
    assertEquals(List.of("video", "acme"), credential.tags());
    assertEquals("acme", credential.fields().get("consumerId"));
    assertEquals(Optional.of(LocalDate.parse("2027-11-03")), credential.rotateBy());
  }

  @Test
  void tellsTheFieldThatIsMissing() {
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    choose("clan-meeting");
    model.store();
    assertTrue(model.storedProperty().get().isEmpty());
    assertTrue(
        model.problems().fields().containsKey("consumerId"), model.problems().fields().toString());
    model.form().fields().put("consumerId", "acme");
    model.store();
    assertTrue(model.storedProperty().get().isPresent());
    assertTrue(model.problems().fields().isEmpty());
  }

  @Test
  void tellsTheNameThatIsTaken() throws Exception {
    test.withClan("clan-prod", "");
    model.offered().offer(List.of(test.keyFile("other2048.pkcs8.pem")));
    fillInClan("clan-prod");
    model.store();
    assertFalse(model.problems().name().get().isEmpty());
    assertEquals("clan-prod", model.form().nameProperty().get());
    model.form().nameProperty().set("clan-two");
    assertEquals("", model.problems().name().get());
  }

  @Test
  void asksForThePlatformFirst() {
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    model.store();
    assertFalse(model.problems().store().get().isEmpty());
    assertTrue(test.desk.credentialsProperty().get().isEmpty());
  }

  @Test
  void aKeyOfTheWrongKindForThePlatformIsRefusedWithWords() throws Exception {
    model.offered().offer(List.of(test.secretFile()));
    fillInClan("clan-prod");
    model.store();
    assertTrue(model.storedProperty().get().isEmpty());
    assertFalse(model.problems().store().get().isEmpty());
  }

  @Test
  void saysWhenTheVeryKeyIsThereAlready() throws Exception {
    test.withClan("clan-prod", "");
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    fillInClan("clan-again");
    model.store();
    var stored = model.storedProperty().get().orElseThrow();
    assertTrue(model.texts().storedText(stored).contains("clan-prod has the very same key"));
  }

  @Test
  void deletesTheFilesOnlyAfterAsking() {
    Path key = test.keyFile("rsa2048.pkcs8.pem");
    Path refused = test.keyFile("other2048.spki.pem");
    model.offered().offer(List.of(key, refused));
    fillInClan("clan-prod");
    assertFalse(model.downloads().deletableProperty().get());
    model.store();
    assertTrue(model.downloads().deletableProperty().get());
    model.downloads().ask();
    assertTrue(model.downloads().textProperty().get().contains("rsa2048.pkcs8.pem"));
    assertTrue(model.downloads().textProperty().get().contains("backups"));
    assertTrue(Files.exists(key));
    model.downloads().delete();
    assertFalse(Files.exists(key));
    assertTrue(Files.exists(refused), "what was not stored stays");
    assertFalse(model.downloads().deletableProperty().get());
  }

  @Test
  void readsThePastedSecret() {
    test.pasteboard.put("0123456789abcdef0123456789ABCDEF");
    model.offered().paste();
    assertEquals("usable", lines().getFirst().badge());
    assertEquals("pasted text", lines().getFirst().lead());
    choose("jiomeet-one-step");
    model.form().nameProperty().set("jio");
    model.form().fields().putAll(Map.of("app", "a", "iss", "b"));
    model.store();
    assertTrue(model.storedProperty().get().isPresent(), model.problems().store().get());
    assertFalse(model.downloads().deletableProperty().get(), "nothing lies on the disk");
  }

  @Test
  void saysThatThereIsNothingToPaste() {
    model.offered().paste();
    assertEquals("There is no text on the clipboard.", model.problems().look().get());
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    model.offered().offer(List.of(folder.resolve("gone.pem")));
    assertFalse(model.problems().look().get().isEmpty());
    assertTrue(model.offered().lookProperty().get().isEmpty());
  }

  @Test
  void takesWhatIsDroppedOnTheWindow() {
    test.desk.go(View.CREDENTIALS);
    test.desk.dropped().drop(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    assertEquals(View.IMPORTING, test.desk.placeProperty().get());
    assertTrue(model.offered().lookProperty().get().isPresent());
  }

  @Test
  void aLockForgetsTheOfferedKey() {
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    fillInClan("clan-prod");
    var look = model.offered().lookProperty().get().orElseThrow();
    test.desk.lock();
    assertTrue(model.offered().lookProperty().get().isEmpty());
    assertEquals("", model.form().nameProperty().get());
    assertTrue(model.form().fields().isEmpty());
    var material = look.material().orElseThrow();
    assertThrows(
        IllegalStateException.class, () -> ((KeyMaterial.PrivateKey) material).pkcs8().length());
  }

  @Test
  void theNextFilesBeginAFreshForm() {
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    fillInClan("clan-prod");
    model.store();
    model.offered().offer(List.of(test.keyFile("other2048.pkcs8.pem")));
    assertEquals("other2048.pkcs8", model.form().nameProperty().get());
    assertTrue(model.storedProperty().get().isEmpty());
  }

  @Test
  void whatWasTypedStaysWhenAnotherFileIsOffered() {
    fillInClan("clan-prod");
    model.offered().offer(List.of(test.keyFile("certificate.pem")));
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    assertEquals("clan-prod", model.form().nameProperty().get());
    assertEquals("acme", model.form().fields().get("consumerId"));
  }

  @Test
  void refusesADateThatIsNoneAndForgetsItAfterThisImport() {
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    fillInClan("clan-prod");
    model.form().rotateByProperty().set("32/12/2026");
    model.store();
    assertTrue(model.storedProperty().get().isEmpty());
    assertTrue(model.problems().rotation().get().contains("32/12/2026"));
    model.form().rotateByProperty().set("31/12/2026");
    assertEquals("", model.problems().rotation().get());
    model.store();
    assertEquals(
        Optional.of(LocalDate.parse("2026-12-31")),
        test.desk.chosenProperty().get().orElseThrow().rotateBy());
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    assertEquals("", model.form().rotateByProperty().get());
  }

  @Test
  void offersToClearTheClipboardOfTheKeyThatWasPasted() throws Exception {
    String key = Files.readString(test.keyFile("rsa2048.pkcs8.pem"));
    for (String later : List.of(key, "something else")) {
      test.pasteboard.put(key);
      model.offered().paste();
      assertFalse(model.pasted().clearableProperty().get());
      fillInClan("clan-" + later.length());
      model.store();
      assertTrue(model.pasted().clearableProperty().get());
      test.pasteboard.put(later);
      model.pasted().clear();
      assertEquals(later.equals(key), test.pasteboard.text().isEmpty());
      assertFalse(model.pasted().clearableProperty().get());
    }
  }

  @Test
  void whatWasTypedWaitsWhenThePersonGoesElsewhere() {
    test.desk.go(View.IMPORTING);
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    model.form().nameProperty().set("clan-new");
    test.desk.go(View.CREDENTIALS);
    assertTrue(test.desk.noteProperty().get().contains("Ctrl+N"));
    test.desk.go(View.IMPORTING);
    assertTrue(model.offered().lookProperty().get().isPresent());
    assertEquals("clan-new", model.form().nameProperty().get());
    model.cancel();
    assertTrue(model.offered().lookProperty().get().isEmpty());
  }

  @Test
  void offersNothingToClearForAFile() {
    test.pasteboard.put("-----BEGIN");
    model.offered().paste();
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    fillInClan("clan-prod");
    model.store();
    assertFalse(model.pasted().clearableProperty().get());
  }

  private static Optional<Passphrase> typed(String passphrase) {
    return Passphrase.take(passphrase.toCharArray());
  }

  @Test
  void asksForThePassphraseOfAnEncryptedKeyUntilItIsRight() {
    model.offered().offer(List.of(test.keyFile("encrypted.pkcs8.pem")));
    assertEquals(Optional.of("encrypted.pkcs8.pem"), model.offered().encrypted());
    for (int tries = 0; tries < 4; tries++) {
      model.offered().open(typed("wrong"));
      assertEquals(
          Optional.of("encrypted.pkcs8.pem"), model.offered().encrypted(), "nothing is lost");
    }
    model.offered().open(Optional.empty());
    model.offered().open(typed("test"));
    assertEquals(Optional.empty(), model.offered().encrypted());
    fillInClan("clan-sealed");
    model.store();
    assertTrue(model.storedProperty().get().isPresent());
  }

  @Test
  void anEncryptedKeyThatWasPastedWaitsForItsPassphraseToo() throws Exception {
    test.pasteboard.put(Files.readString(test.keyFile("encrypted.pkcs8.pem")));
    model.offered().paste();
    assertTrue(model.offered().encrypted().isPresent());
    model.offered().open(typed("test"));
    assertTrue(model.offered().lookProperty().get().orElseThrow().usable().isPresent());
  }

  @Test
  void keysOfOtherKindsAreShownForWhatTheyAre() {
    model.offered().offer(List.of(test.keyFile("ec.pkcs8.pem")));
    assertEquals("usable", lines().getFirst().badge());
    model.offered().offer(List.of(test.keyFile("ed25519.pkcs8.pem")));
    assertEquals("usable", lines().getFirst().badge());
  }

  @Test
  void replacesTheKeyOfACredentialAndKeepsTheOneBefore() throws Exception {
    test.withClan("clan-prod", "production");
    Credential before = test.desk.chosenProperty().get().orElseThrow();
    model.replaceKeyOf(before);
    assertEquals(View.IMPORTING, test.desk.placeProperty().get());
    model.offered().offer(List.of(test.keyFile("other2048.pkcs8.pem")));
    model.store();
    assertTrue(model.storedProperty().get().isPresent(), model.problems().store().get());
    Credential now = test.desk.chosenProperty().get().orElseThrow();
    assertEquals(before.id(), now.id());
    assertFalse(
        now.key().description().fingerprint().equals(before.key().description().fingerprint()));
    assertTrue(model.downloads().deletableProperty().get());
    test.desk.status().undo();
    assertEquals(
        before.key().description().fingerprint(),
        test.desk.chosenProperty().get().orElseThrow().key().description().fingerprint());
  }

  @Test
  void aKeyOfTheWrongKindReplacesNothing() throws Exception {
    test.withClan("clan-prod", "production");
    Credential before = test.desk.chosenProperty().get().orElseThrow();
    model.replaceKeyOf(before);
    model.offered().offer(List.of(test.secretFile()));
    model.store();
    assertFalse(model.problems().store().get().isEmpty());
    assertEquals(Optional.of(before), test.desk.chosenProperty().get());
  }

  @Test
  void leavingTheReplacementMakesTheNextImportANewCredential() throws Exception {
    test.withClan("clan-prod", "production");
    model.replaceKeyOf(test.desk.chosenProperty().get().orElseThrow());
    model.cancel();
    assertEquals(Optional.empty(), model.replacingProperty().get());
  }

  private Path severalKeys() throws Exception {
    return Files.writeString(
        folder.resolve("several.pem"),
        Files.readString(test.keyFile("rsa2048.pkcs8.pem"))
            + Files.readString(test.keyFile("ed25519.pkcs8.pem"))
            + Files.readString(test.keyFile("rsa2048.spki.pem")));
  }

  @Test
  void ofSeveralKeysInOneFileThePersonTakesOne() throws Exception {
    model.offered().offer(List.of(severalKeys()));
    assertEquals(Optional.of("several.pem"), model.offered().several());
    assertEquals("several", lines().getFirst().badge());
    assertEquals("", lines().getFirst().advice(), "no advice against what can be done");
    List<DetailLine> choices = model.texts().choices(model.offered().choices());
    assertEquals(2, choices.size(), "the public key belongs to the first");
    assertTrue(choices.getLast().value().contains("Ed25519"), choices.toString());
    model.offered().choose(2);
    assertEquals(Optional.empty(), model.offered().several());
    var look = model.offered().lookProperty().get().orElseThrow();
    String chosen =
        look.usable()
            .orElseThrow()
            .reading()
            .description()
            .flatMap(known -> known.fingerprint())
            .orElseThrow();
    assertEquals(choices.getLast().aside(), test.desk.wording().fingerprint(chosen));
    model.form().platformProperty().set(test.parts.platforms().find("generic"));
    model.form().nameProperty().set("second");
    model.store();
    assertTrue(model.storedProperty().get().isPresent(), model.problems().store().get());
    assertFalse(model.downloads().deletableProperty().get(), "the first key is nowhere else");
  }

  @Test
  void aPastedTextOfWhichOneKeyIsStoredStaysOnTheClipboard() throws Exception {
    test.pasteboard.put(Files.readString(severalKeys()));
    model.offered().paste();
    model.offered().choose(2);
    model.form().platformProperty().set(test.parts.platforms().find("generic"));
    model.form().nameProperty().set("second");
    model.store();
    assertTrue(model.storedProperty().get().isPresent(), model.problems().store().get());
    assertFalse(model.pasted().clearableProperty().get());
  }

  private HeldBackground held;
  private ImportingViewModel slow;

  private void openOnASlowDesk() throws Exception {
    held = new HeldBackground();
    var desk = test.desk(held);
    slow = new ImportingViewModel(desk);
    try (Passphrase password = TestDesk.password()) {
      Path file = test.desk.session().orElseThrow().file();
      desk.open(VaultSession.open(file, password, test.parts));
    }
    held.finishAll();
  }

  @Test
  void whatWasOfferedLastIsShownWhicheverIsSeenLast() throws Exception {
    openOnASlowDesk();
    int first = held.count();
    slow.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    slow.offered().offer(List.of(test.keyFile("ed25519.pkcs8.pem")));
    held.finish(first + 1);
    held.finish(first);
    var look = slow.offered().lookProperty().get().orElseThrow();
    assertEquals("ed25519.pkcs8.pem", look.usable().orElseThrow().name());
    assertFalse(slow.offered().workingProperty().get());
  }

  @Test
  void aPairThatIsMadeGivesWayToWhatWasOfferedMeanwhile() throws Exception {
    openOnASlowDesk();
    slow.offered().make(NewKey.ED25519);
    slow.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    held.finishAll();
    var look = slow.offered().lookProperty().get().orElseThrow();
    assertEquals("rsa2048.pkcs8.pem", look.usable().orElseThrow().name());
    assertFalse(slow.offered().isMadeHere());
  }

  @Test
  void theClipboardIsNotOfferedToBeClearedOfAKeyThatIsNotStored() throws Exception {
    openOnASlowDesk();
    slow.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    held.finishAll();
    slow.form().platformProperty().set(test.parts.platforms().find("generic"));
    slow.form().nameProperty().set("of the file");
    int storing = held.count();
    slow.store();
    test.pasteboard.put(Files.readString(test.keyFile("ed25519.pkcs8.pem")));
    slow.offered().paste();
    held.finish(storing);
    assertTrue(slow.storedProperty().get().isPresent(), slow.problems().store().get());
    assertFalse(slow.pasted().clearableProperty().get());
  }

  @Test
  void whatCouldNotBeLookedAtLeavesWhatIsShownAsItIs() throws Exception {
    test.pasteboard.put(Files.readString(severalKeys()));
    model.offered().paste();
    model.offered().offer(List.of(folder.resolve("gone.pem")));
    assertFalse(model.problems().look().get().isEmpty());
    model.offered().choose(1);
    assertTrue(model.offered().lookProperty().get().orElseThrow().material().isPresent());
  }

  @Test
  void ofSeveralEncryptedKeysOneIsTakenWithThePassphraseTypedOnce() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("several.pem"),
            Files.readString(test.keyFile("encrypted.pkcs8.pem"))
                + Files.readString(test.keyFile("ed25519.pkcs8.pem")));
    model.offered().offer(List.of(file));
    assertTrue(model.offered().encrypted().isPresent());
    model.offered().open(typed("test"));
    assertEquals(2, model.offered().choices().size());
    model.offered().choose(1);
    assertEquals(Optional.empty(), model.offered().encrypted());
    assertTrue(model.offered().lookProperty().get().orElseThrow().material().isPresent());
  }

  @Test
  void aPairMadeHereShowsItsPublicHalfForThePlatform() {
    model.offered().make(NewKey.ED25519);
    model.form().platformProperty().set(test.parts.platforms().find("generic"));
    model.form().nameProperty().set("own");
    assertEquals("", model.publicKeyProperty().get());
    model.store();
    String pem = model.publicKeyProperty().get();
    assertTrue(pem.startsWith("-----BEGIN PUBLIC KEY-----"), model.problems().store().get());
    model.copyPublicKey();
    assertEquals(Optional.of(pem), test.pasteboard.text());
    assertEquals(
        Optional.of(pem),
        model.storedProperty().get().orElseThrow().credential().key().publicPem());
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    assertEquals("", model.publicKeyProperty().get());
  }

  @Test
  void aDownloadedPairShowsNothingOfTheKind() {
    model.offered().offer(List.of(test.keyFile("ed25519.pkcs8.pem")));
    model.form().platformProperty().set(test.parts.platforms().find("generic"));
    model.form().nameProperty().set("downloaded");
    model.store();
    assertTrue(model.storedProperty().get().isPresent());
    assertEquals("", model.publicKeyProperty().get());
  }

  @Test
  void aPairThatALockOvertookIsNotKept() throws Exception {
    var held = new HeldBackground();
    var desk = test.desk(held);
    var late = new ImportingViewModel(desk);
    try (Passphrase password = TestDesk.password()) {
      Path file = test.desk.session().orElseThrow().file();
      desk.open(VaultSession.open(file, password, test.parts));
    }
    held.finishAll();
    late.offered().make(NewKey.ED25519);
    desk.lock();
    held.finishAll();
    assertEquals(Optional.empty(), late.offered().lookProperty().get());
    assertFalse(late.offered().workingProperty().get());
  }

  private static final String PASSWORD_OF_NOW = "a lantern under seven bridges";

  private RekeyedViewModel changedElsewhere() throws Exception {
    Path file = test.desk.session().orElseThrow().file();
    try (Passphrase before = TestDesk.password();
        Passphrase now = typed(PASSWORD_OF_NOW).orElseThrow();
        VaultSession other = VaultSession.open(file, before, test.parts);
        var known = other.access().confirm(new Unlocking.Password(before))) {
      other
          .access()
          .changePassword(known, known.slot().id(), now, Optional.empty(), OtherWays.none());
    }
    return new RekeyedViewModel(test.desk);
  }

  private List<String> names() {
    return test.desk.credentialsProperty().get().stream().map(Credential::name).toList();
  }

  @Test
  void aKeyThatMetAnotherPasswordIsInTheVaultOnceThatIsTyped() throws Exception {
    RekeyedViewModel rekeyed = changedElsewhere();
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    fillInClan("clan-prod");
    model.store();
    assertTrue(model.problems().look().get().contains("changed elsewhere"));
    assertTrue(model.offered().lookProperty().get().isEmpty(), "it is not to be stored twice");
    assertFalse(model.downloads().deletableProperty().get(), "it is not in the vault's file");
    assertEquals(List.of("clan-prod"), names());
    rekeyed.goOn(PASSWORD_OF_NOW.toCharArray());
    assertEquals(List.of("clan-prod"), names());
    assertFalse(test.desk.session().orElseThrow().hasUnsavedChanges());
  }

  @Test
  void whatIsOfferedWaitsWhileTheVaultGoesOverToAnotherPassword() throws Exception {
    RekeyedViewModel rekeyed = changedElsewhere();
    model.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    fillInClan("clan-prod");
    rekeyed.goOn(PASSWORD_OF_NOW.toCharArray());
    model.store();
    assertTrue(model.storedProperty().get().isPresent(), model.problems().store().get());
    assertEquals(List.of("clan-prod"), names());
  }
}
