package io.github.latchkey.desktop.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private EditViewModel model;

  @BeforeEach
  void beginAnEdit() throws Exception {
    test =
        new TestDesk(folder)
            .withVault()
            .withClan("clan-prod", "production")
            .withClan("clan-test", "staging");
    model = new EditViewModel(test.desk);
    model.begin(only("clan-prod"));
  }

  private Credential only(String name) {
    return test.desk.credentialsProperty().get().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void showsTheCredentialAsItIs() {
    assertEquals(View.EDIT, test.desk.placeProperty().get());
    assertEquals("clan-prod", model.form().nameProperty().get());
    assertEquals("acme", model.form().fields().get("consumerId"));
    assertEquals("2027-11-03", model.form().rotateByProperty().get());
    assertFalse(model.isChanged());
  }

  @Test
  void savesWhatWasChangedAndSaysSoQuietly() {
    model.form().nameProperty().set("clan-eu");
    model.form().tagsProperty().set("video, eu");
    model.form().rotateByProperty().set("2028-01-31");
    model.form().fields().put("consumerId", "acme-eu");
    model.save();
    Credential now = only("clan-eu");
    assertEquals(List.of("video", "eu"), now.tags());
    assertEquals("2028-01-31", now.rotateBy().orElseThrow().toString());
    assertEquals("acme-eu", now.fields().get("consumerId"));
    assertEquals("clan-eu was changed.", test.desk.noteProperty().get());
    assertEquals(View.CREDENTIALS, test.desk.placeProperty().get());
    assertEquals(Optional.of(now), test.desk.chosenProperty().get());
  }

  @Test
  void anEditCanBeTakenBackFromTheStatusBar() {
    model.form().nameProperty().set("clan-eu");
    model.save();
    test.desk.status().undo();
    assertEquals(
        List.of("clan-prod", "clan-test"),
        test.desk.credentialsProperty().get().stream().map(Credential::name).toList());
    assertTrue(test.desk.status().undoProperty().get().isEmpty(), "one step is offered once");
  }

  @Test
  void aTakenNameIsSaidAtTheNameAndNothingIsLost() {
    model.form().nameProperty().set("clan-test");
    model.form().noteProperty().set("typed for a long time");
    model.save();
    assertTrue(model.problems().name().get().contains("clan-test"));
    assertEquals("typed for a long time", model.form().noteProperty().get());
    assertEquals(View.EDIT, test.desk.placeProperty().get());
  }

  @Test
  void aFieldThatIsMissingIsSaidAtTheField() {
    model.form().fields().remove("consumerId");
    model.save();
    assertTrue(model.problems().fields().containsKey("consumerId"));
  }

  @Test
  void aDateThatIsNoneIsSaidAtTheDate() {
    model.form().rotateByProperty().set("soon");
    model.save();
    assertFalse(model.problems().rotation().get().isEmpty());
    assertEquals(View.EDIT, test.desk.placeProperty().get());
  }

  @Test
  void whatWasTypedBeforeACancelCanBeHadBack() {
    model.form().noteProperty().set("half a thought");
    model.form().rotateByProperty().set("not yet a date");
    model.cancel();
    assertEquals(View.CREDENTIALS, test.desk.placeProperty().get());
    assertEquals("clan-prod stays as it was.", test.desk.noteProperty().get());
    test.desk.status().undo();
    assertEquals(View.EDIT, test.desk.placeProperty().get());
    assertEquals("half a thought", model.form().noteProperty().get());
    assertEquals("not yet a date", model.form().rotateByProperty().get());
  }

  @Test
  void aCancelOfNothingOffersNothing() {
    model.cancel();
    assertTrue(test.desk.status().undoProperty().get().isEmpty());
  }

  @Test
  void anEditWaitsWhileThePersonIsElsewhere() {
    model.form().noteProperty().set("half a thought");
    test.desk.go(View.INSPECT);
    assertTrue(test.desk.noteProperty().get().contains("waits"));
    model.begin(only("clan-prod"));
    assertEquals("half a thought", model.form().noteProperty().get());
    model.begin(only("clan-test"));
    assertEquals("", model.form().noteProperty().get());
  }

  @Test
  void anEditThatALockInterruptedIsBackAfterTheUnlock() throws Exception {
    model.form().noteProperty().set("half a thought");
    model.form().rotateByProperty().set("not yet a date");
    model.form().fields().put("consumerId", "acme-eu");
    var file = test.desk.session().orElseThrow().file();
    test.desk.lock();
    assertEquals("", model.form().noteProperty().get());
    try (var password = TestDesk.password()) {
      test.desk.open(VaultSession.open(file, password, test.parts));
    }
    assertEquals(View.EDIT, test.desk.placeProperty().get());
    assertEquals("half a thought", model.form().noteProperty().get());
    assertEquals("not yet a date", model.form().rotateByProperty().get());
    assertEquals("acme-eu", model.form().fields().get("consumerId"));
    assertEquals("clan-prod", model.begunProperty().get().orElseThrow().name());
  }

  @Test
  void anotherVaultGetsNothingOfAnEdit() throws Exception {
    model.form().noteProperty().set("half a thought");
    test.desk.lock();
    try (var password = TestDesk.password()) {
      var other = VaultSession.create(folder.resolve("other.latchkey"), password, test.parts);
      other.recoveryKey().close();
      test.desk.open(other.session());
    }
    assertEquals(View.CREDENTIALS, test.desk.placeProperty().get());
    assertTrue(model.begunProperty().get().isEmpty());
  }

  @Test
  void keepsNothingBehindALock() {
    model.form().noteProperty().set("half a thought");
    test.desk.lock();
    assertEquals("", model.form().noteProperty().get());
    assertTrue(model.begunProperty().get().isEmpty());
  }
}
