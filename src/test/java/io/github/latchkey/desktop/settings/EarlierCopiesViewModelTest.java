package io.github.latchkey.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.settings.EarlierCopiesViewModel.Asking;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.Keyring;
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

class EarlierCopiesViewModelTest {

  private static final String TODAYS = "a lantern under seven bridges";

  @TempDir Path folder;

  private TestDesk test;
  private EarlierCopiesViewModel model;
  private List<Path> copies;

  @BeforeEach
  void changeThePasswordAndKeepTheCopies() throws Exception {
    test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
    model = new EarlierCopiesViewModel(test.desk);
    VaultSession vault = test.desk.session().orElseThrow();
    try (var known = vault.access().confirmedByRecoveryKey().orElseThrow();
        Passphrase fresh = Passphrase.take(TODAYS.toCharArray()).get()) {
      vault
          .access()
          .setPassword(
              known,
              fresh,
              Optional.empty(),
              new OtherWays(Map.of(), Set.of(), Rotation.OldCopies.KEEP));
    }
    test.desk.go(View.SETTINGS);
    copies = model.copiesProperty().getValue();
    assertFalse(copies.isEmpty());
  }

  private List<Path> left() {
    return model.copiesProperty().getValue();
  }

  @Test
  void namesThem() {
    for (Path copy : copies) {
      assertTrue(
          model.textProperty().getValue().contains(copy.getFileName().toString()),
          model.textProperty().getValue());
    }
    assertTrue(
        model.textProperty().getValue().contains("earlier password"),
        model.textProperty().getValue());
  }

  @Test
  void sealsThemAgainWithTheEarlierPassword() throws Exception {
    model.askSeal();
    assertEquals(Asking.SEAL, model.askingProperty().get());
    model.seal(new char[0]);
    assertEquals("Type the password first.", model.problemProperty().get());
    model.seal(TODAYS.toCharArray());
    assertTrue(model.problemProperty().get().contains("password"), "today's does not open them");
    assertEquals(copies, left());
    model.seal(TestDesk.PASSWORD.toCharArray());
    assertEquals("", model.problemProperty().get());
    assertEquals(List.of(), left());
    assertEquals(Asking.NOTHING, model.askingProperty().get());
    assertTrue(copies.stream().allMatch(Files::exists));
    assertTrue(test.desk.noteProperty().get().startsWith("Copies sealed again: "));
  }

  private static final String DEAR = "a lantern under seven bridges";

  /// A copy of yet another password, which wants more memory than is taken unasked.
  private void giveAndChangeADearPassword() throws Exception {
    var usual = test.parts;
    var dear =
        new Latchkey(
            usual.clock(),
            usual.platforms(),
            usual.wording(),
            usual.folders(),
            () -> new ArgonCost(257 << 10, 3, 1),
            Keyring.none());
    Path file = test.desk.session().orElseThrow().file();
    change(file, TODAYS, DEAR, dear);
    change(file, DEAR, TODAYS, usual);
    try (Passphrase now = Passphrase.take(TODAYS.toCharArray()).get()) {
      test.desk.open(VaultSession.open(file, now, test.parts));
    }
    test.desk.go(View.SETTINGS);
  }

  private static void change(Path file, String from, String to, Latchkey parts) throws Exception {
    try (Passphrase now = Passphrase.take(from.toCharArray()).get();
        Passphrase next = Passphrase.take(to.toCharArray()).get();
        var opened =
            VaultSession.openConfirmed(
                LockedVault.read(file).acceptingCost(), new Unlocking.Password(now), parts)) {
      opened
          .session()
          .access()
          .changePassword(
              opened.confirmation(),
              opened.confirmation().slot().id(),
              next,
              Optional.empty(),
              new OtherWays(Map.of(), Set.of(), Rotation.OldCopies.KEEP));
    }
  }

  @Test
  void namesThoseThatWantMuchMemoryAndSealsThemOnceThatIsAccepted() throws Exception {
    giveAndChangeADearPassword();
    int all = left().size();
    model.askSeal();
    model.seal(TestDesk.PASSWORD.toCharArray());
    assertEquals(all - copies.size(), left().size(), "those of the other password are sealed");
    model.seal(TODAYS.toCharArray());
    List<Path> dear = left();
    assertEquals(1, dear.size());
    assertTrue(model.costAskedProperty().get());
    assertEquals(Asking.SEAL, model.askingProperty().get());
    String asked = model.problemProperty().get();
    assertTrue(asked.contains("257 MiB"), asked);
    assertTrue(asked.contains(dear.getFirst().getFileName().toString()), asked);
    model.keep();
    assertFalse(model.costAskedProperty().get());

    model.askSeal();
    model.seal(DEAR.toCharArray());
    assertEquals(dear, left());
    assertTrue(model.costAskedProperty().get());
    model.seal(new char[0]);
    assertFalse(model.costAskedProperty().get(), "no button without its question");
    model.acceptCost();
    model.seal(DEAR.toCharArray());
    assertEquals(List.of(), left());
    assertEquals("", model.problemProperty().get());
    assertEquals(Asking.NOTHING, model.askingProperty().get());
    assertFalse(model.costAskedProperty().get());
    assertTrue(test.desk.noteProperty().get().startsWith("Copies sealed again: "));
  }

  @Test
  void whoDeclinesTheCostIsToldWhatWasSealedBefore() throws Exception {
    giveAndChangeADearPassword();
    model.askSeal();
    model.seal(TestDesk.PASSWORD.toCharArray());
    assertTrue(model.costAskedProperty().get());
    int readings = test.desk.readingsProperty().get();
    model.keep();
    assertEquals("Copies sealed again: " + copies.size() + ".", test.desk.noteProperty().get());
    assertEquals(readings + 1, test.desk.readingsProperty().get());
    test.desk.say("");
    model.askSeal();
    model.keep();
    assertEquals("", test.desk.noteProperty().get(), "told once");
  }

  @Test
  void theCostAcceptedTellsAllThatWereSealed() throws Exception {
    giveAndChangeADearPassword();
    int all = left().size();
    model.askSeal();
    model.seal(TestDesk.PASSWORD.toCharArray());
    model.seal(TODAYS.toCharArray());
    model.acceptCost();
    model.seal(DEAR.toCharArray());
    assertEquals("Copies sealed again: " + all + ".", test.desk.noteProperty().get());
  }

  @Test
  void whoLeavesThemWhileTheyAreOpenedIsNotAskedForTheCost() throws Exception {
    giveAndChangeADearPassword();
    var held = new HeldBackground();
    Desk desk = test.desk(held);
    var slow = new EarlierCopiesViewModel(desk);
    try (Passphrase now = Passphrase.take(TODAYS.toCharArray()).get()) {
      desk.open(VaultSession.open(test.desk.session().orElseThrow().file(), now, test.parts));
    }
    held.finishAll();
    desk.go(View.SETTINGS);
    held.finishAll();
    slow.askSeal();
    slow.seal(TestDesk.PASSWORD.toCharArray());
    slow.keep();
    held.finishAll();
    assertFalse(slow.workingProperty().get());
    assertFalse(slow.costAskedProperty().get());
    assertEquals("", slow.problemProperty().get());
    assertEquals(Asking.NOTHING, slow.askingProperty().get());
    assertEquals("Copies sealed again: " + copies.size() + ".", desk.noteProperty().get());
    desk.lock();
  }

  @Test
  void deletesThemOnlyAfterAQuestionAndNothingElse() {
    model.askDelete();
    assertEquals(Asking.DELETE, model.askingProperty().get());
    model.keep();
    assertTrue(copies.stream().allMatch(Files::exists));
    model.askDelete();
    model.delete();
    assertEquals(List.of(), left());
    assertTrue(copies.stream().noneMatch(Files::exists));
    assertTrue(Files.exists(test.desk.session().orElseThrow().file()));
  }

  private void changeElsewhere(String password) throws Exception {
    VaultSession vault = test.desk.session().orElseThrow();
    try (Passphrase now = Passphrase.take(TODAYS.toCharArray()).get();
        VaultSession other = VaultSession.open(vault.file(), now, test.parts);
        Passphrase fresh = Passphrase.take(password.toCharArray()).get();
        var known = other.access().confirm(new Unlocking.Password(now))) {
      other
          .access()
          .changePassword(known, known.slot().id(), fresh, Optional.empty(), OtherWays.none());
      other.editing().rename(other.named("clan-prod"), "clan-elsewhere");
    }
  }

  @Test
  void offersNothingOnceThePasswordWasChangedElsewhere() throws Exception {
    model.askDelete();
    changeElsewhere("nine herons over the harbour");
    List<Path> there;
    try (var files = Files.list(folder)) {
      there = files.toList();
    }
    model.delete();
    assertTrue(there.stream().allMatch(Files::exists), "the one of here may be the earlier");
    assertTrue(test.desk.changedKey().changeProperty().get().isPresent());
    assertEquals("", model.textProperty().getValue());
    assertEquals(Asking.NOTHING, model.askingProperty().get());
  }

  @Test
  void namesThoseThatMayBeNewerAndOffersNothingForThem() throws Exception {
    Path vault = test.desk.session().orElseThrow().file();
    byte[] before = Files.readAllBytes(vault);
    changeElsewhere("nine herons over the harbour");
    Path newer = Files.copy(vault, vault.resolveSibling(vault.getFileName() + ".99-01234567.bak"));
    Files.write(vault, before);
    test.desk.go(View.CREDENTIALS);
    test.desk.go(View.SETTINGS);
    String told = model.textProperty().getValue();
    assertTrue(told.contains("may be newer"), told);
    assertTrue(told.contains(newer.getFileName().toString()), told);
    assertFalse(left().contains(newer));
    model.askDelete();
    model.delete();
    assertTrue(Files.exists(newer));
  }

  @Test
  void deletesNoneThatCameAfterTheQuestion() throws Exception {
    model.askDelete();
    Path later =
        Files.copy(
            copies.getFirst(), copies.getFirst().resolveSibling("team.latchkey.1-01234567.bak"));
    model.delete();
    assertTrue(copies.stream().noneMatch(Files::exists));
    assertEquals(List.of(later), left());
  }

  @Test
  void forgetsThemWhenTheVaultLocks() {
    test.desk.lock();
    assertEquals(List.of(), left());
  }
}
