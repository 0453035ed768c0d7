package io.github.latchkey.desktop.recovery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A [RecoverySheet] as an SVG image of A4 size, which every browser shows and prints.
final class SheetSvg {

  private static final int MOST_BYTES = 64 * 1024;

  private final ByteBuffer page = ByteBuffer.allocate(MOST_BYTES);

  private SheetSvg() {}

  /// The image with this key. The key's array and the answer are the caller's to wipe; in between,
  /// no character of the key is in a String.
  static byte[] of(RecoverySheet sheet, char[] key) {
    var svg = new SheetSvg();
    try {
      svg.put(
          """
          <svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297">
          <rect width="210" height="297" fill="#fff"/>
          """);
      sheet.lines().forEach(svg::line);
      svg.code(key);
      svg.groups(key);
      svg.put("</svg>\n");
      return Arrays.copyOf(svg.page.array(), svg.page.position());
    } finally {
      Arrays.fill(svg.page.array(), (byte) 0);
    }
  }

  private void code(char[] key) {
    double module = RecoverySheet.MODULE;
    double left = (RecoverySheet.WIDTH - QrSquare.SIDE * module) / 2;
    try (QrSquare code = QrSquare.of(key)) {
      put("<path shape-rendering='crispEdges' d='");
      for (int y = 0; y < QrSquare.SIDE; y++) {
        for (int x = 0; x < QrSquare.SIDE; x++) {
          if (code.isDark(x, y)) {
            double top = RecoverySheet.SQUARE_TOP + y * module;
            put("M" + (left + x * module) + " " + top + "h2v2h-2z");
          }
        }
      }
      put("'/>\n");
    }
  }

  private void groups(char[] key) {
    int group = 0;
    for (int start = 0; start < key.length; group++) {
      int end = start;
      while (end < key.length && key[end] != '-') {
        end++;
      }
      put("<text font-family='monospace' font-size='" + RecoverySheet.GROUP_SIZE + "'");
      put(" font-weight='bold' x='" + RecoverySheet.groupLeft(group) + "'");
      put(" y='" + RecoverySheet.groupBase(group) + "'>");
      for (int i = start; i < end; i++) {
        page.put((byte) key[i]);
      }
      put("</text>\n");
      start = end + 1;
    }
  }

  private void line(RecoverySheet.Line line) {
    put("<text font-family='sans-serif' x='" + RecoverySheet.LEFT + "' y='" + line.y() + "'");
    put(line.bold() ? " font-weight='bold'" : "");
    put(line.quiet() ? " fill='#555'" : "");
    put(" font-size='" + line.size() + "'>");
    put(line.words().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    put("</text>\n");
  }

  private void put(String known) {
    page.put(known.getBytes(StandardCharsets.UTF_8));
  }
}
