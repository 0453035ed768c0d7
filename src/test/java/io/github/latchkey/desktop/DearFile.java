package io.github.latchkey.desktop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/// A vault file whose outside asks for more memory than is taken unasked. No password opens it any
/// more: the question comes before that is tried.
final class DearFile {

  private static final int MAGIC = "LATCHKEY/1\n".length();

  private DearFile() {}

  static void make(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = ByteBuffer.wrap(bytes).getInt(MAGIC);
    int body = MAGIC + Integer.BYTES + length;
    byte[] header =
        new String(bytes, body - length, length, StandardCharsets.US_ASCII)
            .replaceAll("\"m\":[0-9]+", "\"m\":" + (257 << 10))
            .getBytes(StandardCharsets.US_ASCII);
    var made = new ByteArrayOutputStream();
    made.write(bytes, 0, MAGIC);
    made.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(header.length).array());
    made.writeBytes(header);
    made.write(bytes, body, bytes.length - body - Integer.BYTES);
    var crc = new CRC32();
    crc.update(made.toByteArray());
    made.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    Files.write(file, made.toByteArray());
  }
}
