package io.github.latchkey.desktop.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.vault.RecoveryKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
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
  private SheetPrinter.Outcome printing = SheetPrinter.Outcome.PRINTED;
  private char[] printed = new char[0];
  private boolean noted;

  @BeforeEach
  void showAKey() throws Exception {
    test = new TestDesk(folder).withVault();
    model =
        new RecoveryViewModel(
            test.desk,
            (sheet, text) -> {
              printed = text;
              return printing;
            });
    show(Optional.of(View.SETTINGS));
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
  void printsAndWipesWhatWasPrinted() {
    model.print();
    assertEquals(63, printed.length);
    assertArrayEquals(new char[63], printed);
    assertTrue(model.noteProperty().get().contains("printer"));
  }

  @Test
  void saysWhatToDoWhereThereIsNoPrinter() {
    printing = SheetPrinter.Outcome.NO_PRINTER;
    model.print();
    assertTrue(model.problemProperty().get().contains("Save the sheet"));
    printing = SheetPrinter.Outcome.CANCELLED;
    model.print();
    assertEquals("", model.problemProperty().get());
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
    assertFalse(model.problemProperty().get().isEmpty());
  }

  @Test
  void copiesTheKeyForAsLongAsTheSettingsSay() {
    model.copy();
    assertEquals(new String(key.text()), test.pasteboard.text().orElseThrow());
    assertTrue(model.noteProperty().get().contains("30 s"));
  }
}
