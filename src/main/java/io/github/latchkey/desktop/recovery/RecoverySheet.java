package io.github.latchkey.desktop.recovery;

import io.github.latchkey.app.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What stands on the printed page of a recovery key: the vault, the day, the key as text and as a
/// QR code, and how it is used; and where it stands there, in millimetres.
///
/// @param vault the vault file's name
/// @param day the day it was made on
public record RecoverySheet(Wording wording, String vault, LocalDate day) {

  /// What the sheet is wide; on wider paper it stands in the middle.
  static final double WIDTH = 210;

  /// Where every line begins.
  static final double LEFT = 20;

  /// A module of the QR code.
  static final double MODULE = 2.0;

  /// The QR code's upper edge.
  static final double SQUARE_TOP = 54;

  /// The size of the key's letters.
  static final double GROUP_SIZE = 7;

  private static final double GROUP_WIDTH = 43.5;
  private static final int GROUPS_IN_A_ROW = 4;
  private static final int STEPS = 4;

  /// Nothing breaks these lines for us: a step is cut at the last space before it gets too long.
  private static final Pattern LONG_LINE = Pattern.compile("(.{1,74})(?: +|$)");

  private static final Pattern LINE_END = Pattern.compile("\n");

  /// A line of the sheet, which begins at [#LEFT].
  ///
  /// @param y its baseline, in millimetres from the upper edge
  /// @param size its letters' size, in millimetres
  /// @param quiet whether it is grey
  record Line(double y, double size, boolean bold, boolean quiet, String words) {}

  /// Every line of text except the key.
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(30, 8, true, false, text("title", Map.of("vault", Wording.visible(vault)))));
    lines.add(new Line(39, 4, false, true, text("about", Map.of("date", wording.date(day)))));
    double y = 184;
    for (int step = 1; step <= STEPS; step++) {
      String words = step + ".  " + wording.text("recovery.sheet.step." + step);
      for (String part : LINE_END.split(LONG_LINE.matcher(words).replaceAll("$1\n"))) {
        lines.add(new Line(y, 4.2, false, false, part));
        y += 6;
      }
      y += 3;
    }
    lines.add(new Line(y + 7, 4, true, false, text("warning", Map.of())));
    return lines;
  }

  /// Where a group of the key begins: two rows of four, each group apart so that it can be read
  /// aloud.
  static double groupLeft(int group) {
    return 24 + GROUP_WIDTH * (group % GROUPS_IN_A_ROW);
  }

  /// The baseline of a group of the key.
  static double groupBase(int group) {
    return 146 + 12 * (group / GROUPS_IN_A_ROW);
  }

  private String text(String key, Map<String, ?> facts) {
    return wording.text("recovery.sheet." + key, facts);
  }
}
