package io.github.latchkey.desktop.recovery;

import static io.github.latchkey.desktop.recovery.PaperSize.dots;

import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/// A [RecoverySheet] in the dots of a printer.
///
/// JavaFX draws the sheet's words, in any script, and each letter of the alphabet once; the key is
/// put together from those letters here. So nothing of JavaFX's, whose images and buffers cannot be
/// wiped, ever shows the key. Closing it wipes the page.
final class RecoveryPage implements AutoCloseable {

  private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final double GROUP_LENGTH = 7;
  private static final double WIDEST_LINE = 170;
  private static final double WIDEST_GROUP = 38;
  private static final Color QUIET = Color.web("#555");

  private final PageImage page;
  private final PageImage letters;
  private final int letterBase;
  private final int edge;

  /// Draws all but the key. Used on the JavaFX thread.
  RecoveryPage(RecoverySheet sheet, PaperSize paper) {
    edge = (paper.width() - dots(RecoverySheet.WIDTH)) / 2;
    var words = new Group();
    sheet.lines().forEach(line -> words.getChildren().add(text(line)));
    page = drawn(words, paper.width(), paper.height());

    Font font = groupFont();
    var widest = new Text("W");
    widest.setFont(font);
    int pitch = (int) Math.ceil(widest.getLayoutBounds().getWidth());
    letterBase = (int) Math.ceil(widest.getBaselineOffset());
    var alphabet = new Group();
    for (int i = 0; i < LETTERS.length(); i++) {
      var letter = new Text(i * pitch, letterBase, LETTERS.substring(i, i + 1));
      letter.setFont(font);
      alphabet.getChildren().add(letter);
    }
    int height = (int) Math.ceil(widest.getLayoutBounds().getHeight());
    letters = drawn(alphabet, LETTERS.length() * pitch, height);
  }

  private Text text(RecoverySheet.Line line) {
    var text = new Text(edge + dots(RecoverySheet.LEFT), dots(line.y()), line.words());
    FontWeight weight = line.bold() ? FontWeight.BOLD : FontWeight.NORMAL;
    text.setFill(line.quiet() ? QUIET : Color.BLACK);
    text.setFont(Font.font("System", weight, dots(line.size())));
    double tooWide = text.getLayoutBounds().getWidth() / dots(WIDEST_LINE);
    if (tooWide > 1) {
      text.setFont(Font.font("System", weight, dots(line.size()) / tooWide));
    }
    return text;
  }

  /// Where no font has letters of one width, smaller ones, so that no group runs into the next.
  private static Font groupFont() {
    double size = dots(RecoverySheet.GROUP_SIZE);
    var widest = new Text("W");
    widest.setFont(Font.font("Monospaced", FontWeight.BOLD, size));
    double group = GROUP_LENGTH * widest.getLayoutBounds().getWidth();
    double tooWide = Math.max(1, group / dots(WIDEST_GROUP));
    return Font.font("Monospaced", FontWeight.BOLD, size / tooWide);
  }

  private static PageImage drawn(Group words, int width, int height) {
    var part = new SnapshotParameters();
    part.setFill(Color.WHITE);
    part.setViewport(new Rectangle2D(0, 0, width, height));
    var reader = words.snapshot(part, null).getPixelReader();
    var image = new PageImage(width, height);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      reader.getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), row, 0, width);
      for (int x = 0; x < width; x++) {
        image.dots()[y * width + x] = (byte) row[x]; // a grey: its blue is as good as its red
      }
    }
    return image;
  }

  /// Adds the key, as a QR code and in groups. The array stays the caller's.
  /// IllegalArgumentException for another character than a hyphen, a digit or a capital letter.
  void add(char[] key) {
    addSquare(key);
    int pitch = letters.width() / LETTERS.length();
    int group = 0;
    int place = 0;
    for (char c : key) {
      if (c == '-') {
        group++;
        place = 0;
      } else {
        int letter = LETTERS.indexOf(c);
        if (letter < 0) {
          throw new IllegalArgumentException("not a character of a recovery key");
        }
        int left = edge + dots(RecoverySheet.groupLeft(group)) + place * pitch;
        int top = dots(RecoverySheet.groupBase(group)) - letterBase;
        page.stamp(letters, letter * pitch, (letter + 1) * pitch, left, top);
        place++;
      }
    }
  }

  private void addSquare(char[] key) {
    int module = dots(RecoverySheet.MODULE);
    int left = (page.width() - QrSquare.SIDE * module) / 2;
    try (QrSquare code = QrSquare.of(key)) {
      for (int y = 0; y < QrSquare.SIDE; y++) {
        for (int x = 0; x < QrSquare.SIDE; x++) {
          if (code.isDark(x, y)) {
            int top = dots(RecoverySheet.SQUARE_TOP) + y * module;
            page.blacken(left + x * module, top, module);
          }
        }
      }
    }
  }

  /// The page as it is now: the live image, white when this is closed.
  PageImage image() {
    return page;
  }

  @Override
  public void close() {
    page.close();
  }
}
