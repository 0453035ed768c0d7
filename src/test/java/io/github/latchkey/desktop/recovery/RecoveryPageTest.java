package io.github.latchkey.desktop.recovery;

import static io.github.latchkey.desktop.recovery.PaperSize.dots;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.Fx;
import io.github.latchkey.vault.RecoveryKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryPageTest {

  private static final String KEY =
      "AAAAAAA-0000000-WWWWWWW-1111111-ABABABA-XYZXYZX-8888888-AAAAAAA";

  private static RecoveryPage page(String vault, PaperSize paper) throws Exception {
    var wording = new Wording(Locale.ENGLISH, ZoneOffset.UTC);
    var sheet = new RecoverySheet(wording, vault, LocalDate.parse("2026-11-22"));
    return Fx.call(() -> new RecoveryPage(sheet, paper));
  }

  private static RecoveryPage page() throws Exception {
    return page("team.latchkey", PaperSize.A4);
  }

  /// The dots between these millimetres from the left and the upper edge.
  private static byte[] cut(RecoveryPage page, double left, double top, double right, double base) {
    return cutDots(page, dots(left), dots(top), dots(right - left), dots(base - top));
  }

  private static byte[] cutDots(RecoveryPage page, int left, int top, int width, int height) {
    byte[] part = new byte[width * height];
    for (int y = 0; y < height; y++) {
      int from = (top + y) * page.image().width() + left;
      System.arraycopy(page.image().dots(), from, part, width * y, width);
    }
    return part;
  }

  private static byte[] group(RecoveryPage page, int group) {
    int left = dots(RecoverySheet.groupLeft(group));
    int top = dots(RecoverySheet.groupBase(group)) - dots(7);
    return cutDots(page, left, top, dots(40), dots(10));
  }

  private static boolean isWhite(byte[] part) {
    byte[] white = new byte[part.length];
    Arrays.fill(white, (byte) 0xff);
    return Arrays.equals(white, part);
  }

  @ParameterizedTest
  @EnumSource(PaperSize.class)
  void thePrintedPageCarriesTheKeyThatAPhoneReads(PaperSize paper) throws Exception {
    try (var page = page("team.latchkey", paper);
        var key = RecoveryKey.random()) {
      page.add(key.text());
      ReadPdf read = ReadPdf.of(OnePagePdf.of(page.image()));
      assertEquals(new String(key.text()), read.scanned());
      assertArrayEquals(page.image().dots(), read.dots());
    }
  }

  @Test
  void everyModuleIsWholeDotsWithoutAGap() throws Exception {
    try (var page = page();
        var square = QrSquare.of(KEY.toCharArray())) {
      page.add(KEY.toCharArray());
      PageImage image = page.image();
      int side = 24;
      int left = (image.width() - QrSquare.SIDE * side) / 2;
      int top = dots(RecoverySheet.SQUARE_TOP);
      for (int y = -4 * side; y < (QrSquare.SIDE + 4) * side; y++) {
        for (int x = -4 * side; x < (QrSquare.SIDE + 4) * side; x++) {
          int column = Math.floorDiv(x, side);
          int row = Math.floorDiv(y, side);
          boolean inside = Math.min(column, row) >= 0 && Math.max(column, row) < QrSquare.SIDE;
          boolean dark = inside && square.isDark(column, row);
          int dot = image.dots()[(top + y) * image.width() + left + x];
          assertEquals(dark ? 0 : -1, dot, () -> column + " " + row);
        }
      }
    }
  }

  @Test
  void theGroupsStandInTheirPlacesInLettersOfOneWidth() throws Exception {
    try (var page = page()) {
      page.add(KEY.toCharArray());
      assertArrayEquals(group(page, 0), group(page, 7), "the same letters look the same");
      for (int i = 1; i < 7; i++) {
        assertFalse(isWhite(group(page, i)));
        assertFalse(Arrays.equals(group(page, 0), group(page, i)), "group " + i);
      }
      byte[] narrow = group(page, 3);
      byte[] wide = group(page, 2);
      assertEquals(
          lastDark(wide), lastDark(narrow), 0.03 * dots(40), "one is as wide as the other");
      assertTrue(lastDark(wide) > dots(25), "no smaller than on the saved sheet");
    }
  }

  private static int lastDark(byte[] group) {
    int last = 0;
    for (int i = 0; i < group.length; i++) {
      last = group[i] < 0 ? last : Math.max(last, i % dots(40)); // lighter than half
    }
    return last;
  }

  @Test
  void everyLetterIsDrawnAsItself() throws Exception {
    String all = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    int pitch = (int) Math.ceil(letter("W").getLayoutBounds().getWidth());
    for (int start = 0; start < all.length(); start += 7) {
      String group = all.substring(start, Math.min(start + 7, all.length()));
      try (var page = page()) {
        page.add(group.toCharArray());
        for (int i = 0; i < group.length(); i++) {
          int left = dots(RecoverySheet.groupLeft(0)) + i * pitch;
          int top = dots(RecoverySheet.groupBase(0)) - dots(7);
          byte[] expected = drawn(group.substring(i, i + 1), pitch);
          byte[] there = cutDots(page, left, top, pitch, dots(10));
          assertArrayEquals(expected, there, group.substring(i, i + 1));
        }
      }
    }
  }

  private static Text letter(String letter) {
    var text = new Text(0, dots(7), letter);
    text.setFont(Font.font("Monospaced", FontWeight.BOLD, dots(RecoverySheet.GROUP_SIZE)));
    return text;
  }

  /// One letter as JavaFX draws it.
  private static byte[] drawn(String letter, int width) throws Exception {
    var part = new SnapshotParameters();
    part.setViewport(new Rectangle2D(0, 0, width, dots(10)));
    PixelReader reader =
        Fx.call(() -> new Group(letter(letter)).snapshot(part, null).getPixelReader());
    byte[] dots = new byte[width * dots(10)];
    for (int i = 0; i < dots.length; i++) {
      dots[i] = (byte) reader.getArgb(i % width, i / width);
    }
    return dots;
  }

  @Test
  void showsNothingOfTheKeyBeforeItIsAddedAndNothingAtAllOnceItIsClosed() throws Exception {
    var page = page();
    assertTrue(isWhite(cut(page, 0, 45, 210, 170)), "the key's place");
    page.add(KEY.toCharArray());
    assertFalse(isWhite(cut(page, 0, 45, 210, 170)));
    byte[] live = page.image().dots();
    page.close();
    assertTrue(isWhite(live));
  }

  @Test
  void everyLineOfTheSheetIsThereWithTheWarning() throws Exception {
    var wording = new Wording(Locale.ENGLISH, ZoneOffset.UTC);
    var lines = new RecoverySheet(wording, "team.latchkey", LocalDate.parse("2026-11-22")).lines();
    assertTrue(lines.getLast().words().startsWith("Whoever has this page"));
    try (var page = page()) {
      for (var line : lines) {
        assertFalse(isWhite(cut(page, 20, line.y() - line.size() / 2, 60, line.y())), line.words());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "team.latchkey",
        "குழு-சாவி.latchkey",
        "a-vault-whose-name-goes-on-and-on-until-nothing-fits-on-a-line-any-more-eu-west-2.latchkey",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
      })
  void nothingIsPrintedWherePrintersCannot(String vault) throws Exception {
    for (PaperSize paper : PaperSize.values()) {
      try (var page = page(vault, paper)) {
        page.add(KEY.toCharArray());
        double right = paper.width() / (double) dots(25.4) * 25.4 - 0.1;
        double base = paper.height() / (double) dots(25.4) * 25.4 - 0.1;
        assertTrue(isWhite(cut(page, 0, 0, 18, base)), "left");
        assertTrue(isWhite(cut(page, right - 15, 0, right, base)), "right");
        assertTrue(isWhite(cut(page, 0, 0, right, 15)), "top");
        assertTrue(isWhite(cut(page, 0, base - 15, right, base)), "bottom");
      }
    }
  }

  @Test
  void refusesWhatIsNoKey() throws Exception {
    try (var page = page()) {
      assertThrows(IllegalArgumentException.class, () -> page.add("abc".toCharArray()));
      assertThrows(IllegalArgumentException.class, () -> page.add("A B".toCharArray()));
    }
  }

  @Test
  void americansHaveOtherPaper() throws Exception {
    assertEquals(PaperSize.LETTER, PaperSize.of(Locale.US));
    assertEquals(PaperSize.LETTER, PaperSize.of(Locale.CANADA_FRENCH));
    assertEquals(PaperSize.A4, PaperSize.of(Locale.of("en", "IN")));
    assertEquals(PaperSize.A4, PaperSize.of(Locale.ENGLISH));
    try (var a4 = page();
        var letter = page("team.latchkey", PaperSize.LETTER)) {
      assertTrue(pdf(a4).contains("/MediaBox [0 0 595.20 841.92]"));
      assertTrue(pdf(letter).contains("/MediaBox [0 0 612.00 792.00]"));
      assertNotEquals(a4.image().width(), letter.image().width());
    }
  }

  private static String pdf(RecoveryPage page) throws Exception {
    return ReadPdf.of(OnePagePdf.of(page.image())).text();
  }
}
