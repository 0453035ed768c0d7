package io.github.latchkey.desktop.unlock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.settings.CopiesViewModel;
import io.github.latchkey.desktop.task.Background;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.Keyring;
import io.github.latchkey.vault.RecoveryKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file of the open vault that was changed apart from it, under a password of its own.
class MergingViewModelTest {

  private static final String FRESH = "a lantern under seven bridges";

  @TempDir Path folder;

  private TestDesk test;
  private CopiesViewModel settings;
  private MergingViewModel model;
  private Path file;
  private Path apart;

  @BeforeEach
  void openAVault() throws Exception {
    test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
    file = test.desk.session().orElseThrow().file();
    apart = Files.copy(file, folder.resolve("apart.latchkey"));
    settings = new CopiesViewModel(test.desk);
    model = new MergingViewModel(test.desk);
    test.desk.go(View.SETTINGS);
  }

  private interface Change {
    void of(VaultSession vault) throws Exception;
  }

  private void changeApart(Latchkey parts, Change change) throws Exception {
    try (var key = RecoveryKey.read(test.recoveryKey());
        VaultSession other = VaultSession.open(apart, key, parts)) {
      other.editing().rename(other.named("clan-prod"), "clan-apart");
      change.of(other);
    }
  }

  private void changeApart() throws Exception {
    changeApart(test.parts, unchanged -> {});
  }

  private static void setPassword(VaultSession vault, String password, Optional<KeyFile> keyFile)
      throws Exception {
    try (var known = vault.access().confirmedByRecoveryKey().orElseThrow();
        Passphrase wanted = Passphrase.take(password.toCharArray()).orElseThrow()) {
      vault.access().setPassword(known, wanted, keyFile, OtherWays.none());
    }
  }

  private void changeThePasswordHere() throws Exception {
    setPassword(test.desk.session().orElseThrow(), FRESH, Optional.empty());
  }

  private void chooseTheFile() {
    test.files.answer(apart);
    settings.mergeFile();
  }

  private void type(String password) {
    model.merge(password.toCharArray());
  }

  private String problem() {
    return model.problemProperty().get();
  }

  private List<String> names() {
    return test.desk.credentialsProperty().get().stream().map(Credential::name).toList();
  }

  private void assertAsked() {
    assertEquals(View.MERGING, test.desk.placeProperty().get());
    assertEquals(List.of("clan-prod"), names());
    assertFalse(model.workingProperty().get());
  }

  private void assertMerged() {
    assertEquals("", problem());
    assertEquals(View.CREDENTIALS, test.desk.placeProperty().get());
    assertEquals(List.of("clan-apart"), names());
    assertEquals(
        List.of("clan-apart"),
        test.desk.merged().unseenProperty().get().changes().stream().map(c -> c.name()).toList());
    assertEquals(Optional.empty(), test.desk.fileMerging().askedProperty().get());
  }

  @Test
  void aFileOfTheSameKeyIsMergedUnasked() throws Exception {
    changeApart();
    chooseTheFile();
    assertEquals(View.SETTINGS, test.desk.placeProperty().get());
    assertEquals(List.of("clan-apart"), names());
    assertFalse(test.desk.merged().unseenProperty().get().isEmpty());
    settings.mergeFile();
    assertEquals("There was nothing new in it.", test.desk.noteProperty().get());
  }

  @Test
  void aFileOfAnEarlierPasswordIsMergedOnceThatIsTyped() throws Exception {
    changeApart();
    changeThePasswordHere();
    byte[] before = Files.readAllBytes(apart);
    chooseTheFile();
    assertAsked();
    String about = model.textProperty().getValue();
    assertTrue(about.startsWith("apart.latchkey is a file of this vault"), about);
    type("wrong");
    assertAsked();
    assertTrue(problem().startsWith("That password does not open this vault."), problem());
    assertEquals(1, model.refusalsProperty().get());
    type("");
    assertEquals("Type the password first.", problem());
    type(TestDesk.PASSWORD);
    assertMerged();
    assertArrayEquals(before, Files.readAllBytes(apart));
    try (Passphrase now = Passphrase.take(FRESH.toCharArray()).orElseThrow();
        VaultSession again = VaultSession.open(file, now, test.parts)) {
      assertEquals("clan-apart", again.credentials().getFirst().name(), "it is saved");
    }
  }

  @Test
  void theRecoveryKeyOpensItTooAndIsWiped() throws Exception {
    changeApart();
    changeThePasswordHere();
    chooseTheFile();
    model.entry().changeWay();
    char[] typed = test.recoveryKey();
    model.merge(typed);
    assertMerged();
    assertFalse(Arrays.equals(typed, test.recoveryKey()));
  }

  @Test
  void asksForTheKeyFileThatBelongsToItsPassword() throws Exception {
    Path second = folder.resolve("key-file");
    try (KeyFile keyFile = KeyFile.create(second)) {
      changeApart(test.parts, vault -> setPassword(vault, TestDesk.PASSWORD, Optional.of(keyFile)));
    }
    changeThePasswordHere();
    chooseTheFile();
    assertTrue(model.entry().wantsKeyFileProperty().get());
    type(TestDesk.PASSWORD);
    assertAsked();
    assertFalse(problem().isEmpty());
    test.files.answer(second);
    model.entry().chooseKeyFile();
    type(TestDesk.PASSWORD);
    assertMerged();
  }

  @Test
  void asksBeforeItTakesMuchMemory() throws Exception {
    Latchkey usual = test.parts;
    var dear =
        new Latchkey(
            usual.clock(),
            usual.platforms(),
            usual.wording(),
            usual.folders(),
            () -> new ArgonCost(257 << 10, 3, 1),
            Keyring.none());
    changeApart(dear, vault -> setPassword(vault, TestDesk.PASSWORD, Optional.empty()));
    changeThePasswordHere();
    chooseTheFile();
    type(TestDesk.PASSWORD);
    assertAsked();
    assertTrue(model.cost().askedProperty().get());
    assertTrue(problem().contains("257 MiB"), problem());
    type("");
    assertFalse(model.cost().askedProperty().get(), "no button without its question");
    type(TestDesk.PASSWORD);
    assertTrue(model.cost().askedProperty().get());
    model.cost().accept();
    model.cancel();
    chooseTheFile();
    type(TestDesk.PASSWORD);
    assertTrue(model.cost().askedProperty().get(), "what was accepted counts for one question");
    model.cost().accept();
    type(TestDesk.PASSWORD);
    assertMerged();
    assertFalse(model.cost().askedProperty().get());
  }

  @Test
  void aFileWhosePasswordWasChangedLaterIsRefusedAndSaysWhatToDo() throws Exception {
    changeApart(test.parts, vault -> setPassword(vault, FRESH, Optional.empty()));
    chooseTheFile();
    byte[] before = Files.readAllBytes(file);
    type(FRESH);
    assertAsked();
    assertTrue(problem().contains("Make " + apart + " the vault first"), problem());
    assertFalse(model.savingProperty().get());
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void cancellingChangesNothingAndLeadsBack() throws Exception {
    changeApart();
    changeThePasswordHere();
    byte[] before = Files.readAllBytes(file);
    chooseTheFile();
    type("wrong");
    model.entry().keyFileProperty().set("/somewhere");
    model.cancel();
    assertEquals(View.SETTINGS, test.desk.placeProperty().get());
    assertEquals(List.of("clan-prod"), names());
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals("", problem());
    assertEquals("", model.entry().keyFileProperty().get());
    type(TestDesk.PASSWORD);
    assertEquals(List.of("clan-prod"), names(), "nothing is asked any more");
  }

  @Test
  void whoChoosesAFileOnceMoreIsLedBackAllTheSame() throws Exception {
    changeApart();
    changeThePasswordHere();
    chooseTheFile();
    chooseTheFile();
    model.cancel();
    assertEquals(View.SETTINGS, test.desk.placeProperty().get());
  }

  @Test
  void anotherVaultIsRefusedUnasked() throws Exception {
    try (Passphrase password = TestDesk.password();
        var made = VaultSession.create(folder.resolve("other"), password, test.parts)) {
      apart = made.session().file();
    }
    chooseTheFile();
    assertEquals(View.SETTINGS, test.desk.placeProperty().get());
    String said = test.desk.noteProperty().get();
    assertTrue(said.contains("is another vault"), said);
  }

  private final HeldBackground held = new HeldBackground();
  private final List<VaultSession> opened = new ArrayList<>();
  private Runnable meanwhile = () -> {};

  /// Holds work back, keeps what was opened, and lets something happen before that is told.
  private Background noting() {
    return new Background() {
      @Override
      public <T> Running run(
          Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        return held.run(
            () -> {
              T result = work.call();
              if (result instanceof VaultSession found) {
                opened.add(found);
                meanwhile.run();
              }
              return result;
            },
            done,
            failed);
      }
    };
  }

  /// A desk that has come to the question, with work that takes its time.
  private Desk slowDeskThatAsks() throws Exception {
    changeApart();
    changeThePasswordHere();
    Desk slow = test.desk(noting());
    model = new MergingViewModel(slow);
    try (var key = RecoveryKey.read(test.recoveryKey())) {
      slow.open(VaultSession.open(file, key, test.parts));
    }
    held.finishAll();
    slow.fileMerging().merge(apart, () -> {});
    held.finishAll();
    assertEquals(View.MERGING, slow.placeProperty().get());
    return slow;
  }

  private void assertNothingWasMerged(Desk slow) throws Exception {
    assertEquals(Optional.empty(), slow.fileMerging().askedProperty().get());
    assertFalse(model.workingProperty().get());
    assertEquals("", problem());
    assertEquals("", slow.lateProperty().get());
    opened.forEach(vault -> assertThrows(IllegalStateException.class, vault::credentials));
    try (var key = RecoveryKey.read(test.recoveryKey());
        VaultSession again = VaultSession.open(file, key, test.parts)) {
      assertEquals("clan-prod", again.credentials().getFirst().name());
    }
  }

  @Test
  void aLockEndsTheQuestionAndWhatWasBegun() throws Exception {
    Desk slow = slowDeskThatAsks();
    type(TestDesk.PASSWORD);
    slow.lock();
    held.finishAll();
    assertEquals(List.of(), opened, "the key is not derived to its end");
    assertNothingWasMerged(slow);
  }

  @Test
  void aFileThatOpensAfterTheLockIsClosed() throws Exception {
    Desk slow = slowDeskThatAsks();
    meanwhile = slow::lock;
    type(TestDesk.PASSWORD);
    held.finishAll();
    assertEquals(1, opened.size());
    assertNothingWasMerged(slow);
  }

  @Test
  void whoGoesElsewhereBeforeItIsOpenMergesNothing() throws Exception {
    Desk slow = slowDeskThatAsks();
    type(TestDesk.PASSWORD);
    assertTrue(model.workingProperty().get());
    assertFalse(model.savingProperty().get());
    slow.go(View.INSPECT);
    held.finishAll();
    assertEquals(View.INSPECT, slow.placeProperty().get());
    assertNothingWasMerged(slow);
    slow.lock();
  }

  @Test
  void whatIsBeingSavedIsMergedAndToldWhereverThePersonIs() throws Exception {
    Desk slow = slowDeskThatAsks();
    int opening = held.count();
    type(TestDesk.PASSWORD);
    held.finish(opening);
    assertTrue(model.savingProperty().get());
    slow.go(View.INSPECT);
    held.finishAll();
    assertEquals(View.INSPECT, slow.placeProperty().get());
    assertFalse(slow.merged().unseenProperty().get().isEmpty());
    opened.forEach(vault -> assertThrows(IllegalStateException.class, vault::credentials));
    slow.lock();
  }
}
