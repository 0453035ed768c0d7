package io.github.latchkey.engine.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Fields of SSH's binary forms, one behind the other (RFC 4251 section 5).
final class SshBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  SshBytes number(int number) {
    return plain(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  SshBytes string(byte[] content) {
    return number(content.length).plain(content);
  }

  SshBytes string(String text) {
    return string(text.getBytes(StandardCharsets.UTF_8));
  }

  SshBytes plain(byte[] content) {
    out.writeBytes(content);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
