package io.github.latchkey.desktop.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.VaultWarning;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.control.Notice;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.desktop.importing.ImportingViewModel;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.SaveOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticesViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private NoticesViewModel model;
  private Path file;

  @BeforeEach
  void openAVault() throws Exception {
    test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
    file = test.desk.session().orElseThrow().file();
    model = new NoticesViewModel(test.desk);
  }

  private VaultSession again() throws Exception {
    try (var password = TestDesk.password()) {
      return VaultSession.open(file, password, test.parts);
    }
  }

  private void renameElsewhere(String name) throws Exception {
    try (VaultSession other = again()) {
      other.editing().rename(other.named("clan-prod"), name);
    }
  }

  private List<String> names() {
    return test.desk.credentialsProperty().get().stream().map(Credential::name).toList();
  }

  private Notice only() {
    assertEquals(1, model.noticesProperty().get().size());
    return model.noticesProperty().get().getFirst();
  }

  private void choose(String word) {
    only().choices().stream()
        .filter(choice -> choice.word().equals(word))
        .findFirst()
        .orElseThrow()
        .act()
        .run();
  }

  @Test
  void nothingIsToldOfAVaultThatIsAsItWasLeft() {
    model.lookAgain();
    assertEquals(List.of(), model.noticesProperty().get());
  }

  @Test
  void whatOthersSavedComesInWhenThePersonComesBackToTheWindow() throws Exception {
    renameElsewhere("clan-eu");
    model.lookAgain();
    assertEquals(List.of("clan-eu"), names());
    assertEquals("Merged: 1 credential from another computer.", only().text());
    assertEquals(List.of(), only().more());
    choose("Show");
    assertTrue(only().more().getFirst().contains("clan-eu"), only().more().toString());
    choose("Dismiss");
    assertEquals(List.of(), model.noticesProperty().get());
  }

  @Test
  void whatASaveMergedIsToldToo() throws Exception {
    renameElsewhere("clan-eu");
    test.withClan("clan-new", "staging");
    model.lookAgain();
    assertEquals(List.of("clan-eu", "clan-new"), names());
  }

  @Test
  void anOldCopyThatWasPutBackIsWarnedOfUntilThePersonGoesOn() throws Exception {
    Path old = Files.copy(file, folder.resolve("old"));
    renameElsewhere("clan-eu");
    test.desk.lock();
    Files.copy(old, file, StandardCopyOption.REPLACE_EXISTING);
    test.desk.open(again());
    assertEquals(Tone.WARNING, only().tone());
    assertTrue(only().text().contains("older"), only().text());
    choose("Go on with it");
    assertEquals(List.of(), model.noticesProperty().get());
  }

  @Test
  void aDamagedFileIsToldAndTheOpenVaultGoesOn() throws Exception {
    Files.writeString(file, "LATCHKEY/1 no more");
    model.lookAgain();
    assertFalse(only().text().isEmpty());
    assertEquals(List.of("clan-prod"), names());
    choose("Dismiss");
    assertEquals(List.of(), model.noticesProperty().get());
  }

  private Notice saying(String words) {
    return model.noticesProperty().get().stream()
        .filter(notice -> notice.text().contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError(model.noticesProperty().get().toString()));
  }

  private void choose(Notice notice, String word) {
    notice.choices().stream()
        .filter(choice -> choice.word().equals(word))
        .findFirst()
        .orElseThrow()
        .act()
        .run();
  }

  private boolean isSaid(String words) {
    return model.noticesProperty().get().stream().anyMatch(n -> n.text().contains(words));
  }

  @Test
  void aKeyThatWasGivenUpIsWarnedOfAndLeadsToTheCopies() throws Exception {
    byte[] old = Files.readAllBytes(file);
    changePassword();
    test.desk.lock();
    Files.write(file, old);
    test.desk.open(again());
    Notice warning = saying("under a key that was given up");
    assertEquals(Tone.WARNING, warning.tone());
    choose(warning, "Look at the copies");
    assertEquals(View.SETTINGS, test.desk.placeProperty().get());
    assertTrue(isSaid("under a key that was given up"), "looking settles nothing");
    choose(warning, "Go on with it");
    assertFalse(isSaid("under a key that was given up"));
  }

  @Test
  void aLargeVaultIsTold() {
    Notice notice = model.notice(new VaultWarning.Large(file, 600, 1024));
    assertEquals(Tone.WARNING, notice.tone());
    assertTrue(notice.text().contains(file.getFileName() + " has 600 MiB"), notice.text());
    assertTrue(notice.text().contains("1024 MiB"), notice.text());
    assertEquals("Dismiss", notice.choices().getLast().word());
  }

  private TestDesk elsewhere() throws Exception {
    TestDesk other = new TestDesk(folder.resolve("elsewhere"));
    try (var password = TestDesk.password()) {
      other.desk.open(VaultSession.open(file, password, other.parts));
    }
    return other;
  }

  @Test
  void aFileThatWentApartIsMergedWithTheOneThatThePersonChooses() throws Exception {
    byte[] common = Files.readAllBytes(file);
    test.withClan("clan-ours", "staging");
    Path ours = Files.copy(file, folder.resolve("ours.latchkey"));
    test.desk.lock();
    Files.write(file, common);
    elsewhere().withClan("clan-theirs", "staging").withClan("clan-more", "staging").desk.lock();
    test.desk.open(again());
    assertEquals(List.of("clan-more", "clan-prod", "clan-theirs"), names());
    choose(saying("went apart"), "Merge a file…");
    assertTrue(isSaid("went apart"), "no file was chosen");
    test.files.answer(ours);
    choose(saying("went apart"), "Merge a file…");
    assertFalse(isSaid("went apart"));
    assertEquals(List.of("clan-more", "clan-ours", "clan-prod", "clan-theirs"), names());
    choose(saying("Merged: 1 credential"), "Show");
    assertTrue(saying("Merged").more().getFirst().contains("clan-ours"));
  }

  private void leaveASaveThatNeverGotToItsPlace() throws Exception {
    test.desk.lock();
    byte[] before = Files.readAllBytes(file);
    elsewhere().withClan("lost in the crash", "staging").desk.lock();
    Files.move(file, folder.resolve("." + file.getFileName() + ".0123456789abcdef.tmp"));
    Files.write(file, before);
  }

  @Test
  void aSaveThatWasNeverTakenInIsTakenInFromItsNotice() throws Exception {
    leaveASaveThatNeverGotToItsPlace();
    test.desk.open(again());
    assertEquals(List.of("clan-prod"), names());
    choose(saying("never taken in"), "Take it in");
    assertEquals(List.of("clan-prod", "lost in the crash"), names());
    assertFalse(isSaid("never taken in"));
    assertTrue(isSaid("Merged: 1 credential"));
  }

  @Test
  void whatTheSaveOfATakenInFileSetAsideIsNamed() throws Exception {
    leaveASaveThatNeverGotToItsPlace();
    test.desk.open(again());
    Files.writeString(file, "somebody's text");
    choose(saying("never taken in"), "Take it in");
    assertTrue(isSaid("lies at " + beside(".foreign-")));
  }

  private void renameHere(String name) {
    rename(test.desk, name);
  }

  private static void rename(Desk desk, String name) {
    var known = desk.credentialsProperty().get().getFirst();
    desk.changes()
        .make(
            vault -> vault.editing().rename(known, name),
            "renamed",
            edited -> {},
            thrown -> {
              throw new AssertionError(thrown);
            });
  }

  private Path beside(String mark) throws Exception {
    try (var files = Files.list(folder)) {
      return files
          .filter(found -> found.getFileName().toString().contains(mark))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aFileThatWasNoVaultIsNamedUntilItIsDismissedAndAlsoAfterALock() throws Exception {
    Files.writeString(file, "somebody's text");
    renameHere("clan-eu");
    Path aside = beside(".foreign-");
    assertEquals("somebody's text", Files.readString(aside));
    assertEquals(Tone.WARNING, only().tone());
    assertTrue(only().text().contains("lies at " + aside), only().text());
    test.desk.lock();
    assertEquals(List.of(), model.noticesProperty().get());
    test.desk.open(again());
    assertTrue(only().text().contains("lies at " + aside), only().text());
    choose("Dismiss");
    assertEquals(List.of(), model.noticesProperty().get());
  }

  @Test
  void whatAChangeSetAsideIsToldAtTheDoorOfAVaultThatWasLockedMeanwhile() throws Exception {
    var held = new HeldBackground();
    Desk slow = test.desk(held);
    slow.open(again());
    held.finishAll();
    Files.writeString(file, "somebody's text");
    rename(slow, "clan-eu");
    slow.lock();
    held.finishAll();
    String told = slow.lateProperty().get();
    assertTrue(told.contains("lies at " + beside(".foreign-")), told);
  }

  @Test
  void aFileThatAnImportSetAsideIsNamedToo() throws Exception {
    Files.writeString(file, "somebody's text");
    var importing = new ImportingViewModel(test.desk);
    importing.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    importing.form().platformProperty().set(test.parts.platforms().find("clan-meeting"));
    importing.form().nameProperty().set("second");
    importing.form().fields().put("consumerId", "acme");
    importing.store();
    assertTrue(importing.storedProperty().get().isPresent());
    assertTrue(only().text().contains("lies at " + beside(".foreign-")), only().text());
  }

  @Test
  void aForgedFileUnderAKeyThatWasGivenUpIsNamedWhenItGivesWay() throws Exception {
    byte[] stolen = Files.readAllBytes(file);
    changePassword();
    Files.write(file, stolen);
    renameHere("clan-eu");
    assertTrue(only().text().contains("gave way"), only().text());
    assertTrue(only().text().contains("kept as " + folder), only().text());
    assertEquals(List.of("clan-eu"), names());
  }

  private void changePassword() throws Exception {
    var access = test.desk.session().orElseThrow().access();
    try (var known = access.confirmedByRecoveryKey().orElseThrow();
        var wanted = Passphrase.take("seven purple otters sing".toCharArray()).orElseThrow()) {
      access.setPassword(known, wanted, Optional.empty(), OtherWays.none());
    }
  }

  @Test
  void thatThereAreNoLocksIsSaidOnceWhileAVaultIsOpen() throws Exception {
    withoutLocks();
    withoutLocks();
    assertTrue(only().text().contains("no locks"), only().text());
    choose("Dismiss");
    withoutLocks();
    assertEquals(List.of(), model.noticesProperty().get());
    test.desk.lock();
    test.desk.open(again());
    withoutLocks();
    assertTrue(only().text().contains("no locks"), only().text());
  }

  @Test
  void thatASaveMadeTheVaultLargeStaysUntilThePersonHasSeenIt() {
    told(
        new SaveOutcome(
            9,
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(600L << 20)));
    assertTrue(only().text().contains("has 600 MiB"), only().text());
    assertTrue(only().text().contains("Beyond 1024 MiB"), only().text());
    choose("Dismiss");
    assertEquals(List.of(), model.noticesProperty().get());
  }

  private void withoutLocks() {
    told(
        new SaveOutcome(
            9,
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private void told(SaveOutcome saved) {
    test.desk
        .changes()
        .makeForGood(
            vault -> Optional.of(saved),
            "saved",
            thrown -> {
              throw new AssertionError(thrown);
            });
  }

  @Test
  void aLockTakesEverythingAway() throws Exception {
    renameElsewhere("clan-eu");
    model.lookAgain();
    test.desk.lock();
    assertEquals(List.of(), model.noticesProperty().get());
  }
}
