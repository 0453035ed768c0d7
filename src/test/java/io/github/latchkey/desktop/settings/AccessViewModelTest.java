package io.github.latchkey.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.VaultAccess;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.recovery.RecoveryViewModel;
import io.github.latchkey.desktop.recovery.SheetPrinter;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.RecoverySlot;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessViewModelTest {

  private static final String FRESH = "seven purple otters sing";
  private static final String ANOTHER = "nine herons on a frozen river";

  @TempDir Path folder;

  private TestDesk test;
  private Path file;
  private RecoveryViewModel recovery;
  private AccessViewModel model;

  @BeforeEach
  void openWithThePassword() throws Exception {
    test = new TestDesk(folder).withVault();
    file = test.desk.session().orElseThrow().file();
    try (Passphrase password = TestDesk.password()) {
      test.desk.open(VaultSession.open(file, password, test.parts));
    }
    recovery = new RecoveryViewModel(test.desk, SheetPrinter.none());
    model = new AccessViewModel(test.desk, recovery);
    test.desk.go(View.SETTINGS);
    test.desk.refresh();
  }

  private static Optional<Passphrase> typed(String password) {
    return Passphrase.take(password.toCharArray());
  }

  private void confirm(String current, String fresh) {
    model.confirm(typed(current), fresh.toCharArray(), fresh.toCharArray());
  }

  private boolean opens(String password) throws Exception {
    try (Passphrase typed = typed(password).orElseThrow();
        VaultSession opened = VaultSession.open(file, typed, test.parts)) {
      return opened.credentials().isEmpty();
    } catch (VaultException refused) {
      return false;
    }
  }

  @Test
  void listsTheWaysInAndTheOneInUse() {
    assertEquals(
        List.of("Password", "Recovery key"),
        model.lines().stream().map(DetailLine::label).toList());
    assertEquals("opened with it", model.lines().getFirst().value());
    assertTrue(model.waysProperty().get().wishes().contains(AccessWish.ADD_KEY_FILE));
    assertFalse(model.waysProperty().get().wishes().contains(AccessWish.END_KEY_FILE));
  }

  @Test
  void changingThePasswordAsksForThePasswordAgain() throws Exception {
    model.begin(AccessWish.CHANGE_PASSWORD);
    confirm("not the password", FRESH);
    assertTrue(model.problemProperty().get().contains("password"), model.problemProperty().get());
    assertEquals(Optional.of(AccessWish.CHANGE_PASSWORD), model.askingProperty().get());
    assertFalse(opens(FRESH));
    confirm(TestDesk.PASSWORD, FRESH);
    assertEquals("", model.problemProperty().get());
    assertTrue(opens(FRESH));
    assertFalse(opens(TestDesk.PASSWORD));
    assertTrue(test.desk.noteProperty().get().startsWith("The password was changed."));
    assertEquals(Optional.empty(), model.askingProperty().get());
  }

  private void addedElsewhere(String name) throws Exception {
    TestDesk elsewhere = new TestDesk(folder.resolve("elsewhere"));
    try (Passphrase password = TestDesk.password()) {
      elsewhere.desk.open(VaultSession.open(file, password, elsewhere.parts));
    }
    elsewhere.withClan(name, "production");
    elsewhere.desk.lock();
  }

  @Test
  void aPasswordChangeTellsWhatAnotherProgramHadSavedMeanwhile() throws Exception {
    addedElsewhere("clan-eu");
    model.begin(AccessWish.CHANGE_PASSWORD);
    confirm(TestDesk.PASSWORD, FRESH);
    assertTrue(test.desk.noteProperty().get().startsWith("The password was changed."));
    assertEquals(
        List.of("clan-eu"),
        test.desk.merged().unseenProperty().get().changes().stream().map(c -> c.name()).toList());
  }

  @Test
  void theFirstRecoveryKeyNamesWhereAFileLiesThatWasNoVault() throws Exception {
    endTheRecoveryKey();
    aNewRecoveryKeyNamesWhereAFileLiesThatWasNoVault();
  }

  private void endTheRecoveryKey() throws Exception {
    var access = test.desk.session().orElseThrow().access();
    String recoverySlot =
        access.ways().stream()
            .map(way -> way.slot())
            .filter(RecoverySlot.class::isInstance)
            .map(slot -> slot.id())
            .findFirst()
            .orElseThrow();
    try (Passphrase password = TestDesk.password();
        var known = access.confirm(new Unlocking.Password(password))) {
      access.remove(known, recoverySlot, OtherWays.none());
    }
    assertEquals(1, access.ways().size());
  }

  @Test
  void aNewRecoveryKeyNamesWhereAFileLiesThatWasNoVault() throws Exception {
    model.begin(AccessWish.NEW_RECOVERY_KEY);
    confirm(TestDesk.PASSWORD, "");
    recovery.copy();
    String shown = test.pasteboard.text().orElseThrow();
    Files.writeString(file, "somebody's text");
    recovery.finish(shown.substring(shown.lastIndexOf('-') + 1).toCharArray());
    assertTrue(opensWithRecovery(shown));
    String told = test.desk.saveNotes().unseenProperty().get().getFirst().text();
    assertTrue(told.contains("lies at " + folder) && told.contains(".foreign-"), told);
  }

  @Test
  void nothingIsAskedOfTheVaultBeforeTheFieldsAreFilledIn() {
    model.begin(AccessWish.CHANGE_PASSWORD);
    model.confirm(Optional.empty(), FRESH.toCharArray(), FRESH.toCharArray());
    assertEquals("Type the password first.", model.problemProperty().get());
    confirm(TestDesk.PASSWORD, "");
    assertEquals("Type the new password first.", model.problemProperty().get());
    model.confirm(typed(TestDesk.PASSWORD), FRESH.toCharArray(), "another".toCharArray());
    assertEquals("The two passwords differ.", model.problemProperty().get());
  }

  @Test
  void aPasswordThatWouldBeGuessedIsRefused() throws Exception {
    model.begin(AccessWish.CHANGE_PASSWORD);
    confirm(TestDesk.PASSWORD, "password1");
    assertFalse(model.problemProperty().get().isEmpty());
    assertTrue(opens(TestDesk.PASSWORD));
  }

  @Test
  void wipesWhatWasTyped() {
    model.begin(AccessWish.CHANGE_PASSWORD);
    char[] fresh = FRESH.toCharArray();
    char[] again = FRESH.toCharArray();
    model.confirm(Optional.empty(), fresh, again);
    assertArrayEquals(new char[FRESH.length()], fresh);
    assertArrayEquals(new char[FRESH.length()], again);
  }

  @Test
  void aKeyFileIsMadeAndWantedFromThenOn() throws Exception {
    Path made = folder.resolve("stick");
    test.files.answerFresh(made);
    model.begin(AccessWish.ADD_KEY_FILE);
    confirm(TestDesk.PASSWORD, "");
    assertEquals("", model.problemProperty().get());
    assertTrue(Files.exists(made));
    assertFalse(opens(TestDesk.PASSWORD), "the password alone no longer opens it");
    assertEquals("Password with key file", model.lines().getLast().label());
    model.begin(AccessWish.END_KEY_FILE);
    assertTrue(model.asksForKeyFile());
    model.keyFileProperty().set(made.toString());
    confirm(TestDesk.PASSWORD, "");
    assertTrue(opens(TestDesk.PASSWORD));
  }

  @Test
  void aKeyFileThatServesNoVaultIsTakenAwayAgain() {
    Path made = folder.resolve("stick");
    test.files.answerFresh(made);
    model.begin(AccessWish.ADD_KEY_FILE);
    confirm("not the password", "");
    assertFalse(Files.exists(made));
  }

  @Test
  void aKeyFileThatIsThereIsLeftAlone() throws Exception {
    Path foreign = folder.resolve("stick");
    KeyFile.create(foreign).close();
    byte[] before = Files.readAllBytes(foreign);
    test.files.answerFresh(foreign);
    model.begin(AccessWish.ADD_KEY_FILE);
    confirm(TestDesk.PASSWORD, "");
    assertFalse(model.problemProperty().get().isEmpty());
    assertArrayEquals(before, Files.readAllBytes(foreign));
    assertTrue(opens(TestDesk.PASSWORD));
  }

  @Test
  void aNewRecoveryKeyCountsOnlyOnceThePersonHasIt() throws Exception {
    model.begin(AccessWish.NEW_RECOVERY_KEY);
    confirm(TestDesk.PASSWORD, "");
    assertEquals(View.RECOVERY, test.desk.placeProperty().get());
    recovery.copy();
    String text = test.pasteboard.text().orElseThrow();
    recovery.cancel();
    assertEquals(View.SETTINGS, test.desk.placeProperty().get());
    assertFalse(opensWithRecovery(text));
    model.begin(AccessWish.NEW_RECOVERY_KEY);
    confirm(TestDesk.PASSWORD, "");
    recovery.copy();
    String shown = test.pasteboard.text().orElseThrow();
    recovery.finish(shown.substring(shown.lastIndexOf('-') + 1).toCharArray());
    assertTrue(opensWithRecovery(shown));
    assertEquals(View.SETTINGS, test.desk.placeProperty().get());
  }

  private boolean opensWithRecovery(String text) throws Exception {
    try (RecoveryKey key = RecoveryKey.read(text.toCharArray());
        VaultSession opened = VaultSession.open(file, key, test.parts)) {
      return opened.credentials().isEmpty();
    } catch (VaultException refused) {
      return false;
    }
  }

  @Test
  void whoOpenedWithTheRecoveryKeySetsAPasswordWithoutTheOldOne() throws Exception {
    test.desk.lock();
    test.withVault();
    test.desk.go(View.SETTINGS);
    model.begin(AccessWish.CHANGE_PASSWORD);
    assertFalse(model.asksForPassword());
    model.confirm(Optional.empty(), FRESH.toCharArray(), FRESH.toCharArray());
    assertEquals(1, model.othersProperty().get().size(), "the forgotten password is asked for");
    reenter("");
    assertEquals("", model.problemProperty().get());
    assertTrue(opens(FRESH));
    assertFalse(opens(TestDesk.PASSWORD));
  }

  private void reenter(String... passwords) {
    List<KeySlot> others = model.othersProperty().get();
    model.reenter(
        IntStream.range(0, passwords.length)
            .mapToObj(
                i -> new OtherPasswords.Typed(others.get(i), typed(passwords[i]), Optional.empty()))
            .toList());
  }

  private void addPassword(String another) throws Exception {
    VaultAccess access = test.desk.session().orElseThrow().access();
    try (Passphrase password = TestDesk.password();
        Passphrase added = typed(another).orElseThrow();
        var known = access.confirm(password, Optional.empty())) {
      access.addPassword(known, added);
    }
    test.desk.refresh();
  }

  @Test
  void theOtherPasswordsAreAskedForOnceTheCurrentOneWasRight() throws Exception {
    addPassword(ANOTHER);
    assertEquals(
        List.of("Password 1", "Recovery key", "Password 2"),
        model.lines().stream().map(DetailLine::label).toList());
    model.begin(AccessWish.CHANGE_PASSWORD);
    confirm("not the password", FRESH);
    assertEquals(List.of(), model.othersProperty().get());
    confirm(TestDesk.PASSWORD, FRESH);
    assertEquals(
        List.of("Password 2"), model.othersProperty().get().stream().map(model::name).toList());
    assertTrue(model.about(AccessWish.CHANGE_PASSWORD).contains("left empty ends"));
    reenter("not the other one");
    assertTrue(model.problemProperty().get().contains("password"), model.problemProperty().get());
    assertTrue(opens(TestDesk.PASSWORD));
    reenter(ANOTHER);
    assertEquals("", model.problemProperty().get());
    assertTrue(opens(FRESH));
    assertTrue(opens(ANOTHER));
    assertFalse(opens(TestDesk.PASSWORD));
    assertEquals(List.of(), model.othersProperty().get());
  }

  @Test
  void aPasswordThatIsLeftEmptyEndsAndThatIsSaid() throws Exception {
    addPassword(ANOTHER);
    model.begin(AccessWish.CHANGE_PASSWORD);
    confirm(ANOTHER, FRESH);
    assertEquals(
        List.of("Password 1"), model.othersProperty().get().stream().map(model::name).toList());
    reenter("");
    assertFalse(opens(TestDesk.PASSWORD));
    assertTrue(opens(FRESH));
    assertTrue(test.desk.noteProperty().get().contains("Other passwords that ended: 1."));
  }

  @Test
  void leavingInTheMiddleChangesNothing() throws Exception {
    addPassword(ANOTHER);
    model.begin(AccessWish.CHANGE_PASSWORD);
    confirm(TestDesk.PASSWORD, FRESH);
    model.cancel();
    reenter();
    assertEquals(List.of(), model.othersProperty().get());
    assertTrue(opens(TestDesk.PASSWORD));
    assertTrue(opens(ANOTHER));
    assertFalse(opens(FRESH));
  }

  @Test
  void aNewRecoveryKeyKeepsTheOtherPasswordsToo() throws Exception {
    addPassword(ANOTHER);
    model.begin(AccessWish.NEW_RECOVERY_KEY);
    confirm(TestDesk.PASSWORD, "");
    assertEquals(View.SETTINGS, test.desk.placeProperty().get());
    reenter(ANOTHER);
    assertEquals(View.RECOVERY, test.desk.placeProperty().get());
    recovery.copy();
    String shown = test.pasteboard.text().orElseThrow();
    recovery.finish(shown.substring(shown.lastIndexOf('-') + 1).toCharArray());
    assertTrue(opensWithRecovery(shown));
    assertTrue(opens(ANOTHER));
    assertTrue(opens(TestDesk.PASSWORD));
  }

  @Test
  void measuresTheNewPassword() {
    model.begin(AccessWish.CHANGE_PASSWORD);
    model.measure("password".toCharArray());
    assertEquals(0, model.strength().strengthProperty().get().orElseThrow().score());
    model.cancel();
    assertTrue(model.strength().strengthProperty().get().isEmpty());
  }

  @Test
  void aKeyringThatIsMissingSaysSo() {
    model.begin(AccessWish.ADD_QUICK_UNLOCK);
    confirm(TestDesk.PASSWORD, "");
    assertFalse(model.problemProperty().get().isEmpty());
  }

  private final HeldBackground held = new HeldBackground();

  /// The settings of a desk whose work is finished when a test says so.
  private Desk slowSettings() throws Exception {
    Desk slow = test.desk(held);
    try (Passphrase password = TestDesk.password()) {
      slow.open(VaultSession.open(file, password, test.parts));
    }
    held.finishAll();
    recovery = new RecoveryViewModel(slow, SheetPrinter.none());
    model = new AccessViewModel(slow, recovery);
    slow.go(View.SETTINGS);
    slow.refresh();
    held.finishAll();
    return slow;
  }

  @Test
  void cancellingWhileThePasswordIsTriedChangesNothing() throws Exception {
    slowSettings();
    model.begin(AccessWish.CHANGE_PASSWORD);
    confirm(TestDesk.PASSWORD, FRESH);
    model.cancel();
    held.finishAll();
    assertTrue(opens(TestDesk.PASSWORD));
    assertFalse(opens(FRESH));
  }

  @Test
  void leavingWhileThePasswordIsTriedLeadsToNoRecoveryKey() throws Exception {
    Desk slow = slowSettings();
    model.begin(AccessWish.NEW_RECOVERY_KEY);
    confirm(TestDesk.PASSWORD, "");
    slow.go(View.CREDENTIALS);
    held.finishAll();
    assertEquals(View.CREDENTIALS, slow.placeProperty().get());
  }

  @Test
  void aPasswordThatWasWrongIsNotToldToWhoHasLeftIt() throws Exception {
    Desk slow = slowSettings();
    model.begin(AccessWish.CHANGE_PASSWORD);
    confirm("not the password", FRESH);
    model.cancel();
    held.finishAll();
    assertEquals("", model.problemProperty().get());
    assertEquals("", slow.noteProperty().get());
  }

  /// Up to the moment in which the change itself is made.
  private void makeWithoutEnd(AccessWish wish) {
    model.begin(wish);
    int before = held.count();
    confirm(TestDesk.PASSWORD, FRESH);
    held.finish(before);
    assertTrue(model.makingProperty().get());
  }

  @Test
  void whatIsBeingMadeIsNotCancelledAndIsTold() throws Exception {
    Desk slow = slowSettings();
    makeWithoutEnd(AccessWish.CHANGE_PASSWORD);
    model.cancel();
    assertEquals(Optional.of(AccessWish.CHANGE_PASSWORD), model.askingProperty().get());
    slow.go(View.CREDENTIALS);
    held.finishAll();
    assertTrue(opens(FRESH));
    assertFalse(model.makingProperty().get());
    assertTrue(slow.noteProperty().get().startsWith("The password was changed."));
  }

  @Test
  void aLockLetsWhatIsBeingMadeEndAndTellsOfItAtTheDoor() throws Exception {
    Desk slow = slowSettings();
    makeWithoutEnd(AccessWish.CHANGE_PASSWORD);
    slow.lock();
    held.finishAll();
    assertTrue(opens(FRESH), "its passwords were closed under it");
    assertTrue(slow.lateProperty().get().startsWith("The password was changed."));
  }

  @Test
  void ofAMergeBehindALockTheDoorSaysThatItWasAndNamesNothing() throws Exception {
    Desk slow = slowSettings();
    makeWithoutEnd(AccessWish.CHANGE_PASSWORD);
    addedElsewhere("clan-eu");
    slow.lock();
    held.finishAll();
    String told = slow.lateProperty().get();
    assertTrue(told.contains("The password was changed."), told);
    assertTrue(told.contains("both changes were kept"), told);
    assertFalse(told.contains("clan-eu"), told);
  }

  @Test
  void whereASetAsideFileLiesIsToldAtTheDoorOfAVaultThatWasLockedMeanwhile() throws Exception {
    Desk slow = slowSettings();
    makeWithoutEnd(AccessWish.CHANGE_PASSWORD);
    Files.writeString(file, "somebody's text");
    slow.lock();
    held.finishAll();
    assertTrue(slow.lateProperty().get().contains(".foreign-"), slow.lateProperty().get());
  }

  @Test
  void theTypedPasswordIsClosedOnceTheNewRecoveryKeyIsDeclined() {
    model.begin(AccessWish.NEW_RECOVERY_KEY);
    Passphrase current = typed(TestDesk.PASSWORD).orElseThrow();
    model.confirm(Optional.of(current), new char[0], new char[0]);
    recovery.cancel();
    assertThrows(IllegalStateException.class, current::copy);
  }

  @Test
  void leavingTheSettingsEndsTheQuestion() {
    model.begin(AccessWish.CHANGE_PASSWORD);
    test.desk.go(View.CREDENTIALS);
    assertEquals(Optional.empty(), model.askingProperty().get());
  }
}
