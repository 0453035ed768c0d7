package io.github.latchkey.desktop.unlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.OpenKeyring;
import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.Rotation;
import io.github.latchkey.vault.Unlocking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What makes the ways in of a copy's time count again at the window's door, and what does not: of
/// a vault that is gone, whose password was changed on another computer, and whose copies of before
/// lie beside it still and open with this computer's keyring.
class EarlierWaysInTest {

  private static final String FRESH = "wandering otter plays cello quietly";

  @TempDir Path folder;

  private final HeldBackground held = new HeldBackground();
  private Path file;
  private byte[] vault;
  private Desk desk;
  private UnlockViewModel model;

  @BeforeEach
  void standBeforeAVaultThatIsGone() throws Exception {
    var test = new TestDesk(folder);
    var keyring = new OpenKeyring();
    file = folder.resolve("team.latchkey");
    try (Passphrase password = TestDesk.password();
        var made = VaultSession.create(file, password, test.parts);
        var session = VaultSession.open(file, made.recoveryKey(), keyring.in(test.parts));
        var known = session.access().confirmedByRecoveryKey().orElseThrow()) {
      session.access().addQuickUnlock(known);
      session.save();
    }
    changePassword(test);
    vault = Files.readAllBytes(file);
    Files.delete(file);
    desk = test.desk(held, keyring);
    desk.vaultFileProperty().set(file);
    model = new UnlockViewModel(desk);
    held.finishAll();
  }

  private void changePassword(TestDesk test) throws Exception {
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
  }

  private static Optional<Passphrase> typed(String password) {
    return Passphrase.take(password.toCharArray());
  }

  private Path offered() {
    return model.copyProperty().getValue().orElseThrow().file();
  }

  private void chooseTheEarlierCopy() {
    model.changeCopy();
    held.finishAll();
  }

  private void tryThePassword() {
    model.unlock(Optional.of(TestDesk.password()));
    held.finishAll();
  }

  private void assertNothingWasRestored() {
    assertFalse(Files.exists(file));
    assertTrue(desk.session().isEmpty());
  }

  private void assertAsked() {
    assertTrue(model.questions().earlierAskedProperty().get(), model.problemProperty().get());
    assertNothingWasRestored();
  }

  @Test
  void aDecisionTakenBackWhileTheKeyIsDerivedCountsNoMore() {
    chooseTheEarlierCopy();
    tryThePassword();
    assertAsked();
    model.questions().acceptEarlier();
    model.unlock(Optional.of(TestDesk.password()));
    model.cancel();
    held.finishAll();
    assertNothingWasRestored();
    assertFalse(model.questions().earlierAskedProperty().get());
    tryThePassword();
    assertAsked();
  }

  @Test
  void aDecisionCountsForOneTryAlone() {
    chooseTheEarlierCopy();
    tryThePassword();
    model.questions().acceptEarlier();
    model.unlock(typed("wrong"));
    held.finishAll();
    tryThePassword();
    assertAsked();
  }

  @Test
  void aDecisionWithNothingTypedCountsNoMoreAndItsButtonGoes() {
    chooseTheEarlierCopy();
    tryThePassword();
    model.questions().acceptEarlier();
    model.unlock(Optional.empty());
    assertEquals("Type the password first.", model.problemProperty().get());
    assertFalse(model.questions().earlierAskedProperty().get());
    tryThePassword();
    assertAsked();
  }

  @Test
  void theQuestionEndsWhereAnotherCopyIsOfferedMeanwhile() throws Exception {
    Path newest = offered();
    chooseTheEarlierCopy();
    Path earlier = offered();
    int begun = held.count();
    model.unlock(Optional.of(TestDesk.password()));
    held.finish(begun);
    assertAsked();
    Files.delete(earlier);
    held.finishAll();
    assertEquals(newest, offered());
    assertFalse(model.questions().earlierAskedProperty().get());
    assertEquals("", model.problemProperty().get());
    model.questions().acceptEarlier();
    model.unlock(typed(FRESH));
    held.finishAll();
    assertEquals("The copy is in the vault’s place now.", desk.noteProperty().get());
    desk.lock();
  }

  @Test
  void theKeyringAloneIsNotAskedWhetherTheyCountAgain() {
    chooseTheEarlierCopy();
    assertTrue(model.offersKeyringProperty().getValue());
    tryTheKeyring();
    tryThePassword();
    assertAsked();
    model.questions().acceptEarlier();
    tryTheKeyring();
    tryThePassword();
    model.questions().acceptEarlier();
    tryThePassword();
    assertEquals(file, desk.session().orElseThrow().file());
    desk.lock();
  }

  private void tryTheKeyring() {
    model.unlockWithKeyring();
    held.finishAll();
    assertNothingWasRestored();
    assertFalse(model.questions().earlierAskedProperty().get());
    String said = model.problemProperty().get();
    assertTrue(said.contains("Type the password or the recovery key"), said);
  }

  @Test
  void whatFailedForOneVaultIsNotShownAtAnothersDoor() throws Exception {
    Files.write(file, vault);
    Path other = Files.write(folder.resolve("other.latchkey"), vault);
    desk.go(View.NEWVAULT);
    desk.go(View.UNLOCK);
    held.finishAll();
    assertTrue(model.copyProperty().getValue().isEmpty());
    model.unlock(typed(FRESH));
    Files.delete(file);
    desk.dropped().drop(List.of(other));
    int refused = model.refusalsProperty().get();
    held.finishAll();
    assertEquals(Optional.empty(), model.copyProperty().getValue());
    assertEquals("", model.problemProperty().get());
    assertEquals(refused, model.refusalsProperty().get());
    assertFalse(model.workingProperty().get());
  }

  @Test
  void aVaultThatIsBackIsAskedForItsOwnWaysIn() throws Exception {
    chooseTheEarlierCopy();
    assertTrue(model.offersKeyringProperty().getValue());
    Files.write(file, vault);
    model.unlock(typed("wrong"));
    held.finishAll();
    assertEquals(Optional.empty(), model.copyProperty().getValue());
    assertFalse(model.offersKeyringProperty().getValue(), "the keyring opens the copy alone");
    String said = model.problemProperty().get();
    assertTrue(said.startsWith("That password does not open"), said);
  }

  @Test
  void whatOpeningACopySetAsideIsToldAtTheDoorOfAVaultThatWasChosenMeanwhile() throws Exception {
    Path other = Files.write(folder.resolve("other.latchkey"), vault);
    byte[] damaged = vault.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);
    desk.go(View.NEWVAULT);
    desk.go(View.UNLOCK);
    held.finishAll();
    int begun = held.count();
    model.unlock(typed(FRESH));
    held.finish(begun);
    assertTrue(desk.session().isEmpty(), "it is read before it is shown");
    desk.dropped().drop(List.of(other));
    held.finishAll();
    assertTrue(desk.session().isEmpty());
    assertEquals(other, desk.vaultFileProperty().get());
    String told = desk.lateProperty().get();
    assertTrue(told.contains("lies at " + folder) && told.contains(".damaged-"), told);
  }
}
