package io.github.latchkey.desktop.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Unexpected;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {

  @TempDir Path folder;

  private TestDesk test;
  private FrameViewModel frame;

  @BeforeEach
  void openAVault() throws Exception {
    test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
    frame = new FrameViewModel(test.desk);
  }

  @Test
  void lockingClosesTheVaultAndForgetsWhatWasShown() {
    VaultSession session = test.desk.session().orElseThrow();
    test.desk.searchProperty().set("clan");
    test.desk.lock();
    assertTrue(test.desk.session().isEmpty());
    assertTrue(test.desk.credentialsProperty().get().isEmpty());
    assertTrue(test.desk.chosenProperty().get().isEmpty());
    assertEquals("", test.desk.searchProperty().get());
    assertEquals(View.UNLOCK, test.desk.placeProperty().get());
    assertThrows(RuntimeException.class, session::credentials);
  }

  @Test
  void locksWhenNobodyIsThere() {
    for (int second = 0; second < 299; second++) {
      test.clock.advance(Duration.ofSeconds(1));
      test.pulse.beat();
    }
    assertTrue(test.desk.session().isPresent());
    assertEquals("locks in 0:01", frame.locksInProperty().get());
    test.clock.advance(Duration.ofSeconds(1));
    test.pulse.beat();
    assertTrue(test.desk.session().isEmpty());
    assertEquals("", frame.locksInProperty().get());
  }

  @Test
  void staysOpenWhileSomebodyIsThere() {
    for (int minute = 0; minute < 20; minute++) {
      test.clock.advance(Duration.ofMinutes(1));
      frame.touch();
      test.pulse.beat();
    }
    assertTrue(test.desk.session().isPresent());
    assertEquals("locks in 5:00", frame.locksInProperty().get());
  }

  @Test
  void aMachineThatSleptWakesUpLocked() {
    test.clock.advance(Duration.ofHours(9));
    test.pulse.beat();
    assertTrue(test.desk.session().isEmpty());
  }

  @Test
  void theClipboardsTimeGoesOnAfterALock() {
    test.desk.copy("Token", "a token");
    test.desk.lock();
    assertEquals(Optional.of("a token"), test.pasteboard.text());
    test.clock.advance(Duration.ofSeconds(30));
    test.pulse.beat();
    assertEquals(Optional.empty(), test.pasteboard.text());
  }

  @Test
  void saysWhichVaultAndWhenItWasSaved() {
    assertEquals("team.latchkey · saved 12:04 · no backup yet", frame.vaultProperty().get());
    test.desk.copy("Token", "a token");
    test.pulse.beat();
    assertEquals("clipboard clears in 30 s", frame.clipboardProperty().get());
    assertEquals("Token copied", test.desk.noteProperty().get());
    test.clock.advance(Duration.ofSeconds(16));
    test.pulse.beat();
    assertEquals("", test.desk.noteProperty().get());
  }

  @Test
  void searchingLeadsToTheList() {
    test.desk.go(View.SETTINGS);
    test.desk.searchProperty().set("c");
    assertEquals(View.CREDENTIALS, test.desk.placeProperty().get());
  }

  @Test
  void remembersTheVaultForTheNextStart() {
    var next = new TestDesk(folder);
    assertEquals(folder.resolve("team.latchkey"), next.desk.vaultFileProperty().get());
  }

  @Test
  void whatNobodyForesawGetsACodeAndDetailsWithoutAnyMessage() {
    var thrown = new IllegalStateException("the password is hunter2", new Error("hunter2"));
    var sentence = test.desk.explain(thrown);
    Unexpected mishap = test.desk.mishap().shownProperty().get().orElseThrow();
    assertTrue(sentence.what().contains(mishap.code()));
    assertTrue(mishap.code().matches("[0-9A-F]{6}"));
    assertTrue(mishap.details().contains("IllegalStateException"));
    assertFalse(mishap.details().contains("hunter2"));
    assertFalse(sentence.whole().contains("Exception"));
    assertEquals(mishap, Unexpected.of(thrown), "the same trouble has the same code");
    test.desk.mishap().dismiss();
    assertTrue(test.desk.mishap().shownProperty().get().isEmpty());
  }

  @Test
  void whatIsDroppedGoesWhereThePersonIsElseToTheImport() {
    List<String> taken = new ArrayList<>();
    test.desk.dropped().areTakenBy(View.IMPORTING, files -> taken.add("import"));
    test.desk.dropped().areTakenBy(View.INSPECT, files -> taken.add("inspect"));
    test.desk.dropped().areTakenBy(View.UNLOCK, files -> taken.add("unlock"));
    test.desk.go(View.INSPECT);
    test.desk.dropped().drop(List.of(folder));
    test.desk.go(View.SETTINGS);
    test.desk.dropped().drop(List.of(folder));
    test.desk.lock();
    test.desk.dropped().drop(List.of(folder));
    test.desk.go(View.NEWVAULT);
    test.desk.dropped().drop(List.of(folder));
    assertEquals(List.of("inspect", "import", "unlock"), taken);
  }

  @Test
  void openingAnotherVaultClosesTheFirst() throws Exception {
    VaultSession first = test.desk.session().orElseThrow();
    try (var password = TestDesk.password()) {
      var made = VaultSession.create(folder.resolve("other.latchkey"), password, test.parts);
      made.recoveryKey().close();
      test.desk.open(made.session());
    }
    assertThrows(RuntimeException.class, first::credentials);
    assertEquals("other.latchkey", test.desk.session().orElseThrow().name());
  }
}
