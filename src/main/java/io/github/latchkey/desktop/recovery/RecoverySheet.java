package io.github.latchkey.desktop.recovery;

import io.github.latchkey.app.Wording;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What stands on the printed page of a recovery key: the vault, the day, the key as text and as a
/// QR code, and how it is used.
///
/// @param vault the vault file's name
/// @param day the day it was made on
public record RecoverySheet(Wording wording, String vault, LocalDate day) {

  private static final int STEPS = 4;
  private static final int MOST_BYTES = 64 * 1024;
  private static final double MODULE = 2.0;

  /// SVG breaks no lines: a step is cut at the last space before it gets too long.
  private static final Pattern LONG_LINE = Pattern.compile("(.{1,74})(?: +|$)");

  private static final Pattern LINE_END = Pattern.compile("\n");

  /// The page's heading.
  String title() {
    return text("title", Map.of("vault", Wording.visible(vault)));
  }

  /// When it was made, and what lies on this page.
  String about() {
    return text("about", Map.of("date", wording.date(day)));
  }

  /// How it is used, a line for each step.
  List<String> steps() {
    return IntStream.rangeClosed(1, STEPS)
        .mapToObj(n -> n + ".  " + wording.text("recovery.sheet.step." + n))
        .toList();
  }

  private String text(String key) {
    return text(key, Map.of());
  }

  private String text(String key, Map<String, ?> facts) {
    return wording.text("recovery.sheet." + key, facts);
  }

  /// The page as an SVG image of A4 size, which every browser shows and prints. The key's array and
  /// the answer are the caller's to wipe; in between, no character of the key is in a String.
  byte[] svg(char[] key) {
    ByteBuffer page = ByteBuffer.allocate(MOST_BYTES);
    try {
      put(
          page,
          """
          <svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297">
          <rect width="210" height="297" fill="#fff"/>
          """);
      line(page, 20, 30, "font-size='8' font-weight='bold'", title());
      line(page, 20, 39, "font-size='4' fill='#555'", about());
      code(page, key, (210 - QrSquare.SIDE * MODULE) / 2, 54);
      groups(page, key, 146);
      double y = 184;
      for (String step : steps()) {
        for (String part : LINE_END.split(LONG_LINE.matcher(step).replaceAll("$1\n"))) {
          line(page, 20, y, "font-size='4.2'", part);
          y += 6;
        }
        y += 3;
      }
      line(page, 20, y + 7, "font-size='4' font-weight='bold'", text("warning"));
      put(page, "</svg>\n");
      return Arrays.copyOf(page.array(), page.position());
    } finally {
      Arrays.fill(page.array(), (byte) 0);
    }
  }

  private static void code(ByteBuffer page, char[] key, double left, double top) {
    try (QrSquare code = QrSquare.of(key)) {
      put(page, "<path shape-rendering='crispEdges' d='");
      for (int y = 0; y < QrSquare.SIDE; y++) {
        for (int x = 0; x < QrSquare.SIDE; x++) {
          if (code.isDark(x, y)) {
            put(page, "M" + (left + x * MODULE) + " " + (top + y * MODULE) + "h2v2h-2z");
          }
        }
      }
      put(page, "'/>\n");
    }
  }

  /// Two lines of four groups, each group an own text so that it can be read aloud.
  private static void groups(ByteBuffer page, char[] key, double top) {
    int group = 0;
    for (int start = 0; start < key.length; group++) {
      int end = start;
      while (end < key.length && key[end] != '-') {
        end++;
      }
      double x = 24 + 43.5 * (group % 4);
      put(page, "<text font-family='monospace' font-size='7' font-weight='bold'");
      put(page, " x='" + x + "' y='" + (top + 12 * (group / 4)) + "'>");
      for (int i = start; i < end; i++) {
        page.put((byte) key[i]);
      }
      put(page, "</text>\n");
      start = end + 1;
    }
  }

  private static void line(ByteBuffer page, double x, double y, String look, String words) {
    String safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    put(page, "<text font-family='sans-serif' x='" + x + "' y='" + y + "' " + look + ">");
    put(page, safe);
    put(page, "</text>\n");
  }

  private static void put(ByteBuffer page, String known) {
    page.put(known.getBytes(StandardCharsets.UTF_8));
  }
}
