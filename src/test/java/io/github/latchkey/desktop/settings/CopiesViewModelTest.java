package io.github.latchkey.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.frame.FrameViewModel;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.vault.RecoveryKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiesViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private CopiesViewModel model;

  @BeforeEach
  void openAVault() throws Exception {
    test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
    model = new CopiesViewModel(test.desk);
    test.desk.go(View.SETTINGS);
  }

  private List<String> labels() {
    return model.lines().stream().map(DetailLine::label).toList();
  }

  private void backUp(String name) {
    test.files.answerFresh(folder.resolve(name));
    model.backUp();
  }

  @Test
  void listsWhatASaveLeft() {
    assertEquals(List.of("Copy"), labels());
  }

  @Test
  void writesABackupAndTheStatusBarSaysSo() {
    var frame = new FrameViewModel(test.desk);
    backUp("elsewhere.latchkey");
    assertTrue(Files.exists(folder.resolve("elsewhere.latchkey")));
    assertEquals(List.of("Backup", "Copy"), labels());
    assertTrue(test.desk.noteProperty().get().contains("elsewhere.latchkey"));
    assertTrue(frame.vaultProperty().get().endsWith("backup today"), frame.vaultProperty().get());
    test.clock.advance(Duration.ofDays(12));
    test.desk.refresh();
    assertTrue(frame.vaultProperty().get().endsWith("backup 12 days ago"));
  }

  @Test
  void neverWritesABackupOverSomethingElse() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    backUp("notes.txt");
    assertEquals("mine", Files.readString(folder.resolve("notes.txt")));
    assertFalse(test.desk.noteProperty().get().isEmpty());
  }

  @Test
  void restoringAsksInPlaceAndKeepsWhatWasThere() throws Exception {
    backUp("elsewhere.latchkey");
    test.withClan("clan-new", "staging");
    model.ask(model.lines().getFirst().action().orElseThrow());
    assertTrue(model.question().contains("kept as a copy"), model.question());
    model.keep();
    assertTrue(model.askingProperty().get().isEmpty());
    model.ask(model.lines().getFirst().action().orElseThrow());
    model.restore();
    assertEquals(
        List.of("clan-prod"),
        test.desk.credentialsProperty().get().stream().map(Credential::name).toList());
    assertTrue(test.desk.noteProperty().get().contains("kept as a copy"));
    test.desk.go(View.SETTINGS);
    assertTrue(labels().size() > 2, "what lay there before is among the copies");
  }

  @Test
  void restoringOverAFileThatIsNoVaultNamesWhereThatLies() throws Exception {
    backUp("elsewhere.latchkey");
    Path file = test.desk.session().orElseThrow().file();
    model.ask(model.lines().getFirst().action().orElseThrow());
    Files.writeString(file, "somebody's text");
    model.restore();
    assertFalse(test.desk.noteProperty().get().contains("kept as a copy"), "there was none");
    String told = test.desk.saveNotes().unseenProperty().get().getFirst().text();
    assertTrue(told.contains("lies at " + folder) && told.contains(".foreign-"), told);
  }

  @Test
  void whereItLiesIsToldAtTheDoorOfAVaultThatWasLockedMeanwhile() throws Exception {
    backUp("elsewhere.latchkey");
    var held = new HeldBackground();
    var slow = test.desk(held);
    Path file = test.desk.session().orElseThrow().file();
    try (var key = RecoveryKey.read(test.recoveryKey())) {
      slow.open(VaultSession.open(file, key, test.parts));
    }
    var copies = new CopiesViewModel(slow);
    held.finishAll();
    slow.go(View.SETTINGS);
    held.finishAll();
    copies.ask(copies.lines().getFirst().action().orElseThrow());
    Files.writeString(file, "somebody's text");
    copies.restore();
    slow.lock();
    held.finishAll();
    assertTrue(slow.lateProperty().get().contains(".foreign-"), slow.lateProperty().get());
  }

  @Test
  void aBackupThatIsGoneIsSaidToBe() throws Exception {
    backUp("elsewhere.latchkey");
    Files.delete(folder.resolve("elsewhere.latchkey"));
    test.desk.refresh();
    DetailLine gone = model.lines().getFirst();
    assertTrue(gone.aside().contains("is not there"), gone.aside());
    assertTrue(gone.action().isEmpty());
  }

  @Test
  void aLockForgetsThem() {
    test.desk.lock();
    assertEquals(List.of(), labels());
  }
}
