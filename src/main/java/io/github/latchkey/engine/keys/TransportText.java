package io.github.latchkey.engine.keys;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The bytes of a text file without their byte order mark and out of UTF-16; wiped on close.
record TransportText(byte[] bytes, Set<KeyOddity> oddities) implements AutoCloseable {

  /// The text of a file, whose array stays the caller's; empty where it is broken UTF-16.
  static Optional<TransportText> of(byte[] content) {
    if (startsWith(content, 0xef, 0xbb, 0xbf)) {
      return Optional.of(
          new TransportText(
              Arrays.copyOfRange(content, 3, content.length), EnumSet.of(KeyOddity.BOM)));
    }
    if (startsWith(content, 0xff, 0xfe)) {
      return transcoded(content, 2, UTF_16LE);
    }
    if (startsWith(content, 0xfe, 0xff)) {
      return transcoded(content, 2, UTF_16BE);
    }
    if (hasZerosAt(content, 1)) {
      return transcoded(content, 0, UTF_16LE);
    }
    if (hasZerosAt(content, 0)) {
      return transcoded(content, 0, UTF_16BE);
    }
    return Optional.of(new TransportText(content.clone(), EnumSet.noneOf(KeyOddity.class)));
  }

  private static boolean startsWith(byte[] content, int... mark) {
    if (content.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((content[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether every second byte from here on is zero and no other: ASCII in UTF-16 without a mark.
  private static boolean hasZerosAt(byte[] content, int first) {
    if (content.length < 4 || content.length % 2 != 0) {
      return false;
    }
    for (int i = 0; i < content.length; i++) {
      if ((content[i] == 0) != (i % 2 == first)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<TransportText> transcoded(byte[] content, int start, Charset charset) {
    CharBuffer characters = CharBuffer.allocate(content.length / 2 + 1);
    try {
      var in = ByteBuffer.wrap(content, start, content.length - start);
      if (charset.newDecoder().decode(in, characters, true).isError()) {
        return Optional.empty();
      }
      ByteBuffer utf8 = UTF_8.newEncoder().encode(characters.flip());
      byte[] bytes = Arrays.copyOf(utf8.array(), utf8.limit());
      Arrays.fill(utf8.array(), (byte) 0);
      var oddities = EnumSet.of(KeyOddity.UTF_16);
      if (start > 0) {
        oddities.add(KeyOddity.BOM);
      }
      return Optional.of(new TransportText(bytes, oddities));
    } catch (CharacterCodingException halfASurrogatePair) {
      return Optional.empty();
    } finally {
      Arrays.fill(characters.array(), '\0');
    }
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }
}
