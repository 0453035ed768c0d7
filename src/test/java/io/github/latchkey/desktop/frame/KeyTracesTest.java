package io.github.latchkey.desktop.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.task.Background;
import io.github.latchkey.desktop.task.HeldBackground;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyTracesTest {

  private static final String ALL = "all";
  private static final String USED = "used";

  @TempDir Path folder;

  private final List<String> cleared = new ArrayList<>();
  private TestDesk test;

  @BeforeEach
  void openAVault() throws Exception {
    test = new TestDesk(folder).withVault();
  }

  private void clearOn(Background background) {
    KeyTraces.clear(test.desk, background, () -> cleared.add(ALL), () -> cleared.add(USED));
  }

  private void beat(int seconds) {
    for (int second = 0; second < seconds; second++) {
      test.pulse.beat();
    }
  }

  @Test
  void everyLockClearsAllOfThemOnce() throws Exception {
    clearOn(Background.inPlace());
    assertEquals(List.of(), cleared);
    test.desk.lock();
    assertEquals(List.of(ALL), cleared);
    test.withVault();
    assertEquals(List.of(ALL), cleared);
    test.desk.lock();
    assertEquals(List.of(ALL, ALL), cleared);
  }

  /// What is under way signs with keys, and would leave traces again.
  @Test
  void aLockClearsThemOnceWhatWasBegunWithTheVaultIsDone() throws Exception {
    var held = new HeldBackground();
    var slow = new TestDesk(folder.resolve("slow")).withVault();
    Desk desk = slow.desk(held);
    desk.open(slow.desk.session().orElseThrow());
    held.finishAll();
    KeyTraces.clear(desk, Background.inPlace(), () -> cleared.add(ALL), () -> {});
    desk.background().run(() -> true, done -> {}, failed -> {});
    desk.lock();
    assertTrue(desk.session().isEmpty());
    assertEquals(List.of(), cleared);
    held.finishAll();
    assertEquals(List.of(ALL), cleared);
  }

  @Test
  void everyMinuteWithAnOpenVaultClearsThoseOfUsedKeys() {
    clearOn(Background.inPlace());
    beat(59);
    assertEquals(List.of(), cleared);
    beat(1);
    assertEquals(List.of(USED), cleared);
    beat(60);
    assertEquals(List.of(USED, USED), cleared);
  }

  @Test
  void theWindowNeverWaitsForIt() {
    var held = new HeldBackground();
    clearOn(held);
    test.desk.lock();
    beat(60);
    assertEquals(List.of(), cleared);
    held.finishAll();
    assertEquals(List.of(ALL, USED), cleared);
  }

  @Test
  void whatFailsAtItIsExplained() {
    Runnable failing =
        () -> {
          throw new IllegalStateException("a test");
        };
    KeyTraces.clear(test.desk, Background.inPlace(), failing, () -> {});
    assertTrue(test.desk.mishap().shownProperty().get().isEmpty());
    test.desk.lock();
    assertTrue(test.desk.mishap().shownProperty().get().isPresent());
  }
}
