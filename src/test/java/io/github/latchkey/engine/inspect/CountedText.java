package io.github.latchkey.engine.inspect;

/// A pasted text that counts how often a character of it is read: time that no slow machine
/// changes.
final class CountedText extends PastedText {

  private long reads;

  CountedText(String pasted) {
    super(pasted);
  }

  /// How many characters were read so far, those of a copy included.
  long reads() {
    return reads;
  }

  @Override
  public char charAt(int index) {
    reads++;
    return super.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    reads += end - start;
    return super.subSequence(start, end);
  }
}
