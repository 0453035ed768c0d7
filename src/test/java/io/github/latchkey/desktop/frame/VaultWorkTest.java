package io.github.latchkey.desktop.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.task.HeldBackground;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultWorkTest {

  @TempDir Path folder;

  private final HeldBackground threads = new HeldBackground();
  private final VaultWork work = new VaultWork(threads);
  private final List<String> told = new ArrayList<>();
  private VaultSession vault;

  @BeforeEach
  void openAVault() throws Exception {
    vault = new TestDesk(folder).withVault().desk.session().orElseThrow();
    work.begin(vault);
  }

  @Test
  void closesTheVaultInTheBackground() {
    work.end();
    assertEquals(List.of(), vault.credentials(), "giving it up waits for nothing");
    threads.finish(0);
    assertThrows(IllegalStateException.class, vault::credentials);
  }

  @Test
  void whatWasBegunUsesTheVaultToItsEnd() {
    work.run(vault::credentials, found -> told.add("done"), thrown -> told.add("failed"));
    work.end();
    threads.finish(0);
    assertEquals(List.of("done"), told);
    threads.finish(1);
    assertThrows(IllegalStateException.class, vault::credentials);
  }

  @Test
  void whatFailsDoesNotKeepTheVaultOpen() {
    work.run(
        () -> {
          throw new IllegalStateException("no");
        },
        found -> told.add("done"),
        thrown -> told.add("failed"));
    work.end();
    threads.finish(0);
    threads.finish(1);
    assertEquals(List.of("failed"), told);
    assertThrows(IllegalStateException.class, vault::credentials);
  }

  @Test
  void aFaultInAnAnswerDoesNotKeepTheVaultOpen() {
    work.run(
        vault::credentials,
        found -> {
          throw new IllegalStateException("in a screen");
        },
        thrown -> {});
    work.end();
    assertThrows(IllegalStateException.class, () -> threads.finish(0));
    threads.finish(1);
    assertThrows(IllegalStateException.class, vault::credentials);
  }

  @Test
  void tellsOnceEverythingIsClosed() {
    work.run(vault::credentials, found -> {}, thrown -> {});
    work.end();
    work.whenAllAreClosed(() -> told.add("closed"));
    threads.finish(0);
    assertEquals(List.of(), told);
    threads.finish(1);
    assertEquals(List.of("closed"), told);
  }

  @Test
  void tellsAtOnceWhereNoVaultWasEverOpen() {
    new VaultWork(threads).whenAllAreClosed(() -> told.add("closed"));
    assertEquals(List.of("closed"), told);
  }

  @Test
  void whatMustFollowTheWorkFollowsIt() {
    work.whenDone(() -> told.add("at once"));
    work.run(vault::credentials, found -> told.add("done"), thrown -> {});
    work.whenDone(() -> told.add("afterwards"));
    threads.finish(0);
    assertEquals(List.of("at once", "done", "afterwards"), told);
  }
}
