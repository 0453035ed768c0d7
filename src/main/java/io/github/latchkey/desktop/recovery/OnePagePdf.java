package io.github.latchkey.desktop.recovery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.Deflater;

/// A PDF file of one page that one image covers (ISO 32000-1, 7.5 and 8.9.5), made in arrays that
/// are wiped.
final class OnePagePdf {

  private static final int FRAME_BYTES = 2048;
  private static final int OBJECTS = 5;
  private static final double POINTS = 72;

  private final ByteBuffer file;
  private final int[] places = new int[OBJECTS + 1];
  private int object;

  private OnePagePdf(int most) {
    file = ByteBuffer.allocate(most);
  }

  /// The file for this page, which stays the caller's, as does the answer.
  static byte[] of(PageImage page) {
    byte[] image = deflated(page.dots());
    var pdf = new OnePagePdf(image.length + FRAME_BYTES);
    try {
      pdf.write(page, image);
      return Arrays.copyOf(pdf.file.array(), pdf.file.position());
    } finally {
      Arrays.fill(image, (byte) 0);
      Arrays.fill(pdf.file.array(), (byte) 0);
    }
  }

  /// The library's own window over the dots is freed without being wiped; by then what follows the
  /// key on the page has gone through it.
  private static byte[] deflated(byte[] dots) {
    byte[] room = new byte[dots.length + dots.length / 1000 + 64];
    var deflater = new Deflater();
    try {
      deflater.setInput(dots);
      deflater.finish();
      int length = deflater.deflate(room);
      if (!deflater.finished()) {
        throw new IllegalStateException("more than zlib's bound");
      }
      return Arrays.copyOf(room, length);
    } finally {
      deflater.end();
      Arrays.fill(room, (byte) 0);
    }
  }

  private void write(PageImage page, byte[] image) {
    String width = points(page.width());
    String height = points(page.height());
    put("%PDF-1.4\n%");
    file.put(new byte[] {(byte) 0xe2, (byte) 0xe3, (byte) 0xcf, (byte) 0xd3}); // not a text file
    put("\n");
    object("<< /Type /Catalog /Pages 2 0 R >>\n");
    object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>\n");
    object(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 "
            + (width + " " + height)
            + "] /Contents 4 0 R /Resources << /XObject << /Page 5 0 R >> >> >>\n");
    String drawing = "q " + width + " 0 0 " + height + " 0 0 cm /Page Do Q\n";
    object("<< /Length " + drawing.length() + " >>\nstream\n" + drawing + "endstream\n");
    begin();
    put("<< /Type /XObject /Subtype /Image /Width " + page.width() + " /Height " + page.height());
    put(" /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode");
    put(" /Length " + image.length + " >>\nstream\n");
    file.put(image);
    put("\nendstream\nendobj\n");
    end();
  }

  private static String points(int dots) {
    return String.format(Locale.ROOT, "%.2f", dots * POINTS / PaperSize.DENSITY);
  }

  private void object(String content) {
    begin();
    put(content);
    put("endobj\n");
  }

  private void begin() {
    object++;
    places[object] = file.position();
    put(object + " 0 obj\n");
  }

  /// The table of where each object begins: lines of twenty bytes.
  private void end() {
    int table = file.position();
    put("xref\n0 " + (OBJECTS + 1) + "\n0000000000 65535 f \n");
    for (int i = 1; i <= OBJECTS; i++) {
      put(String.format(Locale.ROOT, "%010d 00000 n \n", places[i]));
    }
    put("trailer\n<< /Size " + (OBJECTS + 1) + " /Root 1 0 R >>\n");
    put("startxref\n" + table + "\n%%EOF\n");
  }

  private void put(String known) {
    file.put(known.getBytes(StandardCharsets.US_ASCII));
  }
}
