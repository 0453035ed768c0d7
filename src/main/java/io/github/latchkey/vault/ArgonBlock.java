package io.github.latchkey.vault;

/// The compression function of Argon2 over blocks of 1024 bytes, as 128 longs (RFC 9106, section
/// 3.5).
///
/// Written as scalar code over one array: the compiler keeps the sixteen words of a permutation in
/// registers, which is as quick as the reference program.
final class ArgonBlock {

  /// How many longs a block has.
  static final int WORDS = 128;

  private static final long LOW = 0xFFFF_FFFFL;

  private ArgonBlock() {}

  /// Turns `mixed` from X xor Y into what the two compress to: G(X, Y).
  ///
  /// @param mixed 128 words, X xor Y before and G(X, Y) after
  /// @param scratch 128 words, overwritten
  static void compress(long[] mixed, long[] scratch) {
    System.arraycopy(mixed, 0, scratch, 0, WORDS);
    for (int row = 0; row < WORDS; row += 16) {
      permute(scratch, row, 2);
    }
    for (int column = 0; column < 16; column += 2) {
      permute(scratch, column, 16);
    }
    xor(mixed, scratch);
  }

  /// Adds the words of one block to those of another.
  static void xor(long[] words, long[] other) {
    for (int i = 0; i < WORDS; i++) {
      words[i] ^= other[i];
    }
  }

  /// The permutation P on eight registers of two words, the first at `at` and each next one `step`
  /// words behind it (section 3.6).
  private static void permute(long[] words, int at, int step) {
    int second = at + step;
    int third = second + step;
    int fourth = third + step;
    int fifth = fourth + step;
    int sixth = fifth + step;
    int seventh = sixth + step;
    int eighth = seventh + step;
    long a0 = words[at];
    long a1 = words[at + 1];
    long a2 = words[second];
    long a3 = words[second + 1];
    long b0 = words[third];
    long b1 = words[third + 1];
    long b2 = words[fourth];
    long b3 = words[fourth + 1];
    long c0 = words[fifth];
    long c1 = words[fifth + 1];
    long c2 = words[sixth];
    long c3 = words[sixth + 1];
    long d0 = words[seventh];
    long d1 = words[seventh + 1];
    long d2 = words[eighth];
    long d3 = words[eighth + 1];

    // GB(a0, b0, c0, d0) … GB(a3, b3, c3, d3), side by side so that the processor overlaps them
    a0 = product(a0, b0);
    a1 = product(a1, b1);
    a2 = product(a2, b2);
    a3 = product(a3, b3);
    d0 = Long.rotateRight(d0 ^ a0, 32);
    d1 = Long.rotateRight(d1 ^ a1, 32);
    d2 = Long.rotateRight(d2 ^ a2, 32);
    d3 = Long.rotateRight(d3 ^ a3, 32);
    c0 = product(c0, d0);
    c1 = product(c1, d1);
    c2 = product(c2, d2);
    c3 = product(c3, d3);
    b0 = Long.rotateRight(b0 ^ c0, 24);
    b1 = Long.rotateRight(b1 ^ c1, 24);
    b2 = Long.rotateRight(b2 ^ c2, 24);
    b3 = Long.rotateRight(b3 ^ c3, 24);
    a0 = product(a0, b0);
    a1 = product(a1, b1);
    a2 = product(a2, b2);
    a3 = product(a3, b3);
    d0 = Long.rotateRight(d0 ^ a0, 16);
    d1 = Long.rotateRight(d1 ^ a1, 16);
    d2 = Long.rotateRight(d2 ^ a2, 16);
    d3 = Long.rotateRight(d3 ^ a3, 16);
    c0 = product(c0, d0);
    c1 = product(c1, d1);
    c2 = product(c2, d2);
    c3 = product(c3, d3);
    b0 = Long.rotateRight(b0 ^ c0, 63);
    b1 = Long.rotateRight(b1 ^ c1, 63);
    b2 = Long.rotateRight(b2 ^ c2, 63);
    b3 = Long.rotateRight(b3 ^ c3, 63);

    // GB(a0, b1, c2, d3), GB(a1, b2, c3, d0), GB(a2, b3, c0, d1), GB(a3, b0, c1, d2)
    a0 = product(a0, b1);
    a1 = product(a1, b2);
    a2 = product(a2, b3);
    a3 = product(a3, b0);
    d3 = Long.rotateRight(d3 ^ a0, 32);
    d0 = Long.rotateRight(d0 ^ a1, 32);
    d1 = Long.rotateRight(d1 ^ a2, 32);
    d2 = Long.rotateRight(d2 ^ a3, 32);
    c2 = product(c2, d3);
    c3 = product(c3, d0);
    c0 = product(c0, d1);
    c1 = product(c1, d2);
    b1 = Long.rotateRight(b1 ^ c2, 24);
    b2 = Long.rotateRight(b2 ^ c3, 24);
    b3 = Long.rotateRight(b3 ^ c0, 24);
    b0 = Long.rotateRight(b0 ^ c1, 24);
    a0 = product(a0, b1);
    a1 = product(a1, b2);
    a2 = product(a2, b3);
    a3 = product(a3, b0);
    d3 = Long.rotateRight(d3 ^ a0, 16);
    d0 = Long.rotateRight(d0 ^ a1, 16);
    d1 = Long.rotateRight(d1 ^ a2, 16);
    d2 = Long.rotateRight(d2 ^ a3, 16);
    c2 = product(c2, d3);
    c3 = product(c3, d0);
    c0 = product(c0, d1);
    c1 = product(c1, d2);
    b1 = Long.rotateRight(b1 ^ c2, 63);
    b2 = Long.rotateRight(b2 ^ c3, 63);
    b3 = Long.rotateRight(b3 ^ c0, 63);
    b0 = Long.rotateRight(b0 ^ c1, 63);

    words[at] = a0;
    words[at + 1] = a1;
    words[second] = a2;
    words[second + 1] = a3;
    words[third] = b0;
    words[third + 1] = b1;
    words[fourth] = b2;
    words[fourth + 1] = b3;
    words[fifth] = c0;
    words[fifth + 1] = c1;
    words[sixth] = c2;
    words[sixth + 1] = c3;
    words[seventh] = d0;
    words[seventh + 1] = d1;
    words[eighth] = d2;
    words[eighth + 1] = d3;
  }

  /// The sum of BLAKE2b's mixing with the product of the low halves added twice.
  private static long product(long x, long y) {
    return x + y + 2 * (x & LOW) * (y & LOW);
  }
}
