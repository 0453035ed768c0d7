package io.github.latchkey.desktop.unlock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Strength;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.desktop.frame.View;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewVaultViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private NewVaultViewModel model;

  @BeforeEach
  void begin() {
    test = new TestDesk(folder);
    model = new NewVaultViewModel(test.desk);
  }

  private char[] password() {
    return TestDesk.PASSWORD.toCharArray();
  }

  private char[] lastGroup() {
    char[][] group = new char[1][];
    model.withRecoveryText(
        text -> group[0] = Arrays.copyOfRange(text, text.length - 7, text.length));
    return group[0];
  }

  @Test
  void makesTheVaultAndOpensItOnceTheRecoveryKeyIsNoted() {
    model.create(password(), password());
    assertTrue(model.madeProperty().get().isPresent());
    assertTrue(test.desk.session().isEmpty());
    model.finish(lastGroup());
    assertTrue(test.desk.session().isPresent());
    assertTrue(model.madeProperty().get().isEmpty());
    assertTrue(Files.exists(test.parts.folders().usualVault()));
    assertEquals(View.CREDENTIALS, test.desk.placeProperty().get());
  }

  @Test
  void takesTheLastGroupInSmallLettersToo() {
    model.create(password(), password());
    model.finish(new String(lastGroup()).toLowerCase(Locale.ROOT).toCharArray());
    assertTrue(test.desk.session().isPresent());
  }

  @Test
  void doesNotOpenForAnotherGroupOrNone() {
    model.create(password(), password());
    for (String wrong : new String[] {"", "WRONGGG", "-", "A"}) {
      model.finish(wrong.toCharArray());
      assertTrue(test.desk.session().isEmpty(), wrong);
      assertEquals("That is not the last group.", model.recoveryProblemProperty().get());
    }
    char[] half = Arrays.copyOfRange(lastGroup(), 3, 7);
    model.finish(half);
    assertTrue(test.desk.session().isEmpty());
  }

  @Test
  void refusesTwoPasswordsThatDiffer() {
    model.create(password(), "something else entirely".toCharArray());
    assertEquals("The two passwords differ.", model.againProblemProperty().get());
    assertTrue(model.madeProperty().get().isEmpty());
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

  @Test
  void showsTheStrengthWithItsReason() {
    assertTrue(model.strengthProperty().get().isEmpty());
    model.measure("password".toCharArray());
    Strength weak = model.strengthProperty().get().orElseThrow();
    assertEquals(0, weak.score());
    assertEquals(Tone.ERROR, NewVaultViewModel.tone(weak));
    assertTrue(model.strengthText(model.strengthProperty().get()).startsWith("Very weak. "));
    assertFalse(weak.reason().isBlank());
    model.measure(password());
    assertEquals(Tone.GOOD, NewVaultViewModel.tone(model.strengthProperty().get().orElseThrow()));
    model.measure(new char[0]);
    assertTrue(model.strengthProperty().get().isEmpty());
  }

  @Test
  void aVeryLongPasswordIsMeasuredAtOnce() {
    char[] lengthy = "correct horse battery ".repeat(50).toCharArray();
    model.measure(lengthy);
    assertTrue(model.strengthProperty().get().orElseThrow().score() >= 3);
    assertArrayEquals(new char[lengthy.length], lengthy);
  }

  @Test
  void copiesTheRecoveryKeyForAsLongAsTheSettingsSay() {
    model.create(password(), password());
    model.copyRecoveryKey();
    String copied = test.pasteboard.text().orElseThrow();
    assertEquals(8, copied.split("-").length);
    assertTrue(copied.endsWith(new String(lastGroup())));
    assertTrue(model.recoveryNoteProperty().get().contains("30 s"));
  }

  @Test
  void savesTheRecoveryKeyForItsOwnerAlone() throws Exception {
    model.create(password(), password());
    Path file = folder.resolve("recovery.txt");
    test.files.answerFresh(file);
    model.saveRecoveryKey();
    assertTrue(Files.readString(file).endsWith(new String(lastGroup())));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertTrue(model.recoveryNoteProperty().get().contains("recovery.txt"));
  }

  @Test
  void doesNotSaveTheRecoveryKeyOverAnotherFile() throws Exception {
    model.create(password(), password());
    Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
    test.files.answerFresh(file);
    model.saveRecoveryKey();
    assertEquals("mine", Files.readString(file));
    assertFalse(model.recoveryProblemProperty().get().isEmpty());
  }
}
