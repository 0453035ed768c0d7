package io.github.latchkey.desktop.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.desktop.TestDesk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrashViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private CredentialsViewModel list;
  private TrashViewModel trash;

  @BeforeEach
  void removeOne() throws Exception {
    test =
        new TestDesk(folder)
            .withVault()
            .withClan("clan-prod", "production")
            .withClan("clan-test", "staging");
    list = new CredentialsViewModel(test.desk, new EditViewModel(test.desk), credential -> {});
    trash = list.trash();
    list.remove();
  }

  private List<String> shown() {
    return list.shownProperty().get().stream().map(Credential::name).toList();
  }

  @Test
  void removingMovesToTheTrashAndSaysSoQuietly() {
    assertEquals(List.of("clan-test"), shown());
    assertEquals("clan-prod is in the trash.", test.desk.noteProperty().get());
    assertTrue(list.filtersProperty().get().contains(ListFilter.TRASH));
    assertEquals("Trash 1", list.words(ListFilter.TRASH));
  }

  @Test
  void aRemovalCanBeTakenBackFromTheStatusBar() {
    test.desk.status().undo();
    assertEquals(List.of("clan-prod", "clan-test"), shown());
    assertFalse(list.filtersProperty().get().contains(ListFilter.TRASH));
  }

  @Test
  void theTrashShowsWhatIsInItAndSinceWhen() {
    list.filterProperty().set(ListFilter.TRASH);
    assertEquals(List.of("clan-prod"), shown());
    assertEquals("In the trash. Removed now.", list.trashedText());
    list.edit();
    list.remove();
    assertEquals(List.of("clan-prod"), shown(), "what is in the trash is only restored");
  }

  @Test
  void restoringPutsItBackIntoTheList() {
    list.filterProperty().set(ListFilter.TRASH);
    list.restore();
    assertEquals(ListFilter.ALL, list.filterProperty().get(), "the trash is empty");
    assertEquals(List.of("clan-prod", "clan-test"), shown());
    assertEquals("clan-prod is back.", test.desk.noteProperty().get());
  }

  @Test
  void emptyingAsksInPlace() {
    trash.ask();
    assertTrue(trash.askingProperty().get());
    trash.keep();
    assertFalse(trash.askingProperty().get());
    assertEquals(1, trash.trashedProperty().get().size());
  }

  @Test
  void emptyingIsForGood() {
    trash.ask();
    trash.empty();
    assertEquals(List.of(), trash.trashedProperty().get());
    assertFalse(trash.askingProperty().get());
    assertEquals("Removed for good: 1.", test.desk.noteProperty().get());
    assertTrue(test.desk.status().undoProperty().get().isEmpty());
  }

  @Test
  void aLockForgetsWhatWasInIt() {
    test.desk.lock();
    assertEquals(List.of(), trash.trashedProperty().get());
  }
}
