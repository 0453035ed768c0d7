package io.github.latchkey.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.ExportForm;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.credentials.ExportViewModel;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.FileChoice;
import io.github.latchkey.desktop.frame.FrameViewModel;
import io.github.latchkey.desktop.frame.PreferencesFile;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.importing.ImportingViewModel;
import io.github.latchkey.desktop.task.Background;
import io.github.latchkey.desktop.task.ClipboardLease;
import io.github.latchkey.desktop.task.HeldBackground;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mistakes that other vaults made on the screen, each with the test that we do not make it.
class MistakesOfOthersTest {

  @TempDir Path place;

  private Path folder;

  private TestDesk test;

  @BeforeEach
  void openAVault() throws Exception {
    folder = place.resolve("stick");
    test = new TestDesk(folder).withVault();
  }

  @Test
  void theIdleTimerDidNotCountSleep() {
    new FrameViewModel(test.desk);
    test.pulse.beat();
    test.clock.advance(Duration.ofMinutes(6));
    test.pulse.beat();
    assertTrue(test.desk.session().isEmpty());
  }

  @Test
  void theVaultStayedOpenThroughAShortSleep() {
    new FrameViewModel(test.desk);
    test.pulse.beat();
    test.clock.advance(Duration.ofSeconds(61));
    test.pulse.beat();
    assertTrue(test.desk.session().isEmpty(), "no beat for a minute: the machine was suspended");
  }

  @Test
  void aModalDialogKeptTheLockAway() throws Exception {
    Path key = test.keyFile("rsa2048.pkcs8.pem");
    FileChoice leftOpen =
        new FileChoice() {
          @Override
          public List<Path> existing(String title) {
            for (int second = 0; second <= 300; second++) {
              test.clock.advance(Duration.ofSeconds(1));
              test.pulse.beat();
            }
            return List.of(key);
          }

          @Override
          public Optional<Path> fresh(String title, Path suggested) {
            return Optional.empty();
          }
        };
    Desk desk = deskWith(leftOpen);
    VaultSession vault = VaultSession.open(vaultFile(), TestDesk.password(), test.parts);
    desk.open(vault);
    new FrameViewModel(desk);
    var importing = new ImportingViewModel(desk);
    desk.go(View.IMPORTING);
    importing.offered().chooseFiles();
    assertTrue(desk.session().isEmpty());
    assertThrows(IllegalStateException.class, vault::credentials);
    assertEquals(
        Optional.empty(), importing.offered().lookProperty().get(), "the answer came too late");
  }

  private Desk deskWith(FileChoice files) {
    return new Desk(
        test.parts,
        Background.inPlace(),
        new ClipboardLease(test.pasteboard, test.clock),
        new PreferencesFile(test.parts.folders().settings()),
        files,
        test.pulse);
  }

  private Path vaultFile() {
    return test.desk.session().orElseThrow().file();
  }

  @Test
  void exportDidNotAskForThePasswordAgain() throws Exception {
    test.withClan("clan-prod", "production");
    Path out = folder.resolve("out.pem");
    test.files.answerFresh(out);
    var export = new ExportViewModel(test.desk);
    export.begin(test.desk.chosenProperty().get().orElseThrow());
    export.formProperty().set(ExportForm.PRIVATE_PEM);
    export.write(new char[0], new char[0], new char[0]);
    assertFalse(Files.exists(out), "the vault is open, and that is not enough");
    export.write("a guess".toCharArray(), new char[0], new char[0]);
    assertFalse(Files.exists(out));
    export.write(TestDesk.PASSWORD.toCharArray(), new char[0], new char[0]);
    assertTrue(Files.exists(out));
  }

  @Test
  void theClipboardKeptTheSecretAfterQuit() {
    test.desk.copy("Token", "a token");
    test.desk.clipboard().end();
    assertEquals(Optional.empty(), test.pasteboard.text());
  }

  @Test
  void lockingStoppedTheTimerThatWouldHaveClearedTheClipboard() {
    new FrameViewModel(test.desk);
    test.desk.copy("Token", "a token");
    test.desk.lock();
    assertEquals(Optional.of("a token"), test.pasteboard.text());
    test.clock.advance(Duration.ofSeconds(30));
    test.pulse.beat();
    assertEquals(Optional.empty(), test.pasteboard.text());
  }

  @Test
  void clearingWipedWhatSomebodyElseHadCopied() {
    new FrameViewModel(test.desk);
    test.desk.copy("Token", "a token");
    test.pasteboard.put("somebody else's text");
    test.clock.advance(Duration.ofSeconds(31));
    test.pulse.beat();
    test.desk.clipboard().end();
    assertEquals(Optional.of("somebody else's text"), test.pasteboard.text());
  }

  @Test
  void aLockThrewAnEditAway() throws Exception {
    var threads = new HeldBackground();
    Desk desk = test.desk(threads);
    VaultSession vault = openedOn(desk, threads);
    ImportingViewModel importing = filledIn(desk, threads);
    importing.store();
    desk.lock();
    assertTrue(desk.session().isEmpty(), "the lock waits for nothing");
    threads.finishAll();
    assertThrows(IllegalStateException.class, vault::credentials);
    try (var again = VaultSession.open(vault.file(), TestDesk.password(), test.parts)) {
      assertEquals(
          List.of("clan-new"), again.credentials().stream().map(Credential::name).toList());
    }
  }

  @Test
  void aCancelThrewAnEditAway() throws Exception {
    var threads = new HeldBackground();
    Desk desk = test.desk(threads);
    openedOn(desk, threads);
    ImportingViewModel importing = filledIn(desk, threads);
    importing.store();
    importing.cancel();
    threads.finishAll();
    assertEquals(
        List.of("clan-new"),
        desk.credentialsProperty().get().stream().map(Credential::name).toList());
    assertFalse(importing.storedProperty().get().isPresent(), "the panel was closed");
  }

  @Test
  void aFailedSaveBehindALockWasNeverTold() throws Exception {
    var threads = new HeldBackground();
    Desk desk = test.desk(threads);
    VaultSession vault = openedOn(desk, threads);
    ImportingViewModel importing = filledIn(desk, threads);
    importing.store();
    desk.lock();
    Path where = vault.file().getParent();
    Files.move(where, folder.resolveSibling(folder.getFileName() + "-unplugged"));
    Files.writeString(where, "a stick that was pulled out");
    threads.finishAll();
    assertFalse(desk.lateProperty().get().isEmpty(), "told at the door");
  }

  private VaultSession openedOn(Desk desk, HeldBackground threads) throws Exception {
    VaultSession vault = VaultSession.open(vaultFile(), TestDesk.password(), test.parts);
    desk.open(vault);
    threads.finishAll();
    return vault;
  }

  private ImportingViewModel filledIn(Desk desk, HeldBackground threads) {
    var importing = new ImportingViewModel(desk);
    desk.go(View.IMPORTING);
    importing.offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
    threads.finishAll();
    importing.form().platformProperty().set(test.parts.platforms().find("clan-meeting"));
    importing.form().nameProperty().set("clan-new");
    importing.form().fields().put("consumerId", "acme");
    importing.form().fields().put("domain", "meet.acme.example");
    return importing;
  }
}
