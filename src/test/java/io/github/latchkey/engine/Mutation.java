package io.github.latchkey.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What a fuzzer does to a file that was good: a few small changes of many kinds.
public final class Mutation {

  private static final byte[] TELLING = {
    0, 1, 0x7f, (byte) 0x80, (byte) 0x84, (byte) 0xff, '0', '"', '{', '\\', '\n', '=', '-'
  };

  private Mutation() {}

  /// A changed copy of one of the seeds, now and then crossed with another.
  public static byte[] of(List<byte[]> seeds, Random random) {
    byte[] content = seeds.get(random.nextInt(seeds.size())).clone();
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      content = changed(content, seeds, random);
    }
    return content;
  }

  private static byte[] changed(byte[] content, List<byte[]> seeds, Random random) {
    if (content.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(content.length);
    int length = 1 + random.nextInt(Math.min(64, content.length - at));
    return switch (random.nextInt(9)) {
      case 0 -> with(content, at, (byte) (content[at] ^ 1 << random.nextInt(8)));
      case 1 -> with(content, at, (byte) random.nextInt());
      case 2 -> with(content, at, TELLING[random.nextInt(TELLING.length)]);
      case 3 -> joined(content, at, new byte[0], at + length);
      case 4 -> joined(content, at, Arrays.copyOfRange(content, at, at + length), at);
      case 5 -> joined(content, at, random(length, random), at + length);
      case 6 -> Arrays.copyOf(content, at);
      case 7 -> {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        yield joined(content, at, Arrays.copyOfRange(other, from, other.length), content.length);
      }
      default -> number(content, at, random);
    };
  }

  private static byte[] with(byte[] content, int at, byte value) {
    content[at] = value;
    return content;
  }

  private static byte[] random(int length, Random random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// A decimal number in the text gets more digits, a binary one its highest bits.
  private static byte[] number(byte[] content, int at, Random random) {
    boolean digit = content[at] >= '0' && content[at] <= '9';
    byte[] more =
        digit ? "99999999".getBytes() : new byte[] {(byte) 0x7f, (byte) 0xff, (byte) 0xff};
    return joined(content, at, Arrays.copyOf(more, 1 + random.nextInt(more.length)), at + 1);
  }

  private static byte[] joined(byte[] content, int at, byte[] middle, int rest) {
    byte[] result = Arrays.copyOf(content, at + middle.length + content.length - rest);
    System.arraycopy(middle, 0, result, at, middle.length);
    System.arraycopy(content, rest, result, at + middle.length, content.length - rest);
    return result;
  }
}
