package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/// Argon2id, version 0x13, 32 bytes out (RFC 9106), its lanes filled side by side.
///
/// Our own: no Java library that we may use fills lanes on several processors, and only off-heap
/// memory is out of the collector's reach (`src/docs/decisions/0006-own-argon2.md`).
final class Argon2 {

  /// The only version that the format knows.
  static final int VERSION = 0x13;

  private static final int OUTPUT = 32;
  private static final int BLOCK = ArgonBlock.WORDS * Long.BYTES;

  private Argon2() {}

  /// The derived bytes, which the caller closes. OUT_OF_MEMORY where the machine has too little,
  /// CANCELLED soon after the calling thread was interrupted.
  static SecretBytes derive(SecretBytes password, byte[] salt, ArgonCost cost)
      throws VaultException {
    int kib = cost.memoryKib();
    var held = ArgonPages.takeHeld(kib);
    UnlockWarmUp.end();
    try (var memory =
        new ArgonMemory(held.orElseGet(() -> new ArgonPages(kib)), kib, cost.lanes())) {
      return filled(seed(password, salt, kib, cost.passes(), cost.lanes()), memory, cost.passes());
    } catch (OutOfMemoryError tooMuch) {
      throw VaultException.outOfMemory((long) cost.memoryKib() << 10);
    } catch (InterruptedException wanted) {
      throw new VaultException(Kind.CANCELLED, Map.of());
    }
  }

  /// The same with parameters below what a vault may have, for measuring and warming up.
  static SecretBytes raw(SecretBytes password, byte[] salt, int memoryKib, int passes, int lanes)
      throws InterruptedException {
    try (var memory = new ArgonMemory(memoryKib, lanes)) {
      return filled(seed(password, salt, memoryKib, passes, lanes), memory, passes);
    }
  }

  private static byte[] seed(
      SecretBytes password, byte[] salt, int memoryKib, int passes, int lanes) {
    byte[] none = {};
    return password.lend(
        bytes -> ArgonHash.seed(memoryKib, passes, lanes, OUTPUT, bytes, salt, none, none));
  }

  /// What follows the first hash, which is wiped.
  static SecretBytes filled(byte[] seed, ArgonMemory memory, int passes)
      throws InterruptedException {
    try (var threads = new ArgonLanes(memory.lanes())) {
      begin(memory, seed);
      threads.fill(memory, passes);
      return end(memory);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private static void begin(ArgonMemory memory, byte[] seed) {
    for (int lane = 0; lane < memory.lanes(); lane++) {
      for (int column = 0; column < 2; column++) {
        byte[] bytes =
            ArgonHash.variable(
                BLOCK, seed, ArgonHash.littleEndian(column), ArgonHash.littleEndian(lane));
        long[] block = new long[ArgonBlock.WORDS];
        words(bytes).get(block);
        memory.store(lane, column, block);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(block, 0);
      }
    }
  }

  private static SecretBytes end(ArgonMemory memory) {
    long[] block = new long[ArgonBlock.WORDS];
    long[] sum = new long[ArgonBlock.WORDS];
    for (int lane = 0; lane < memory.lanes(); lane++) {
      memory.load(lane, memory.columns() - 1, block);
      ArgonBlock.xor(sum, block);
    }
    byte[] bytes = new byte[BLOCK];
    words(bytes).put(sum);
    try {
      return SecretBytes.take(ArgonHash.variable(OUTPUT, bytes));
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(block, 0);
      Arrays.fill(sum, 0);
    }
  }

  private static LongBuffer words(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
  }
}
