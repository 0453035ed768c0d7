package io.github.latchkey.desktop.recovery;

import io.github.latchkey.desktop.control.SecretText;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/// A [RecoverySheet] as nodes, black on white, for JavaFX's printer: in the points that a printer
/// counts in.
final class RecoveryPage extends VBox {

  private static final double MODULE = 5;

  private final SecretText groups = new SecretText();
  private final Pane square = new Pane();

  /// Lays the page out in this width. The array stays the caller's.
  RecoveryPage(RecoverySheet sheet, char[] key, double width) {
    super(14);
    setPadding(new Insets(24));
    setPrefWidth(width);
    setAlignment(Pos.TOP_LEFT);
    groups.show(key);
    var middle = new VBox(20, square, groups);
    middle.setAlignment(Pos.CENTER);
    middle.setPadding(new Insets(12, 0, 12, 0));
    square.setMaxSize(QrSquare.SIDE * MODULE, QrSquare.SIDE * MODULE);
    square.setMinSize(QrSquare.SIDE * MODULE, QrSquare.SIDE * MODULE);
    drawSquare(key);
    List<Node> lines = new ArrayList<>();
    lines.add(text(sheet.title(), 22, width));
    lines.add(text(sheet.about(), 11, width));
    lines.add(middle);
    sheet.steps().forEach(step -> lines.add(text(step, 12, width)));
    getChildren().setAll(lines);
  }

  private void drawSquare(char[] key) {
    try (QrSquare code = QrSquare.of(key)) {
      for (int y = 0; y < QrSquare.SIDE; y++) {
        for (int x = 0; x < QrSquare.SIDE; x++) {
          if (code.isDark(x, y)) {
            square.getChildren().add(new Rectangle(x * MODULE, y * MODULE, MODULE, MODULE));
          }
        }
      }
    }
  }

  private static Text text(String words, double size, double width) {
    var text = new Text(words);
    text.setWrappingWidth(width - 48);
    text.setStyle("-fx-font-size: " + size + "px;");
    text.setFill(Color.BLACK);
    return text;
  }

  /// Draws nothing secret any more.
  void clear() {
    groups.clear();
    square.getChildren().clear();
  }
}
