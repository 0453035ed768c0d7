package io.github.latchkey.desktop.recovery;

import java.util.Locale;
import java.util.Set;

/// The paper that a page is printed on, and its dots.
enum PaperSize {
  /// 210 mm by 297 mm.
  A4(2480, 3508),
  /// 8.5 by 11 inches.
  LETTER(2550, 3300);

  /// Dots in an inch.
  static final int DENSITY = 300;

  private static final double MILLIMETRES = 25.4;
  private static final Set<String> LETTER_COUNTRIES = Set.of("US", "CA");

  private final int width;
  private final int height;

  PaperSize(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /// What printers hold in this country.
  static PaperSize of(Locale locale) {
    return LETTER_COUNTRIES.contains(locale.getCountry()) ? LETTER : A4;
  }

  /// Dots from left to right.
  int width() {
    return width;
  }

  /// Dots from top to bottom.
  int height() {
    return height;
  }

  /// These millimetres in whole dots.
  static int dots(double millimetres) {
    return (int) Math.round(millimetres * DENSITY / MILLIMETRES);
  }
}
