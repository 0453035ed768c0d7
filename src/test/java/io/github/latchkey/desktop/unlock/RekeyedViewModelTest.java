package io.github.latchkey.desktop.unlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.MergeNotice;
import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.VaultMerging;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.credentials.EditViewModel;
import io.github.latchkey.desktop.frame.ChangedKey;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.NoticesViewModel;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.Keyring;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.Unlocking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The data key was changed elsewhere while the vault was open here.
class RekeyedViewModelTest {

  private static final String FRESH = "a lantern under seven bridges";

  @TempDir Path folder;

  private TestDesk test;
  private NoticesViewModel notices;
  private RekeyedViewModel model;
  private Path file;

  @BeforeEach
  void openAVault() throws Exception {
    test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
    file = test.desk.session().orElseThrow().file();
    notices = new NoticesViewModel(test.desk);
    model = new RekeyedViewModel(test.desk);
  }

  private static Passphrase passphrase(String text) {
    return Passphrase.take(text.toCharArray()).orElseThrow();
  }

  private static void changePassword(VaultSession vault, String fresh) throws Exception {
    try (Passphrase now = TestDesk.password();
        Passphrase wanted = passphrase(fresh);
        var known = vault.access().confirm(new Unlocking.Password(now))) {
      vault
          .access()
          .changePassword(known, known.slot().id(), wanted, Optional.empty(), OtherWays.none());
    }
  }

  private void changeElsewhere(Path where, String fresh) throws Exception {
    try (Passphrase now = TestDesk.password();
        VaultSession other = VaultSession.open(where, now, test.parts)) {
      other.editing().rename(other.named("clan-prod"), "clan-elsewhere");
      changePassword(other, fresh);
    }
  }

  private void changeElsewhereForMoreThanIsTakenUnasked() throws Exception {
    var dear =
        new Latchkey(
            test.parts.clock(),
            test.parts.platforms(),
            test.parts.wording(),
            test.parts.folders(),
            () -> new ArgonCost(257 << 10, 3, 1),
            Keyring.none());
    try (Passphrase now = TestDesk.password();
        VaultSession other = VaultSession.open(file, now, dear)) {
      changePassword(other, FRESH);
    }
  }

  private boolean opens(String password) throws Exception {
    try (Passphrase typed = passphrase(password);
        VaultSession opened = VaultSession.open(file, typed, test.parts)) {
      return !opened.credentials().isEmpty();
    } catch (io.github.latchkey.vault.VaultException refused) {
      return false;
    }
  }

  private List<String> names() {
    return test.desk.credentialsProperty().get().stream().map(Credential::name).toList();
  }

  private Credential only() {
    return test.desk.credentialsProperty().get().getFirst();
  }

  @Test
  void theNoticeLeadsToThePasswordOfNow() throws Exception {
    assertEquals(List.of(), notices.noticesProperty().get());
    changeElsewhere(file, FRESH);
    notices.lookAgain();
    var notice = notices.noticesProperty().get().getFirst();
    assertTrue(notice.text().contains("changed elsewhere"), notice.text());
    assertEquals(1, notices.noticesProperty().get().size(), "said once");
    notice.choices().getFirst().act().run();
    assertEquals(View.REKEYED, test.desk.placeProperty().get());
    assertFalse(model.isRivalProperty().getValue());
  }

  @Test
  void goesOnUnderThePasswordOfNowWithWhatWasChangedHere() throws Exception {
    changeElsewhere(file, FRESH);
    VaultSession before = test.desk.session().orElseThrow();
    var edit = new EditViewModel(test.desk);
    edit.begin(only());
    edit.form().noteProperty().set("from here");
    edit.save();
    assertEquals(
        Optional.of(ChangedKey.Change.LATER), test.desk.changedKey().changeProperty().get());
    test.desk.go(View.REKEYED);
    model.goOn(TestDesk.PASSWORD.toCharArray());
    assertTrue(model.problemProperty().get().contains("password"), model.problemProperty().get());
    assertEquals(Optional.of(before), test.desk.session());
    model.goOn(new char[0]);
    assertEquals("Type the password first.", model.problemProperty().get());
    model.goOn(FRESH.toCharArray());
    assertNotEquals(Optional.of(before), test.desk.session());
    assertEquals(Optional.empty(), test.desk.changedKey().changeProperty().get());
    assertEquals(List.of("clan-elsewhere"), names());
    assertEquals(Optional.of("from here"), only().note());
    assertTrue(opens(FRESH));
    assertFalse(opens(TestDesk.PASSWORD));
  }

  @Test
  void whatCameWithThePasswordOfNowIsNamed() throws Exception {
    changeElsewhere(file, FRESH);
    notices.lookAgain();
    test.desk.go(View.REKEYED);
    model.goOn(FRESH.toCharArray());
    assertEquals(
        List.of("clan-elsewhere"),
        test.desk.merged().unseenProperty().get().changes().stream().map(c -> c.name()).toList());
    assertEquals(
        "The vault opens with its password of now, and what you changed is in it.",
        test.desk.noteProperty().get());
  }

  /// A save that had to put something aside just when what was changed here went over.
  private VaultMerging.Adopted adopted(Path aside) throws Exception {
    var saved =
        new SaveOutcome(
            9,
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.of(aside),
            Optional.empty(),
            Optional.empty());
    try (Passphrase typed = passphrase(FRESH)) {
      return new VaultMerging.Adopted(
          VaultSession.open(file, typed, test.parts),
          new MergeNotice(List.of()),
          Optional.of(saved));
    }
  }

  @Test
  void whatTheSaveUnderThePasswordOfNowSetAsideIsNamed() throws Exception {
    changeElsewhere(file, FRESH);
    Path aside = folder.resolve("aside");
    model.goOn(test.desk.session().orElseThrow(), adopted(aside));
    var told = notices.noticesProperty().get().getFirst().text();
    assertTrue(told.contains("lies at " + aside), told);
    assertEquals(List.of("clan-elsewhere"), names());
  }

  @Test
  void whatItSetAsideIsToldAtTheDoorOfAVaultThatWasLockedMeanwhile() throws Exception {
    changeElsewhere(file, FRESH);
    Path aside = folder.resolve("aside");
    VaultSession before = test.desk.session().orElseThrow();
    var adopted = adopted(aside);
    test.desk.lock();
    model.goOn(before, adopted);
    assertTrue(test.desk.lateProperty().get().contains("lies at " + aside));
    assertTrue(test.desk.session().isEmpty());
  }

  @Test
  void asksBeforeADearPasswordIsTried() throws Exception {
    changeElsewhereForMoreThanIsTakenUnasked();
    VaultSession before = test.desk.session().orElseThrow();
    notices.lookAgain();
    test.desk.go(View.REKEYED);
    model.goOn(FRESH.toCharArray());
    assertTrue(model.problemProperty().get().contains("257 MiB"), model.problemProperty().get());
    assertEquals(Optional.of(before), test.desk.session());
    model.goOn(FRESH.toCharArray());
    assertNotEquals(Optional.of(before), test.desk.session());
    assertEquals(List.of("clan-prod"), names());
  }

  @Test
  void whatWasBeingTypedGoesOn() throws Exception {
    var edit = new EditViewModel(test.desk);
    changeElsewhere(file, FRESH);
    notices.lookAgain();
    edit.begin(only());
    edit.form().noteProperty().set("half a note");
    test.desk.go(View.REKEYED);
    model.goOn(FRESH.toCharArray());
    assertEquals(View.EDIT, test.desk.placeProperty().get());
    assertEquals("half a note", edit.form().noteProperty().get());
  }

  @Test
  void aSaveThatCameIntoTheRivalsPlaceMeanwhileIsNamed() throws Exception {
    var opened = LockedVault.read(file);
    Path same = Files.copy(file, folder.resolve("same.latchkey"));
    assertEquals(Optional.empty(), RekeyedViewModel.aside(opened, outvoting(same)));
    Path came = Files.copy(file, folder.resolve("came.latchkey"));
    changeElsewhere(came, FRESH);
    assertEquals(Optional.of(came), RekeyedViewModel.aside(opened, outvoting(came)));
  }

  private static SaveOutcome outvoting(Path copy) {
    return new SaveOutcome(
        9,
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.of(copy),
        Optional.empty());
  }

  private void becomeRivals() throws Exception {
    Path apart = Files.copy(file, folder.resolve("apart.latchkey"));
    changeElsewhere(apart, FRESH);
    changePassword(test.desk.session().orElseThrow(), "another password of mine");
    Files.move(apart, file, StandardCopyOption.REPLACE_EXISTING);
    notices.lookAgain();
    test.desk.go(View.REKEYED);
    assertTrue(model.isRivalProperty().getValue());
  }

  @Test
  void betweenTwoRivalsThePasswordOfHereCanStayAndTheirChangesComeOver() throws Exception {
    becomeRivals();
    model.keepMine(FRESH.toCharArray());
    assertEquals("", model.problemProperty().get());
    assertEquals(Optional.empty(), test.desk.changedKey().changeProperty().get());
    assertEquals(List.of("clan-elsewhere"), names());
    assertTrue(opens("another password of mine"));
    assertFalse(opens(FRESH));
  }

  @Test
  void withoutTheOtherPasswordWhatLayThereIsKept() throws Exception {
    becomeRivals();
    model.keepMine(new char[0]);
    assertEquals(List.of("clan-prod"), names());
    var told = notices.noticesProperty().get().getFirst().text();
    assertTrue(told.contains("kept as " + file.getParent()), told);
    assertTrue(opens("another password of mine"));
  }

  @Test
  void betweenTwoRivalsTheOtherPasswordCanStay() throws Exception {
    becomeRivals();
    model.goOn(FRESH.toCharArray());
    assertEquals("", model.problemProperty().get());
    assertTrue(opens(FRESH));
    assertEquals(List.of("clan-elsewhere"), names());
  }

  @Test
  void whatCameOverFromTheRivalIsNamed() throws Exception {
    becomeRivals();
    model.keepMine(FRESH.toCharArray());
    assertFalse(test.desk.merged().unseenProperty().get().isEmpty());
  }

  private final HeldBackground held = new HeldBackground();

  private Desk slowDesk(String password) throws Exception {
    Desk slow = test.desk(held);
    openOn(slow, password);
    held.finishAll();
    return slow;
  }

  private void openOn(Desk desk, String password) throws Exception {
    try (Passphrase typed = passphrase(password)) {
      desk.open(VaultSession.open(file, typed, test.parts));
    }
  }

  @Test
  void whatAnEarlierSessionSawIsNotSaidOfTheVaultThatIsOpenByNow() throws Exception {
    Desk slow = slowDesk(TestDesk.PASSWORD);
    var edit = new EditViewModel(slow);
    edit.begin(slow.credentialsProperty().get().getFirst());
    edit.form().noteProperty().set("from here");
    held.finishAll();
    changeElsewhere(file, FRESH);
    int saving = held.count();
    edit.save();
    slow.lock();
    int opening = held.count();
    openOn(slow, FRESH);
    held.finish(opening);
    assertTrue(slow.session().isPresent());
    held.finish(saving);
    assertEquals(Optional.empty(), slow.changedKey().changeProperty().get());
  }

  @Test
  void whyItWasNotTakenOverIsToldAtTheDoorOfAVaultThatWasLockedMeanwhile() throws Exception {
    Desk slow = slowDesk(TestDesk.PASSWORD);
    model = new RekeyedViewModel(slow);
    changeElsewhere(file, FRESH);
    slow.go(View.REKEYED);
    held.finishAll();
    model.goOn("not the password".toCharArray());
    slow.lock();
    held.finishAll();
    assertEquals("", model.problemProperty().get());
    assertTrue(slow.lateProperty().get().contains("password"), slow.lateProperty().get());
  }

  @Test
  void nothingIsAskedAnyMoreOnceTheVaultIsLocked() throws Exception {
    changeElsewhere(file, FRESH);
    notices.lookAgain();
    test.desk.lock();
    assertEquals(List.of(), notices.noticesProperty().get());
  }
}
