package io.github.latchkey.desktop.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.vault.RecoveryKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryViewModelTest {

  @TempDir Path folder;

  private final RecoveryKey key = RecoveryKey.random();
  private TestDesk test;
  private RecoveryViewModel model;
  private final FakePrinter printer = new FakePrinter();
  private boolean noted;

  @BeforeEach
  void showAKey() throws Exception {
    test = new TestDesk(folder).withVault();
    model = new RecoveryViewModel(test.desk, printer);
    show(Optional.of(View.SETTINGS));
  }

  /// Says what a test wants and keeps what it got.
  private static final class FakePrinter implements SheetPrinter {
    private List<String> names = List.of("Office_2", "Desk");
    private Outcome outcome = Outcome.PRINTED;
    private Optional<RuntimeException> failure = Optional.empty();
    private String chosen = "";
    private String text = "";
    private char[] key = new char[0];

    @Override
    public List<String> printers() {
      failure.ifPresent(
          thrown -> {
            throw thrown;
          });
      return names;
    }

    @Override
    public Page page(String printer, RecoverySheet sheet) {
      chosen = printer;
      return given -> {
        key = given;
        text = new String(given);
        printers();
        return outcome;
      };
    }
  }

  private void show(Optional<View> cancelled) {
    model.show(key, folder.resolve("team.latchkey"), cancelled, () -> noted = true);
  }

  private char[] lastGroup() {
    char[] text = key.text();
    return Arrays.copyOfRange(text, text.length - 7, text.length);
  }

  @Test
  void goesOnOnceTheLastGroupWasTyped() {
    assertEquals(View.RECOVERY, test.desk.placeProperty().get());
    model.finish(lastGroup());
    assertTrue(noted);
    assertFalse(model.shownProperty().get());
    assertThrows(IllegalStateException.class, key::text, "nobody needs the key any more");
  }

  @Test
  void takesTheLastGroupInSmallLettersToo() {
    char[] small = lastGroup();
    for (int i = 0; i < small.length; i++) {
      small[i] = Character.toLowerCase(small[i]);
    }
    model.finish(small);
    assertTrue(noted);
    assertArrayEquals(new char[7], small, "what was typed is wiped");
  }

  @Test
  void doesNotGoOnForAnotherGroupOrNone() {
    for (String wrong : new String[] {"", "WRONGGG", "-", "A"}) {
      model.finish(wrong.toCharArray());
      assertEquals("That is not the last group.", model.problemProperty().get(), wrong);
    }
    model.finish(Arrays.copyOfRange(lastGroup(), 3, 7));
    assertFalse(noted);
  }

  @Test
  void aLockForgetsTheKey() {
    test.desk.lock();
    assertFalse(model.shownProperty().get());
    assertThrows(IllegalStateException.class, key::text);
    assertFalse(noted);
  }

  @Test
  void mayBeLeftWhereTheEarlierKeyGoesOnWorking() {
    assertTrue(model.mayBeCancelled());
    model.cancel();
    assertEquals(View.SETTINGS, test.desk.placeProperty().get());
    assertFalse(noted);
  }

  @Test
  void mayNotBeLeftWhereThereIsNoOther() {
    show(Optional.empty());
    assertFalse(model.mayBeCancelled());
    model.cancel();
    assertEquals(View.RECOVERY, test.desk.placeProperty().get());
  }

  @Test
  void showsThePrintersAndPrintsNothingBeforeOneIsChosen() {
    model.findPrinters();
    assertEquals(List.of("Office_2", "Desk"), model.printersProperty().get());
    assertEquals("", printer.chosen);
    model.print("Desk");
    assertEquals("Desk", printer.chosen);
    assertEquals(List.of(), model.printersProperty().get());
  }

  @Test
  void printsAndWipesWhatWasPrinted() {
    String whole = new String(key.text());
    model.print("Desk");
    assertEquals(whole, printer.text);
    assertArrayEquals(new char[63], printer.key);
    assertTrue(model.noteProperty().get().startsWith("Handed to Desk."));
    assertEquals("", model.troubleProperty().get());
  }

  @Test
  void neverSaysPrintedWhereItWasNot() {
    printer.outcome = SheetPrinter.Outcome.REFUSED;
    model.print("Desk");
    assertTrue(model.troubleProperty().get().startsWith("Desk did not take the page"));
    assertEquals("", model.noteProperty().get());
    assertEquals("", model.problemProperty().get(), "nothing is wrong with the typed group");
    printer.outcome = SheetPrinter.Outcome.UNANSWERED;
    model.print("Desk");
    assertTrue(model.troubleProperty().get().startsWith("Desk did not say that it took the page"));
    assertEquals("", model.noteProperty().get());
    printer.failure = Optional.of(new IllegalStateException());
    model.print("Desk");
    assertFalse(model.troubleProperty().get().isEmpty());
    assertEquals("", model.noteProperty().get());
    assertArrayEquals(new char[63], printer.key, "wiped here too");
  }

  @Test
  void saysWhatToDoWhereThereIsNoPrinter() {
    printer.names = List.of();
    model.findPrinters();
    assertTrue(model.troubleProperty().get().contains("Save the sheet"));
    assertEquals("", model.noteProperty().get());
    printer.names = List.of("Desk");
    model.findPrinters();
    assertEquals("", model.troubleProperty().get());
    printer.failure = Optional.of(new IllegalStateException());
    model.findPrinters();
    assertFalse(model.troubleProperty().get().isEmpty());
    assertEquals(List.of(), model.printersProperty().get());
  }

  private final HeldBackground held = new HeldBackground();

  /// A key on a desk whose work is finished when a test says so.
  private Desk slowDesk() throws Exception {
    Desk slow = test.desk(held);
    try (var recovery = RecoveryKey.read(test.recoveryKey())) {
      slow.open(VaultSession.open(folder.resolve("team.latchkey"), recovery, test.parts));
    }
    held.finishAll();
    model = new RecoveryViewModel(slow, printer);
    show(Optional.of(View.SETTINGS));
    return slow;
  }

  @Test
  void offersNoPrinterOnceThePersonHasGone() throws Exception {
    Desk slow = slowDesk();
    model.findPrinters();
    slow.go(View.SETTINGS);
    held.finishAll();
    assertEquals(List.of(), model.printersProperty().get());
    model.print("Desk");
    assertEquals("", printer.chosen, "there is no key any more");
    model.findPrinters();
    assertEquals("", model.noteProperty().get());
  }

  @Test
  void whatIsBeingPrintedWhenThePersonGoesOnIsPrintedAndWiped() throws Exception {
    Desk slow = slowDesk();
    String whole = new String(key.text());
    model.print("Desk");
    model.finish(lastGroup());
    slow.go(View.SETTINGS);
    held.finishAll();
    assertEquals(whole, printer.text);
    assertArrayEquals(new char[63], printer.key);
    assertEquals("", slow.noteProperty().get());
    assertEquals("", model.noteProperty().get());
  }

  @Test
  void aPageThatWasNotPrintedIsToldWhereThePersonIs() throws Exception {
    Desk slow = slowDesk();
    printer.outcome = SheetPrinter.Outcome.REFUSED;
    model.print("Desk");
    slow.go(View.SETTINGS);
    held.finishAll();
    assertTrue(slow.noteProperty().get().startsWith("Desk did not take the page"));
    assertEquals("", model.troubleProperty().get());
  }

  @Test
  void aPageThatWasNotPrintedIsToldAtTheDoorAfterALock() throws Exception {
    Desk slow = slowDesk();
    printer.outcome = SheetPrinter.Outcome.UNANSWERED;
    model.print("Desk");
    slow.lock();
    held.finishAll();
    assertTrue(slow.lateProperty().get().startsWith("Desk did not say"));
    assertArrayEquals(new char[63], printer.key);
  }

  @Test
  void savesTheSheetForItsOwnerAlone() throws Exception {
    Path file = folder.resolve("sheet.svg");
    test.files.answerFresh(file);
    model.save();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    String page = Files.readString(file);
    assertTrue(page.contains(">" + new String(lastGroup()) + "</text>"));
    assertTrue(page.toLowerCase(Locale.ROOT).contains("recovery key of team.latchkey"));
    assertTrue(model.noteProperty().get().contains("sheet.svg"));
  }

  @Test
  void doesNotSaveTheSheetOverAnotherFile() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
    test.files.answerFresh(file);
    model.save();
    assertEquals("mine", Files.readString(file));
    assertFalse(model.troubleProperty().get().isEmpty());
  }

  @Test
  void copiesTheKeyForAsLongAsTheSettingsSay() {
    model.copy();
    assertEquals(new String(key.text()), test.pasteboard.text().orElseThrow());
    assertTrue(model.noteProperty().get().contains("30 s"));
  }
}
