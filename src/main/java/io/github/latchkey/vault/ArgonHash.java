package io.github.latchkey.vault;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/// What Argon2 hashes at its beginning and its end: BLAKE2b and the hash of any length that is made
/// of it.
final class ArgonHash {

  private static final int LONGEST = 64;
  private static final int ARGON2ID = 2;

  private ArgonHash() {}

  /// The first hash, of all parameters and inputs (RFC 9106, section 3.2, H_0): password, salt,
  /// secret, associated data.
  static byte[] seed(int memoryKib, int passes, int lanes, int output, byte[]... inputs) {
    var digest = new Blake2bDigest(Byte.SIZE * LONGEST);
    IntStream.of(lanes, output, memoryKib, passes, Argon2.VERSION, ARGON2ID)
        .forEach(number -> update(digest, littleEndian(number)));
    for (byte[] input : inputs) {
      update(digest, littleEndian(input.length));
      update(digest, input);
    }
    return result(digest);
  }

  /// The hash of any length (section 3.3, H').
  static byte[] variable(int length, byte[]... parts) {
    var digest = new Blake2bDigest(Byte.SIZE * Math.min(length, LONGEST));
    update(digest, littleEndian(length));
    for (byte[] part : parts) {
      update(digest, part);
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    byte[] next = result(digest);
    while (out.remaining() > LONGEST) {
      out.put(next, 0, LONGEST / 2);
      digest = new Blake2bDigest(Byte.SIZE * Math.min(out.remaining(), LONGEST));
      update(digest, next);
      Arrays.fill(next, (byte) 0);
      next = result(digest);
    }
    out.put(next);
    Arrays.fill(next, (byte) 0);
    return out.array();
  }

  static byte[] littleEndian(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private static void update(Blake2bDigest digest, byte[] bytes) {
    digest.update(bytes, 0, bytes.length);
  }

  private static byte[] result(Blake2bDigest digest) {
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return hash;
  }
}
