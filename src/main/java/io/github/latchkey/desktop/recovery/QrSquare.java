package io.github.latchkey.desktop.recovery;

import java.util.Arrays;

/// A QR code of one size (ISO/IEC 18004, version 4, 33 modules a side, error correction Q: a
/// quarter of it may be torn away) for up to 67 capital letters, digits and hyphens.
///
/// It is drawn here and not by a library, since every library takes its text as a String, and this
/// text is a recovery key. Closing it wipes the pattern.
final class QrSquare implements AutoCloseable {

  static final int SIDE = 33;

  private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  private static final int LONGEST = 67;
  private static final int BLOCKS = 2;
  private static final int DATA = 24;
  private static final int CHECKS = 26;

  /// What error correction Q is called in the format information.
  private static final int LEVEL = 0b11;

  private final boolean[] dark = new boolean[SIDE * SIDE];
  private final boolean[] taken = new boolean[SIDE * SIDE];

  private QrSquare() {
    finder(0, 0);
    finder(SIDE - 7, 0);
    finder(0, SIDE - 7);
    for (int i = 8; i < SIDE - 8; i++) {
      set(i, 6, i % 2 == 0);
      set(6, i, i % 2 == 0);
    }
    for (int x = -2; x <= 2; x++) {
      for (int y = -2; y <= 2; y++) {
        set(26 + x, 26 + y, Math.max(Math.abs(x), Math.abs(y)) != 1);
      }
    }
    format(0);
  }

  /// The code for these characters; the array stays the caller's, who wipes it.
  /// IllegalArgumentException for a text that is too long or holds another character.
  static QrSquare of(char[] text) {
    var square = new QrSquare();
    byte[] data = data(text);
    byte[][] checks = new byte[BLOCKS][];
    for (int block = 0; block < BLOCKS; block++) {
      byte[] part = Arrays.copyOfRange(data, block * DATA, (block + 1) * DATA);
      checks[block] = QrChecks.of(part, CHECKS);
      Arrays.fill(part, (byte) 0);
    }
    byte[] all = new byte[BLOCKS * (DATA + CHECKS)];
    for (int i = 0; i < all.length; i++) {
      int row = i / BLOCKS;
      int block = i % BLOCKS;
      all[i] = row < DATA ? data[block * DATA + row] : checks[block][row - DATA];
    }
    square.place(all);
    square.maskAsReadsBest();
    Arrays.fill(data, (byte) 0);
    Arrays.fill(all, (byte) 0);
    return square;
  }

  /// Whether the module in this column and row is dark.
  boolean isDark(int x, int y) {
    return dark[y * SIDE + x];
  }

  /// Two characters to eleven bits (7.4.4), then the end and the padding.
  private static byte[] data(char[] text) {
    if (text.length > LONGEST) {
      throw new IllegalArgumentException("too long for this size");
    }
    var bits = new BitRow(BLOCKS * DATA);
    bits.add(0b0010, 4);
    bits.add(text.length, 9);
    for (int i = 0; i + 1 < text.length; i += 2) {
      bits.add(letter(text[i]) * LETTERS.length() + letter(text[i + 1]), 11);
    }
    if (text.length % 2 == 1) {
      bits.add(letter(text[text.length - 1]), 6);
    }
    return bits.padded();
  }

  private static int letter(char c) {
    int index = LETTERS.indexOf(c);
    if (index < 0) {
      throw new IllegalArgumentException("not a character of this mode");
    }
    return index;
  }

  private void set(int x, int y, boolean isDark) {
    dark[y * SIDE + x] = isDark;
    taken[y * SIDE + x] = true;
  }

  /// A corner's square with the light border around it.
  private void finder(int left, int top) {
    for (int x = -1; x <= 7; x++) {
      for (int y = -1; y <= 7; y++) {
        boolean inside = left + x >= 0 && left + x < SIDE && top + y >= 0 && top + y < SIDE;
        int ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
        if (inside) {
          set(left + x, top + y, ring != 2 && ring != 4);
        }
      }
    }
  }

  /// Of the eight masks the one that is easiest to read (7.8.3).
  private void maskAsReadsBest() {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int mask = 0; mask < QrMask.COUNT; mask++) {
      format(mask);
      mask(mask);
      int penalty = QrMask.penalty(dark, SIDE);
      mask(mask);
      if (penalty < least) {
        least = penalty;
        best = mask;
      }
    }
    format(best);
    mask(best);
  }

  private void mask(int mask) {
    for (int i = 0; i < dark.length; i++) {
      dark[i] ^= !taken[i] && QrMask.inverts(mask, i % SIDE, i / SIDE);
    }
  }

  /// Both copies of the format information (7.9): level and mask with their BCH check bits,
  /// exclusive-or 101010000010010; and the module that is always dark.
  private void format(int mask) {
    int format = LEVEL << 3 | mask;
    int checks = format << 10;
    for (int bit = 14; bit >= 10; bit--) {
      checks ^= (checks >> bit & 1) * (0b10100110111 << bit - 10);
    }
    int all = (format << 10 | checks) ^ 0b101010000010010;
    for (int bit = 0; bit < 15; bit++) {
      boolean on = (all >> bit & 1) == 1;
      int near = bit < 6 ? bit : bit < 8 ? bit + 1 : bit == 8 ? 7 : 14 - bit;
      set(bit < 8 ? 8 : near, bit < 8 ? near : 8, on);
      set(bit < 8 ? SIDE - 1 - bit : 8, bit < 8 ? 8 : SIDE - 15 + bit, on);
    }
    set(8, SIDE - 8, true);
  }

  /// Upwards and downwards in columns of two from the right, over what is free (7.7.3). The seven
  /// modules that remain are light.
  private void place(byte[] all) {
    int bit = 0;
    boolean up = true;
    for (int right = SIDE - 1; right > 0; right -= 2, up = !up) {
      right -= right == 6 ? 1 : 0;
      for (int step = 0; step < SIDE; step++) {
        int y = up ? SIDE - 1 - step : step;
        for (int x = right; x > right - 2; x--) {
          if (!taken[y * SIDE + x]) {
            boolean on = bit < all.length * 8 && (all[bit / 8] >> 7 - bit % 8 & 1) == 1;
            dark[y * SIDE + x] = on;
            bit++;
          }
        }
      }
    }
  }

  @Override
  public void close() {
    Arrays.fill(dark, false);
  }
}
