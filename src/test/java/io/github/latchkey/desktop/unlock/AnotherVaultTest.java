package io.github.latchkey.desktop.unlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.Background;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.secret.Passphrase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two vaults at the window's door: the one that is being opened, and the one that the person chose
/// meanwhile.
class AnotherVaultTest {

  @TempDir Path folder;

  private final HeldBackground held = new HeldBackground();
  private final List<VaultSession> opened = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private Path first;
  private Path second;
  private Desk desk;
  private UnlockViewModel model;

  @BeforeEach
  void standBeforeTheFirst() throws Exception {
    var test = new TestDesk(folder).withVault();
    first = test.desk.session().orElseThrow().file();
    test.desk.lock();
    second = Files.copy(first, folder.resolve("second.latchkey"));
    desk = test.desk(noting());
    desk.vaultFileProperty().set(first);
    model = new UnlockViewModel(desk);
    held.finishAll();
  }

  /// Holds work back, keeps what was opened, and lets something happen before that is told.
  private Background noting() {
    return new Background() {
      @Override
      public <T> Running run(
          Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        return held.run(
            () -> {
              T result = work.call();
              if (result instanceof SoundCopy.Opened found) {
                opened.add(found.session());
                meanwhile.run();
              }
              return result;
            },
            done,
            failed);
      }
    };
  }

  private int begin() {
    int begun = held.count();
    model.unlock(Optional.of(TestDesk.password()));
    return begun;
  }

  private void chooseTheSecond() {
    desk.dropped().drop(List.of(second));
  }

  private void assertTheFirstIsShut() {
    assertTrue(desk.session().isEmpty());
    assertEquals(second, desk.vaultFileProperty().get());
    assertEquals(View.UNLOCK, desk.placeProperty().get());
    opened.forEach(vault -> assertThrows(IllegalStateException.class, vault::credentials));
  }

  @Test
  void whatOpensAfterAnotherWasChosenIsClosedAndNeverShown() {
    meanwhile = this::chooseTheSecond;
    begin();
    held.finishAll();
    assertEquals(1, opened.size(), "it had opened");
    assertTheFirstIsShut();
  }

  @Test
  void theKeyIsNotDerivedToItsEndForAVaultThatWasLeft() {
    begin();
    chooseTheSecond();
    assertFalse(model.workingProperty().get(), "the door of the second is free");
    held.finishAll();
    assertEquals(List.of(), opened);
    assertTheFirstIsShut();
    assertEquals("", model.problemProperty().get());
  }

  @Test
  void whatIsReadBeforeItIsShownIsClosedToo() {
    int opening = begin();
    held.finish(opening);
    assertEquals(1, opened.size());
    chooseTheSecond();
    held.finishAll();
    assertTheFirstIsShut();
  }

  @Test
  void theSecondOpensWhateverBecameOfTheFirst() {
    int opening = begin();
    chooseTheSecond();
    int other = begin();
    held.finish(opening);
    assertTrue(model.workingProperty().get(), "the second is being opened still");
    assertEquals("", model.problemProperty().get());
    held.finish(other);
    held.finishAll();
    assertEquals(second, desk.session().orElseThrow().file());
    desk.lock();
  }

  @Test
  void whoWentToMakeAVaultIsNotCalledBackByTheFirst() {
    begin();
    desk.go(View.NEWVAULT);
    held.finishAll();
    assertTrue(desk.session().isEmpty());
    assertEquals(View.NEWVAULT, desk.placeProperty().get());
    assertFalse(model.workingProperty().get());
  }

  @Test
  void aVaultThatALockOvertookWhileItWasReadStaysShut() throws Exception {
    held.finish(begin());
    held.finishAll();
    try (Passphrase password = TestDesk.password()) {
      VaultSession again = VaultSession.open(first, password, desk.parts());
      desk.open(again);
      desk.lock();
      held.finishAll();
      assertTrue(desk.session().isEmpty());
      assertThrows(IllegalStateException.class, again::credentials);
    }
  }
}
