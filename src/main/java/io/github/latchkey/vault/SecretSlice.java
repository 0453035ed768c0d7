package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.ByteBuffer;

/// One secret within the memory that holds many: thousands of areas of their own would be slow to
/// free.
record SecretSlice(SecretBytes memory, int at, int length) {

  static SecretSlice whole(SecretBytes memory) {
    return new SecretSlice(memory, 0, memory.length());
  }

  /// Puts the bytes into what remains of a buffer.
  void copyTo(ByteBuffer target) {
    memory.copyTo(at, length, target);
  }

  /// A copy that the caller closes.
  SecretBytes copy() {
    return memory.copy(at, length);
  }
}
