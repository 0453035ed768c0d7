package io.github.latchkey.desktop.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.control.Notice;
import io.github.latchkey.desktop.control.Tone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
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

  @Test
  void aLockTakesEverythingAway() throws Exception {
    renameElsewhere("clan-eu");
    model.lookAgain();
    test.desk.lock();
    assertEquals(List.of(), model.noticesProperty().get());
  }
}
