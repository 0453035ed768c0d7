package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.ByteBuffer;

/// One secret within the memory that holds many: thousands of areas of their own would be slow to
/// free.
record SecretSlice(SecretBytes memory, int at, int length) {

  static SecretSlice whole(SecretBytes memory) {
    return new SecretSlice(memory, 0, memory.length());
  }

  /// The bytes themselves, invalid once the memory is closed.
  ByteBuffer view() {
    return memory.view().slice(at, length);
  }

  /// A copy that the caller closes.
  SecretBytes copy() {
    return SecretBytes.copyOf(view());
  }
}
