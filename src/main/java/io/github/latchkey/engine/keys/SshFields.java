package io.github.latchkey.engine.keys;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The fields of SSH's binary forms in their order (RFC 4251 section 5). Reading behind the end is
/// a BufferUnderflowException.
final class SshFields {

  private static final int LONGEST_NAME = 64;

  private final ByteBuffer bytes;

  SshFields(byte[] content) {
    bytes = ByteBuffer.wrap(content);
  }

  int number() {
    return bytes.getInt();
  }

  /// A string's bytes, a copy.
  byte[] string() {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] string = new byte[length];
    bytes.get(string);
    return string;
  }

  /// A string that names something; a long one is cut.
  String name() {
    byte[] string = string();
    return new String(
        string, 0, Math.min(string.length, LONGEST_NAME), StandardCharsets.ISO_8859_1);
  }

  /// An mpint; the copy of its bytes is wiped.
  BigInteger integer() {
    byte[] string = string();
    try {
      return string.length == 0 ? BigInteger.ZERO : new BigInteger(string);
    } finally {
      Arrays.fill(string, (byte) 0);
    }
  }

  byte[] take(int length) {
    if (length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }

  int remaining() {
    return bytes.remaining();
  }
}
