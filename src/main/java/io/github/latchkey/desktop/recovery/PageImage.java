package io.github.latchkey.desktop.recovery;

import java.util.Arrays;

/// The dots of a page in greys, a byte each from black to white, row by row. Closing it makes it
/// white.
final class PageImage implements AutoCloseable {

  private static final byte WHITE = (byte) 0xff;

  private final int width;
  private final byte[] dots;

  /// A white page.
  PageImage(int width, int height) {
    this.width = width;
    dots = new byte[Math.multiplyExact(width, height)];
    close();
  }

  int width() {
    return width;
  }

  int height() {
    return dots.length / width;
  }

  /// The live dots.
  byte[] dots() {
    return dots;
  }

  /// Makes a square black.
  void blacken(int left, int top, int side) {
    for (int y = top; y < top + side; y++) {
      Arrays.fill(dots, y * width + left, y * width + left + side, (byte) 0);
    }
  }

  /// Puts a part of another image here, from its left to its right edge in full height: of two dots
  /// the darker stays.
  void stamp(PageImage other, int from, int to, int left, int top) {
    for (int y = 0; y < other.height(); y++) {
      for (int x = from; x < to; x++) {
        int here = (top + y) * width + left + x - from;
        int there = y * other.width + x;
        dots[here] = (byte) Math.min(dots[here] & 0xff, other.dots[there] & 0xff);
      }
    }
  }

  @Override
  public void close() {
    Arrays.fill(dots, WHITE);
  }
}
