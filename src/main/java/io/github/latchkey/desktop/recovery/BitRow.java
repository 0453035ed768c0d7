package io.github.latchkey.desktop.recovery;

/// Bits one after the other in a row of bytes, the highest first.
final class BitRow {

  private final byte[] bytes;
  private int length;

  /// An empty row that will have so many bytes.
  BitRow(int size) {
    bytes = new byte[size];
  }

  /// Appends the lowest `count` bits of a number.
  void add(int number, int count) {
    for (int bit = count - 1; bit >= 0; bit--, length++) {
      bytes[length / 8] |= (byte) ((number >> bit & 1) << 7 - length % 8);
    }
  }

  /// The whole row, filled up as a QR code wants it (ISO/IEC 18004, 7.4.10): up to four zeros as
  /// the end, zeros to a whole byte, then 11101100 and 00010001 in turn. The array is the caller's.
  byte[] padded() {
    int used = Math.min(length + 4, bytes.length * 8);
    int first = (used + 7) / 8;
    for (int i = first; i < bytes.length; i++) {
      bytes[i] = (byte) ((i - first) % 2 == 0 ? 0b11101100 : 0b00010001);
    }
    return bytes;
  }
}
