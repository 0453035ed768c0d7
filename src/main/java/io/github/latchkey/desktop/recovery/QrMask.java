package io.github.latchkey.desktop.recovery;

/// The masks of a QR code, and how hard a masked one is to read (ISO/IEC 18004, 7.8).
final class QrMask {

  static final int COUNT = 8;

  /// A finder's cross-section with four light modules before or behind it, as eleven bits.
  private static final int FINDER_THEN_LIGHT = 0b10111010000;

  private static final int LIGHT_THEN_FINDER = 0b00001011101;

  private QrMask() {}

  /// Whether this mask inverts the module in column x and row y.
  static boolean inverts(int mask, int x, int y) {
    return 0
        == switch (mask) {
          case 0 -> (x + y) % 2;
          case 1 -> y % 2;
          case 2 -> x % 3;
          case 3 -> (x + y) % 3;
          case 4 -> (y / 2 + x / 3) % 2;
          case 5 -> x * y % 2 + x * y % 3;
          case 6 -> (x * y % 2 + x * y % 3) % 2;
          default -> ((x + y) % 2 + x * y % 3) % 2;
        };
  }

  /// Points for long runs, blocks, what looks like a finder, and too much of one colour.
  static int penalty(boolean[] dark, int side) {
    int penalty = 0;
    int darkOnes = 0;
    for (int line = 0; line < side; line++) {
      penalty += alongLine(dark, side, line * side, 1) + alongLine(dark, side, line, side);
      for (int x = 0; x < side; x++) {
        int at = line * side + x;
        darkOnes += dark[at] ? 1 : 0;
        boolean isBlock =
            x > 0
                && line > 0
                && dark[at] == dark[at - 1]
                && dark[at] == dark[at - side]
                && dark[at] == dark[at - side - 1];
        penalty += isBlock ? 3 : 0;
      }
    }
    return penalty + Math.abs(darkOnes * 20 / (side * side) - 10) * 10;
  }

  private static int alongLine(boolean[] dark, int side, int start, int step) {
    int penalty = 0;
    int run = 0;
    int lastEleven = 0;
    for (int i = 0; i < side; i++) {
      boolean now = dark[start + i * step];
      run = i > 0 && now == dark[start + (i - 1) * step] ? run + 1 : 1;
      penalty += run == 5 ? 3 : run > 5 ? 1 : 0;
      lastEleven = (lastEleven << 1 | (now ? 1 : 0)) & 0x7ff;
      boolean likeFinder = lastEleven == FINDER_THEN_LIGHT || lastEleven == LIGHT_THEN_FINDER;
      penalty += i >= 10 && likeFinder ? 40 : 0;
    }
    return penalty;
  }
}
