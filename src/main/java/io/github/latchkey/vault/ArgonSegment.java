package io.github.latchkey.vault;

import java.util.Arrays;

/// One lane's part of one slice: the blocks that a thread fills without waiting for another (RFC
/// 9106, section 3.4).
///
/// Each block is a call of its own: a method that is called thousands of times is compiled soon, a
/// loop that is entered a dozen times is not.
final class ArgonSegment implements Runnable {

  private static final long LOW = 0xFFFF_FFFFL;
  private static final long ARGON2ID = 2;

  private final ArgonMemory memory;
  private final int passes;
  private final int pass;
  private final int slice;
  private final int lane;
  private final long[] block = new long[ArgonBlock.WORDS];
  private final long[] other = new long[ArgonBlock.WORDS];
  private final long[] scratch = new long[ArgonBlock.WORDS];
  private final long[] addresses = new long[ArgonBlock.WORDS];

  /// @param memory the matrix that all lanes share
  /// @param passes how many passes there are in all
  ArgonSegment(ArgonMemory memory, int passes, int pass, int slice, int lane) {
    this.memory = memory;
    this.passes = passes;
    this.pass = pass;
    this.slice = slice;
    this.lane = lane;
  }

  /// Fills the segment. Stops midway, with the segment unfinished, once its thread is interrupted.
  @Override
  public void run() {
    int first = isFirst() ? 2 : 0;
    int begin = slice * memory.segment();
    memory.load(lane, (begin + first + memory.columns() - 1) % memory.columns(), block);
    for (int i = first; i < memory.segment(); i++) {
      if (i % ArgonBlock.WORDS == 0 || i == first) {
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
        if (isIndependent()) {
          address(1 + i / ArgonBlock.WORDS);
        }
      }
      fill(i, begin + i);
    }
    for (long[] used : new long[][] {block, other, scratch}) {
      Arrays.fill(used, 0);
    }
  }

  /// Makes the segment's block `i` of the one before it, which is in `block`.
  private void fill(int i, int column) {
    long pseudoRandom = isIndependent() ? addresses[i % ArgonBlock.WORDS] : block[0];
    int referenceLane = isFirst() ? lane : (int) ((pseudoRandom >>> 32) % memory.lanes());
    memory.load(referenceLane, reference(i, referenceLane == lane, pseudoRandom & LOW), other);
    ArgonBlock.xor(block, other);
    ArgonBlock.compress(block, scratch);
    if (pass > 0) {
      memory.load(lane, column, other);
      ArgonBlock.xor(block, other);
    }
    memory.store(lane, column, block);
  }

  /// Whether the first two blocks of the lane are given.
  private boolean isFirst() {
    return pass == 0 && slice == 0;
  }

  /// Argon2id takes the references of the first half pass from a counter, so that they tell nothing
  /// about the password, and all others from what was filled.
  private boolean isIndependent() {
    return pass == 0 && slice < ArgonMemory.SLICES / 2;
  }

  /// The next 128 pseudo-random words of this segment (section 3.4.1.2).
  private void address(int counter) {
    Arrays.fill(addresses, 0);
    addresses[0] = pass;
    addresses[1] = lane;
    addresses[2] = slice;
    addresses[3] = memory.blocks();
    addresses[4] = passes;
    addresses[5] = ARGON2ID;
    addresses[6] = counter;
    ArgonBlock.compress(addresses, scratch);
    ArgonBlock.compress(addresses, scratch);
  }

  /// The column that block `i` of the segment refers to (section 3.4.2).
  private int reference(int i, boolean sameLane, long random) {
    int segment = memory.segment();
    int finished = pass == 0 ? slice * segment : memory.columns() - segment;
    int area = sameLane ? finished + i - 1 : i == 0 ? finished - 1 : finished;
    int start = pass == 0 || slice == ArgonMemory.SLICES - 1 ? 0 : (slice + 1) * segment;
    long distance = area * (random * random >>> 32) >>> 32;
    return (int) ((start + area - 1 - distance) % memory.columns());
  }
}
