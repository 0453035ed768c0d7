package io.github.latchkey.vault;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The matrix of blocks that Argon2 fills, one row per lane (RFC 9106, section 3.2).
///
/// Off-heap, so that the heap's limit does not matter and no collector copies it; overwritten with
/// zeros at its end. Several threads may use it, each writing to a lane of its own.
final class ArgonMemory implements AutoCloseable {

  /// Where lanes wait for each other, four times a pass.
  static final int SLICES = 4;

  private static final long BLOCK = (long) ArgonBlock.WORDS * Long.BYTES;
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int lanes;
  private final int columns;
  private final ArgonPages pages;
  private final MemorySegment memory;

  /// As many blocks of 1 KiB as make whole segments for all lanes; OutOfMemoryError where the
  /// machine does not have them.
  ArgonMemory(int memoryKib, int lanes) {
    this(new ArgonPages(memoryKib), memoryKib, lanes);
  }

  /// The same in pages of at least that size, which are closed with this.
  ArgonMemory(ArgonPages pages, int memoryKib, int lanes) {
    this.lanes = lanes;
    this.columns = memoryKib / (SLICES * lanes) * SLICES;
    this.pages = pages;
    this.memory = pages.memory();
  }

  int lanes() {
    return lanes;
  }

  int columns() {
    return columns;
  }

  /// Columns of one slice.
  int segment() {
    return columns / SLICES;
  }

  long blocks() {
    return (long) lanes * columns;
  }

  /// Copies a block into 128 words.
  void load(int lane, int column, long[] words) {
    MemorySegment.copy(memory, WORD, place(lane, column), words, 0, ArgonBlock.WORDS);
  }

  /// Copies 128 words into a block.
  void store(int lane, int column, long[] words) {
    MemorySegment.copy(words, 0, memory, WORD, place(lane, column), ArgonBlock.WORDS);
  }

  private long place(int lane, int column) {
    return ((long) lane * columns + column) * BLOCK;
  }

  @Override
  public void close() {
    pages.close();
  }
}
