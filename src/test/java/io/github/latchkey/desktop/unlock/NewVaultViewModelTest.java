package io.github.latchkey.desktop.unlock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Strength;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.recovery.RecoveryViewModel;
import io.github.latchkey.desktop.recovery.SheetPrinter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewVaultViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private RecoveryViewModel recovery;
  private NewVaultViewModel model;

  @BeforeEach
  void begin() {
    test = new TestDesk(folder);
    recovery = new RecoveryViewModel(test.desk, SheetPrinter.none());
    model = new NewVaultViewModel(test.desk, recovery);
  }

  private char[] password() {
    return TestDesk.PASSWORD.toCharArray();
  }

  @Test
  void makesTheVaultAndOpensItOnceTheRecoveryKeyIsNoted() {
    model.create(password(), password());
    assertEquals(View.RECOVERY, test.desk.placeProperty().get());
    assertTrue(test.desk.session().isEmpty());
    recovery.copy();
    String key = test.pasteboard.text().orElseThrow();
    recovery.finish(key.substring(key.lastIndexOf('-') + 1).toCharArray());
    assertTrue(test.desk.session().isPresent());
    assertTrue(Files.exists(test.parts.folders().usualVault()));
    assertEquals(View.CREDENTIALS, test.desk.placeProperty().get());
  }

  @Test
  void refusesTwoPasswordsThatDiffer() {
    model.create(password(), "something else entirely".toCharArray());
    assertEquals("The two passwords differ.", model.againProblemProperty().get());
    assertFalse(recovery.shownProperty().get());
  }

  @Test
  void whatIsWrongGoesWhenItsFieldChanges() {
    model.fileProperty().set("");
    model.create(password(), password());
    assertFalse(model.fileProblemProperty().get().isEmpty());
    model.fileProperty().set(folder.resolve("x.latchkey").toString());
    assertEquals("", model.fileProblemProperty().get());
    model.create(password(), new char[1]);
    assertFalse(model.againProblemProperty().get().isEmpty());
    model.retyped();
    assertEquals("", model.againProblemProperty().get());
    model.create(new char[0], new char[0]);
    assertFalse(model.passwordProblemProperty().get().isEmpty());
    model.measure(password());
    assertEquals("", model.passwordProblemProperty().get());
  }

  @Test
  void proposesAFileThatIsFree() throws Exception {
    Files.writeString(test.parts.folders().usualVault(), "precious");
    test.desk.go(View.UNLOCK);
    test.desk.go(View.NEWVAULT);
    assertTrue(model.fileProperty().get().contains("-2."), model.fileProperty().get());
  }

  @Test
  void refusesAPasswordThatWouldBeGuessed() {
    model.create("password1".toCharArray(), "password1".toCharArray());
    assertTrue(model.passwordProblemProperty().get().contains("guessed"));
    assertFalse(Files.exists(test.parts.folders().usualVault()));
  }

  @Test
  void refusesAnEmptyPasswordAndAnEmptyFileName() {
    model.create(new char[0], new char[0]);
    assertEquals("Type the password first.", model.passwordProblemProperty().get());
    model.fileProperty().set("  ");
    model.create(password(), password());
    assertEquals("Say where the vault shall lie.", model.fileProblemProperty().get());
  }

  @Test
  void wipesWhatItWasGiven() {
    char[] first = password();
    char[] second = password();
    model.create(first, second);
    assertArrayEquals(new char[first.length], first);
    assertArrayEquals(new char[second.length], second);
  }

  @Test
  void neverWritesOverAVaultThatIsThere() throws Exception {
    Path there = Files.writeString(folder.resolve("there.latchkey"), "precious");
    model.fileProperty().set(there.toString());
    model.create(password(), password());
    assertFalse(model.fileProblemProperty().get().isEmpty());
    assertEquals("precious", Files.readString(there));
  }

  private Optional<Strength> strength() {
    return model.strength().strengthProperty().get();
  }

  @Test
  void showsTheStrengthWithItsReason() {
    assertTrue(strength().isEmpty());
    model.measure("password".toCharArray());
    Strength weak = strength().orElseThrow();
    assertEquals(0, weak.score());
    assertTrue(model.strength().textProperty().getValue().startsWith("Very weak. "));
    assertFalse(weak.reason().isBlank());
    model.measure(password());
    assertTrue(strength().orElseThrow().isEnough());
    model.measure(new char[0]);
    assertTrue(strength().isEmpty());
  }

  @Test
  void aVeryLongPasswordIsMeasuredAtOnce() {
    char[] lengthy = "correct horse battery ".repeat(50).toCharArray();
    model.measure(lengthy);
    assertTrue(strength().orElseThrow().score() >= 3);
    assertArrayEquals(new char[lengthy.length], lengthy);
  }
}
