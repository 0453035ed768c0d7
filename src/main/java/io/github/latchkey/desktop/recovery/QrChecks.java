package io.github.latchkey.desktop.recovery;

/// The Reed-Solomon check bytes of a QR code's block: over GF(256) with x^8 + x^4 + x^3 + x^2 + 1,
/// the generator's roots being the first powers of 2 (ISO/IEC 18004, 7.5.2).
final class QrChecks {

  private static final int POLYNOMIAL = 0x11d;

  private QrChecks() {}

  /// So many check bytes for this block; both arrays are the caller's.
  static byte[] of(byte[] block, int count) {
    int[] generator = generator(count);
    byte[] rest = new byte[count];
    for (byte b : block) {
      int factor = (b ^ rest[0]) & 0xff;
      System.arraycopy(rest, 1, rest, 0, count - 1);
      rest[count - 1] = 0;
      for (int i = 0; i < count; i++) {
        rest[i] ^= (byte) product(generator[i], factor);
      }
    }
    return rest;
  }

  /// (x - 1)(x - 2)(x - 4)… without its leading 1, the highest power first.
  private static int[] generator(int count) {
    int[] coefficients = new int[count];
    coefficients[count - 1] = 1;
    int root = 1;
    for (int done = 0; done < count; done++) {
      for (int i = 0; i < count; i++) {
        coefficients[i] = product(coefficients[i], root);
        if (i + 1 < count) {
          coefficients[i] ^= coefficients[i + 1];
        }
      }
      root = product(root, 2);
    }
    return coefficients;
  }

  private static int product(int a, int b) {
    int sum = 0;
    for (int bit = 7; bit >= 0; bit--) {
      sum = sum << 1 ^ (sum >> 7) * POLYNOMIAL;
      sum ^= (b >> bit & 1) * a;
    }
    return sum;
  }
}
