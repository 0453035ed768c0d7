package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How the bytes of an HMAC secret are written down. `deadbeef` may be text or hex: only the
/// platform knows, so nothing here guesses.
public enum SecretEncoding {
  /// The text itself is the secret.
  UTF8,
  /// RFC 4648 section 4; padding may be absent, not wrong.
  BASE64,
  /// RFC 4648 section 5; padding may be absent, not wrong.
  BASE64URL,
  /// RFC 4648 section 8, in either case.
  HEX;

  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /// The name in platform files and on the command line: `utf8`, `base64`, `base64url`, `hex`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The encoding of this [#id()].
  public static Optional<SecretEncoding> named(String id) {
    return Arrays.stream(values()).filter(encoding -> encoding.id().equals(id)).findFirst();
  }

  /// The bytes that a text stands for: a new secret, which the caller closes. Nothing is trimmed.
  /// Throws SECRET_NOT_IN_ENCODING at the first byte that the encoding does not have, or that no
  /// encoder would have written.
  public SecretBytes decode(SecretBytes text) throws EngineException {
    byte[] bytes = text.lend(byte[]::clone);
    try {
      return switch (this) {
        case UTF8 -> utf8(bytes);
        case BASE64 -> base64(bytes, ALPHANUMERIC + "+/", Base64.getDecoder());
        case BASE64URL -> base64(bytes, ALPHANUMERIC + "-_", Base64.getUrlDecoder());
        case HEX -> hex(bytes);
      };
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private SecretBytes utf8(byte[] bytes) throws EngineException {
    int wrong = firstThatIsNotUtf8(bytes);
    if (wrong >= 0) {
      throw wrongAt(wrong);
    }
    return SecretBytes.copyOf(bytes);
  }

  /// The position of the first byte that is not UTF-8; -1 where all are.
  static int firstThatIsNotUtf8(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    Arrays.fill(out.array(), '\0');
    return result.isError() ? in.position() : -1;
  }

  private SecretBytes base64(byte[] bytes, String alphabet, Base64.Decoder decoder)
      throws EngineException {
    int end = bytes.length;
    if (end % 4 == 0) {
      for (int i = 0; i < 2 && end > 0 && bytes[end - 1] == '='; i++) {
        end--;
      }
    }
    for (int i = 0; i < end; i++) {
      if (alphabet.indexOf(bytes[i]) < 0) {
        throw wrongAt(i);
      }
    }
    int rest = end % 4;
    int unused = rest == 2 ? 0b1111 : rest == 3 ? 0b11 : 0;
    if (rest == 1 || unused != 0 && (alphabet.indexOf(bytes[end - 1]) & unused) != 0) {
      throw wrongAt(end - 1);
    }
    byte[] unpadded = Arrays.copyOf(bytes, end);
    try {
      return SecretBytes.take(decoder.decode(unpadded));
    } finally {
      Arrays.fill(unpadded, (byte) 0);
    }
  }

  private SecretBytes hex(byte[] bytes) throws EngineException {
    byte[] decoded = new byte[bytes.length / 2];
    try {
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] < 0 || !HexFormat.isHexDigit(bytes[i])) {
          throw wrongAt(i);
        }
        int shift = i % 2 == 0 ? 4 : 0;
        if (i / 2 < decoded.length) {
          decoded[i / 2] |= (byte) (HexFormat.fromHexDigit(bytes[i]) << shift);
        }
      }
      if (bytes.length % 2 != 0) {
        throw wrongAt(bytes.length - 1);
      }
      return SecretBytes.copyOf(decoded);
    } finally {
      Arrays.fill(decoded, (byte) 0);
    }
  }

  private EngineException wrongAt(int index) {
    return new EngineException(
        Kind.SECRET_NOT_IN_ENCODING, Map.of("encoding", id(), "position", index + 1));
  }
}
