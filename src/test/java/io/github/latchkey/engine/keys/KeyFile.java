package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.TestKeys;
import java.nio.charset.StandardCharsets;

/// Key files and what mail, terminals, YAML and clipboards make of them.
final class KeyFile {

  private KeyFile() {}

  static String text(String name) {
    return new String(TestKeys.file(name), StandardCharsets.UTF_8);
  }

  static KeyReading read(String text) {
    return read(text, KeyRequest.anything());
  }

  static KeyReading read(String text, KeyRequest request) {
    return KeyReader.read(text.getBytes(StandardCharsets.UTF_8), request);
  }

  static KeyReading file(String name) {
    return KeyReader.read(TestKeys.file(name), KeyRequest.anything());
  }

  /// All lines joined, as a shell variable without quotes leaves them.
  static String onOneLine(String pem) {
    return pem.strip().replace("\n", " ");
  }

  /// All lines joined with nothing between.
  static String withoutLineBreaks(String pem) {
    return pem.replace("\n", "");
  }

  /// Backslash and n, as in a JSON string or a `.env` file.
  static String escaped(String pem) {
    return pem.replace("\n", "\\n");
  }

  /// Every line indented, as in a YAML block.
  static String indented(String pem) {
    return pem.replaceAll("(?m)^", "    ").stripTrailing() + "\n";
  }

  /// Every line quoted, as in a reply by mail.
  static String quotedMail(String pem) {
    return pem.replaceAll("(?m)^", "> ").stripTrailing() + "\n";
  }

  /// The first lines only.
  static String cutAfterLine(String pem, int lines) {
    return String.join("\n", pem.lines().limit(lines).toList()) + "\n";
  }

  /// Without one of its lines, counted from 1.
  static String withoutLine(String pem, int line) {
    var lines = new java.util.ArrayList<>(pem.lines().toList());
    lines.remove(line - 1);
    return String.join("\n", lines) + "\n";
  }
}
