package io.github.latchkey.engine.keys;

import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A text with a key in it, put together without a String; wiped on close.
final class WipedText implements AutoCloseable {

  private byte[] bytes;
  private int length;

  WipedText(int expected) {
    bytes = new byte[expected];
  }

  WipedText append(String words) {
    return append(words.getBytes(StandardCharsets.US_ASCII));
  }

  WipedText append(byte[] more) {
    if (length + more.length > bytes.length) {
      byte[] larger = Arrays.copyOf(bytes, 2 * (length + more.length));
      Arrays.fill(bytes, (byte) 0);
      bytes = larger;
    }
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  /// What was put together, which the caller closes.
  SecretBytes secret() {
    return SecretBytes.take(Arrays.copyOf(bytes, length));
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }
}
