package io.github.latchkey.desktop.unlock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.Rotation;
import io.github.latchkey.vault.Unlocking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlockViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private char[] recoveryKey;
  private UnlockViewModel model;

  @BeforeEach
  void makeAVault() throws Exception {
    test = new TestDesk(folder);
    Path file = folder.resolve("team.latchkey");
    try (Passphrase password = TestDesk.password();
        var made = VaultSession.create(file, password, test.parts)) {
      recoveryKey = made.recoveryKey().text();
    }
    test.desk.vaultFileProperty().set(file);
    model = new UnlockViewModel(test.desk);
  }

  private static Optional<Passphrase> typed(String password) {
    return Passphrase.take(password.toCharArray());
  }

  @Test
  void opensWithThePassword() {
    model.unlock(Optional.of(TestDesk.password()));
    assertTrue(test.desk.session().isPresent());
    assertEquals(View.CREDENTIALS, test.desk.placeProperty().get());
    assertEquals("", model.problemProperty().get());
    assertEquals(1, model.openingsProperty().get());
  }

  @Test
  void aWrongPasswordIsSaidUnderTheFieldAndSelectsWhatWasTyped() {
    model.unlock(typed("wrong"));
    assertTrue(test.desk.session().isEmpty());
    assertTrue(model.problemProperty().get().startsWith("That password does not open this vault."));
    assertEquals(1, model.refusalsProperty().get());
    assertEquals(0, model.openingsProperty().get());
    assertFalse(model.workingProperty().get());
  }

  @Test
  void anEmptyFieldIsNoReasonToDeriveAKey() {
    var held = new HeldBackground();
    var eager = new UnlockViewModel(test.desk(held));
    int looks = held.count();
    eager.unlock(Optional.empty());
    assertEquals(looks, held.count());
    assertEquals("Type the password first.", eager.problemProperty().get());
  }

  @Test
  void opensWithTheRecoveryKeyAndWipesIt() {
    model.entry().changeWay();
    char[] typed = recoveryKey.clone();
    model.unlock(typed);
    assertTrue(test.desk.session().isPresent());
    assertFalse(Arrays.equals(typed, recoveryKey));
    assertFalse(model.entry().byRecoveryKeyProperty().get());
  }

  @Test
  void namesTheMistypedGroupOfTheRecoveryKey() {
    char[] typed = recoveryKey.clone();
    typed[9] = typed[9] == 'A' ? 'B' : 'A';
    model.unlock(typed);
    assertTrue(test.desk.session().isEmpty());
    assertTrue(model.problemProperty().get().contains("2"), model.problemProperty().get());
  }

  @Test
  void saysThatItWorksUntilTheAnswerIsThere() {
    var held = new HeldBackground();
    Desk desk = test.desk(held);
    desk.vaultFileProperty().set(folder.resolve("team.latchkey"));
    var slow = new UnlockViewModel(desk);
    held.finishAll();
    slow.unlock(Optional.of(TestDesk.password()));
    assertTrue(slow.workingProperty().get());
    held.finishAll();
    assertFalse(slow.workingProperty().get());
    assertTrue(desk.session().isPresent());
    desk.lock();
  }

  @Test
  void anotherVaultTakesTheOldProblemAway() {
    model.unlock(typed("wrong"));
    test.files.answer(folder.resolve("other.latchkey"));
    model.openAnother();
    assertEquals("Unlock other.latchkey", model.titleProperty().getValue());
    assertEquals("", model.problemProperty().get());
    model.unlock(typed("whatever"));
    assertTrue(
        model.problemProperty().get().endsWith("Create one, or open another."),
        "the window advises no command: " + model.problemProperty().get());
  }

  @Test
  void aDroppedVaultIsTheOneToOpen() {
    test.desk.go(View.UNLOCK);
    test.desk.dropped().drop(List.of(folder.resolve("dropped.latchkey")));
    assertEquals(folder.resolve("dropped.latchkey"), test.desk.vaultFileProperty().get());
  }

  @Test
  void startsAtTheVaultThatIsThereElseAtMakingOne() {
    assertEquals(View.UNLOCK, UnlockViewModel.first(test.desk));
    test.desk.vaultFileProperty().set(folder.resolve("none.latchkey"));
    assertEquals(View.NEWVAULT, UnlockViewModel.first(test.desk));
  }

  @Test
  void aCancelledDerivationSaysNothingAndKeepsWhatWasTyped() {
    var held = new HeldBackground();
    Desk desk = test.desk(held);
    desk.vaultFileProperty().set(folder.resolve("team.latchkey"));
    var patient = new UnlockViewModel(desk);
    held.finishAll();
    patient.unlock(Optional.of(TestDesk.password()));
    assertTrue(patient.workingProperty().get());
    patient.cancel();
    held.finishAll();
    assertFalse(patient.workingProperty().get());
    assertEquals("", patient.problemProperty().get());
    assertEquals(1, patient.refusalsProperty().get(), "the field selects what it holds");
  }

  @Test
  void offersOnlyTheWaysThatTheVaultHas() {
    assertFalse(model.entry().wantsKeyFileProperty().getValue());
    assertFalse(model.offersKeyringProperty().getValue());
  }

  @Test
  void asksForTheKeyFileOfAPasswordThatHasOne() throws Exception {
    Path file = folder.resolve("team.latchkey");
    Path second = folder.resolve("key-file");
    try (KeyFile keyFile = KeyFile.create(second);
        Passphrase password = TestDesk.password();
        var opened =
            VaultSession.openConfirmed(
                LockedVault.read(file), new Unlocking.Password(password), test.parts)) {
      opened
          .session()
          .access()
          .changePassword(
              opened.confirmation(),
              opened.confirmation().slot().id(),
              password,
              Optional.of(keyFile),
              OtherWays.none());
    }
    test.desk.go(View.NEWVAULT);
    test.desk.go(View.UNLOCK);
    assertTrue(model.entry().wantsKeyFileProperty().getValue());
    model.unlock(Optional.of(TestDesk.password()));
    assertFalse(model.problemProperty().get().isEmpty());
    test.files.answer(second);
    model.entry().chooseKeyFile();
    model.unlock(Optional.of(TestDesk.password()));
    assertTrue(test.desk.session().isPresent());
  }

  @Test
  void aKeyringThatIsMissingSaysSoAndThePasswordStillWorks() {
    model.unlockWithKeyring();
    assertFalse(model.problemProperty().get().isEmpty());
    model.unlock(Optional.of(TestDesk.password()));
    assertTrue(test.desk.session().isPresent());
  }

  private Path saveTwice() throws Exception {
    Path file = test.desk.vaultFileProperty().get();
    try (VaultSession vault = VaultSession.open(file, TestDesk.password(), test.parts)) {
      vault.save();
      vault.save();
    }
    return file;
  }

  @Test
  void aDamagedVaultOffersItsNewestGoodCopyAtOnceAndKeepsWhatIsDamaged() throws Exception {
    Path file = saveTwice();
    byte[] damaged = Files.readAllBytes(file);
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);
    test.desk.go(View.NEWVAULT);
    test.desk.go(View.UNLOCK);
    assertTrue(model.copyProperty().getValue().isPresent());
    assertTrue(
        model.copyTextProperty().getValue().contains("newest good copy"),
        model.copyTextProperty().getValue());
    model.unlock(typed("wrong"));
    assertTrue(model.problemProperty().get().startsWith("That password does not open"));
    assertArrayEquals(damaged, Files.readAllBytes(file));
    model.unlock(Optional.of(TestDesk.password()));
    assertTrue(test.desk.session().isPresent(), model.problemProperty().get());
    assertEquals(file, test.desk.session().orElseThrow().file());
    assertEquals("The copy is in the vault’s place now.", test.desk.noteProperty().get());
    String told = test.desk.saveNotes().unseenProperty().get().getFirst().text();
    assertTrue(told.contains("lies at " + folder) && told.contains(".damaged-"), told);
    assertEquals(Optional.empty(), model.copyProperty().getValue());
    try (var beside = Files.list(folder)) {
      assertTrue(beside.anyMatch(other -> holds(other, damaged)), "the damaged file is kept");
    }
  }

  private static boolean holds(Path file, byte[] content) {
    try {
      return Files.isRegularFile(file) && Arrays.equals(content, Files.readAllBytes(file));
    } catch (java.io.IOException unreadable) {
      return false;
    }
  }

  @Test
  void aVaultThatIsGoneIsOfferedAsItsCopyWithTheRecoveryKeyToo() throws Exception {
    Path file = saveTwice();
    Files.delete(file);
    assertEquals(View.UNLOCK, UnlockViewModel.first(test.desk), "it is no first start");
    test.desk.go(View.NEWVAULT);
    test.desk.go(View.UNLOCK);
    assertTrue(model.copyProperty().getValue().isPresent());
    model.entry().changeWay();
    model.unlock(recoveryKey.clone());
    assertEquals(file, test.desk.session().orElseThrow().file());
    assertTrue(Files.exists(file));
  }

  private static final String FRESH = "wandering otter plays cello quietly";

  /// A vault of another password whose copies of the password before were kept.
  private Path changedPasswordAndThenGone() throws Exception {
    Path file = saveTwice();
    try (Passphrase password = TestDesk.password();
        Passphrase fresh = typed(FRESH).orElseThrow();
        var opened =
            VaultSession.openConfirmed(
                LockedVault.read(file), new Unlocking.Password(password), test.parts)) {
      opened
          .session()
          .access()
          .changePassword(
              opened.confirmation(),
              opened.confirmation().slot().id(),
              fresh,
              Optional.empty(),
              new OtherWays(Map.of(), Set.of(), Rotation.OldCopies.KEEP));
      opened.session().save();
    }
    Files.delete(file);
    test.desk.go(View.NEWVAULT);
    test.desk.go(View.UNLOCK);
    return file;
  }

  @Test
  void aCopyOfAnEarlierPasswordTakesTheVaultsPlaceOnlyAfterAQuestionThatSaysWhatItMeans()
      throws Exception {
    Path file = changedPasswordAndThenGone();
    Path newest = model.copyProperty().getValue().orElseThrow().file();
    assertEquals(
        "Copy from before a password or way in was changed",
        model.otherCopyTextProperty().getValue());
    model.changeCopy();
    Path earlier = model.copyProperty().getValue().orElseThrow().file();
    assertFalse(earlier.equals(newest));
    assertTrue(model.copyTextProperty().getValue().contains("may differ from those of now"));
    assertEquals("Back to the newest copy", model.otherCopyTextProperty().getValue());

    model.unlock(Optional.of(TestDesk.password()));
    assertFalse(Files.exists(file), "nobody was asked yet");
    assertTrue(test.desk.session().isEmpty());
    assertTrue(model.questions().earlierAskedProperty().get());
    assertTrue(
        model.problemProperty().get().contains("count again"), model.problemProperty().get());
    assertEquals(earlier, model.copyProperty().getValue().orElseThrow().file(), "it stays chosen");

    model.questions().acceptEarlier();
    model.unlock(Optional.of(TestDesk.password()));
    assertEquals(file, test.desk.session().orElseThrow().file());
    assertTrue(test.desk.noteProperty().get().contains("count again"));
    assertEquals(List.of(), test.desk.session().orElseThrow().warnings(), "it was decided");
    test.desk.lock();
    model.unlock(typed(FRESH));
    assertTrue(test.desk.session().isEmpty(), "and the password of now opens nothing");
  }

  @Test
  void whatWasDecidedForOneCopyIsDecidedForNoOther() throws Exception {
    Path file = changedPasswordAndThenGone();
    model.changeCopy();
    model.unlock(Optional.of(TestDesk.password()));
    model.questions().acceptEarlier();
    model.changeCopy();
    assertFalse(model.questions().earlierAskedProperty().get());
    assertEquals("", model.problemProperty().get());
    model.changeCopy();
    model.unlock(Optional.of(TestDesk.password()));
    assertTrue(model.questions().earlierAskedProperty().get());
    assertFalse(Files.exists(file));
  }

  @Test
  void theNewestCopyOfAVaultThatIsGoneOpensWithThePasswordOfNowUnasked() throws Exception {
    Path file = changedPasswordAndThenGone();
    model.unlock(typed(FRESH));
    assertEquals(file, test.desk.session().orElseThrow().file());
    assertFalse(model.questions().earlierAskedProperty().get());
    assertEquals("The copy is in the vault’s place now.", test.desk.noteProperty().get());
  }

  @Test
  void aCopyUnderAKeyThatThisComputerSawGivenUpIsAskedAboutToo() throws Exception {
    Path file = changedPasswordAndThenGone();
    Files.delete(model.copyProperty().getValue().orElseThrow().file());
    test.desk.go(View.NEWVAULT);
    test.desk.go(View.UNLOCK);
    assertEquals("", model.otherCopyTextProperty().getValue());
    model.unlock(Optional.of(TestDesk.password()));
    assertTrue(model.questions().earlierAskedProperty().get());
    assertFalse(Files.exists(file));
    model.questions().acceptEarlier();
    model.unlock(Optional.of(TestDesk.password()));
    assertEquals(file, test.desk.session().orElseThrow().file());
  }

  @Test
  void aCopyIsAskedForTheKeyFileThatItNeeds() throws Exception {
    Path file = saveTwice();
    try (KeyFile keyFile = KeyFile.create(folder.resolve("key-file"));
        Passphrase password = TestDesk.password();
        var opened =
            VaultSession.openConfirmed(
                LockedVault.read(file), new Unlocking.Password(password), test.parts)) {
      opened
          .session()
          .access()
          .changePassword(
              opened.confirmation(),
              opened.confirmation().slot().id(),
              password,
              Optional.of(keyFile),
              OtherWays.none());
      opened.session().save();
    }
    Files.delete(file);
    test.desk.go(View.NEWVAULT);
    test.desk.go(View.UNLOCK);
    assertTrue(model.entry().wantsKeyFileProperty().getValue());
    test.files.answer(folder.resolve("key-file"));
    model.entry().chooseKeyFile();
    model.unlock(Optional.of(TestDesk.password()));
    assertEquals(file, test.desk.session().orElseThrow().file());
  }

  @Test
  void aVaultThatIsBackIsOpenedItselfAndNotItsCopy() throws Exception {
    Path file = saveTwice();
    Path away = Files.move(file, folder.resolve("away"));
    test.desk.go(View.NEWVAULT);
    test.desk.go(View.UNLOCK);
    assertTrue(model.copyProperty().getValue().isPresent());
    Files.move(away, file);
    byte[] before = Files.readAllBytes(file);
    model.unlock(typed("wrong"));
    assertEquals(Optional.empty(), model.copyProperty().getValue());
    test.desk.vaultFileProperty().set(file);
    model.unlock(Optional.of(TestDesk.password()));
    assertEquals(file, test.desk.session().orElseThrow().file());
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals("", test.desk.noteProperty().get());
  }

  @Test
  void aVaultThatCameBackJustNowIsOpenedAtTheFirstTry() throws Exception {
    Path file = saveTwice();
    Path away = Files.move(file, folder.resolve("away"));
    test.desk.go(View.NEWVAULT);
    test.desk.go(View.UNLOCK);
    Files.move(away, file);
    byte[] before = Files.readAllBytes(file);
    model.unlock(Optional.of(TestDesk.password()));
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals("", test.desk.noteProperty().get());
  }

  @Test
  void aVaultThatIsThereOffersNoCopy() throws Exception {
    saveTwice();
    test.desk.go(View.NEWVAULT);
    test.desk.go(View.UNLOCK);
    assertEquals(Optional.empty(), model.copyProperty().getValue());
  }
}
