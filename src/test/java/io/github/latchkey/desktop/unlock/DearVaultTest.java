package io.github.latchkey.desktop.unlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.Keyring;
import io.github.latchkey.vault.RecoveryKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault that wants more memory than is taken unasked, at the window's door.
class DearVaultTest {

  private static byte[] dear;
  private static char[] recoveryKey;

  @TempDir Path folder;

  private TestDesk test;
  private UnlockViewModel model;

  @BeforeAll
  static void makeADearVault(@TempDir Path made) throws Exception {
    Latchkey usual = new TestDesk(made).parts;
    var parts =
        new Latchkey(
            usual.clock(),
            usual.platforms(),
            usual.wording(),
            usual.folders(),
            () -> new ArgonCost(257 << 10, 3, 1),
            Keyring.none());
    Path file = made.resolve("dear.latchkey");
    try (Passphrase password = TestDesk.password();
        var vault = VaultSession.create(file, password, parts)) {
      recoveryKey = vault.recoveryKey().text();
    }
    dear = Files.readAllBytes(file);
  }

  @BeforeEach
  void standBeforeIt() throws Exception {
    test = new TestDesk(folder);
    test.desk.vaultFileProperty().set(Files.write(folder.resolve("dear.latchkey"), dear));
    model = new UnlockViewModel(test.desk);
  }

  private void tryThePassword() {
    model.unlock(Optional.of(TestDesk.password()));
  }

  private boolean isOpen() {
    return test.desk.session().isPresent();
  }

  @Test
  void asksEveryTimeAndOpensItOnceThatIsAccepted() {
    for (int time = 0; time < 2; time++) {
      tryThePassword();
      assertTrue(model.questions().cost().askedProperty().get());
      assertTrue(
          model.problemProperty().get().contains("257"),
          "no MiB: " + model.problemProperty().get());
      assertFalse(isOpen());
      assertFalse(model.workingProperty().get());
    }
    model.questions().cost().accept();
    assertFalse(isOpen());
    tryThePassword();
    assertTrue(isOpen(), model.problemProperty().get());
    assertFalse(model.questions().cost().askedProperty().get());
    assertEquals("", model.problemProperty().get());
  }

  @Test
  void acceptingItForOneVaultIsNotAcceptingItForAnother() throws Exception {
    tryThePassword();
    model.questions().cost().accept();
    test.desk.vaultFileProperty().set(Files.write(folder.resolve("other.latchkey"), dear));
    assertFalse(model.questions().cost().askedProperty().get());
    tryThePassword();
    assertTrue(model.questions().cost().askedProperty().get());
    assertFalse(isOpen());
  }

  @Test
  void opensUnaskedWithTheRecoveryKeyWhichCostsNothing() {
    model.unlock(recoveryKey.clone());
    assertTrue(isOpen(), model.problemProperty().get());
    assertFalse(model.questions().cost().askedProperty().get());
  }

  @Test
  void whereNothingWasTypedNoButtonStaysWithoutItsQuestion() {
    tryThePassword();
    model.unlock(Optional.empty());
    assertEquals("Type the password first.", model.problemProperty().get());
    assertFalse(model.questions().cost().askedProperty().get());
  }

  @Test
  void acceptingItForOneCopyIsNotAcceptingItForAnother() throws Exception {
    Path file = test.desk.vaultFileProperty().get();
    try (var key = RecoveryKey.read(recoveryKey.clone());
        var vault = VaultSession.open(file, key, test.parts)) {
      vault.save();
      vault.save();
    }
    Files.delete(file);
    test.desk.go(View.NEWVAULT);
    test.desk.go(View.UNLOCK);
    Path newest = model.copyProperty().getValue().orElseThrow().file();
    tryThePassword();
    assertTrue(model.questions().cost().askedProperty().get());
    model.questions().cost().accept();
    Files.delete(newest);
    tryThePassword();
    assertFalse(newest.equals(model.copyProperty().getValue().orElseThrow().file()));
    tryThePassword();
    assertTrue(model.questions().cost().askedProperty().get());
    assertFalse(isOpen());
  }
}
