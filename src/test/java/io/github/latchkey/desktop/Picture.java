package io.github.latchkey.desktop;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;

/// Saves what was drawn as a PNG (RFC 2083), since the window's module reads no image library.
final class Picture {

  private Picture() {}

  static void save(Image image, String name) throws IOException {
    Path folder = Path.of(System.getProperty("latchkey.build", "target"), "screens");
    Files.createDirectories(folder);
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    var header = new ByteArrayOutputStream();
    var fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 2, 0, 0, 0});
    var pixels = new ByteArrayOutputStream();
    try (var deflated = new DeflaterOutputStream(pixels)) {
      for (int y = 0; y < height; y++) {
        byte[] row = new byte[1 + 3 * width];
        for (int x = 0; x < width; x++) {
          int argb = image.getPixelReader().getArgb(x, y);
          row[1 + 3 * x] = (byte) (argb >> 16);
          row[2 + 3 * x] = (byte) (argb >> 8);
          row[3 + 3 * x] = (byte) argb;
        }
        deflated.write(row);
      }
    }
    var file = new ByteArrayOutputStream();
    file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    chunk(file, "IHDR", header.toByteArray());
    chunk(file, "IDAT", pixels.toByteArray());
    chunk(file, "IEND", new byte[0]);
    Files.write(folder.resolve(name + ".png"), file.toByteArray());
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] content)
      throws IOException {
    var checked = new ByteArrayOutputStream();
    checked.write(type.getBytes(StandardCharsets.US_ASCII));
    checked.write(content);
    var crc = new CRC32();
    crc.update(checked.toByteArray());
    var out = new DataOutputStream(file);
    out.writeInt(content.length);
    out.write(checked.toByteArray());
    out.writeInt((int) crc.getValue());
  }
}
