package io.github.latchkey.desktop.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;

/// A PDF file of one image, read strictly: every object must begin where the table says.
record ReadPdf(String text, int width, int height, byte[] dots) {

  static ReadPdf of(byte[] file) throws Exception {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    assertTrue(text.startsWith("%PDF-1."), "header");
    assertTrue(text.endsWith("%%EOF\n"), "end");
    int table = Integer.parseInt(found("startxref\n(\\d+)\n", text).group(1));
    Matcher head = found("xref\n0 (\\d+)\n", text.substring(table));
    assertEquals(0, head.start(), "startxref leads to the table");
    int entries = table + head.end();
    for (int i = 1; i < Integer.parseInt(head.group(1)); i++) {
      String entry = text.substring(entries + 20 * i, entries + 20 * (i + 1));
      assertTrue(entry.matches("\\d{10} 00000 n \n"), entry);
      int place = Integer.parseInt(entry.substring(0, 10));
      assertTrue(text.startsWith(i + " 0 obj\n", place), "object " + i);
    }
    Matcher content = found("/Length (\\d+) >>\nstream\n(q .* Q\n)endstream", text);
    assertEquals(content.group(2).length(), Integer.parseInt(content.group(1)));
    Matcher image =
        found("/Width (\\d+) /Height (\\d+) .*/FlateDecode /Length (\\d+) >>\nstream\n", text);
    int length = Integer.parseInt(image.group(3));
    assertTrue(text.startsWith("\nendstream\nendobj\n", image.end() + length), "length");
    int width = Integer.parseInt(image.group(1));
    int height = Integer.parseInt(image.group(2));
    return new ReadPdf(text, width, height, inflated(file, image.end(), length, width * height));
  }

  private static Matcher found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher;
  }

  private static byte[] inflated(byte[] file, int from, int length, int size) throws Exception {
    byte[] dots = new byte[size];
    var inflater = new Inflater();
    try {
      inflater.setInput(file, from, length);
      assertEquals(size, inflater.inflate(dots));
      assertEquals(0, inflater.inflate(new byte[1]), "no dot too many");
      assertTrue(inflater.finished());
      assertEquals(length, inflater.getBytesRead());
    } finally {
      inflater.end();
    }
    return dots;
  }

  /// What a phone reads that is held over the page: the pattern as it stands there, since looking
  /// for it in a picture fails for some codes with this reader.
  String scanned() throws Exception {
    int[] pixels = new int[dots.length];
    for (int i = 0; i < dots.length; i++) {
      pixels[i] = (dots[i] & 0xff) * 0x010101;
    }
    int top = PaperSize.dots(RecoverySheet.SQUARE_TOP - 8);
    var square =
        new RGBLuminanceSource(width, height, pixels)
            .crop(0, top, width, PaperSize.dots(RecoverySheet.groupBase(0) - 8) - top);
    var picture = new BinaryBitmap(new HybridBinarizer(square));
    var upright = Map.of(DecodeHintType.PURE_BARCODE, true);
    return new QRCodeReader().decode(picture, upright).getText();
  }
}
