package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.AsciiSearch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Recognises the name of a key file where its content was wanted, the commonest mistake of all.
///
/// Only an ending that a key file has makes a path: a secret in base64 may begin with a slash.
final class PathText {

  private static final int LONGEST = 4096;
  private static final List<String> ENDINGS =
      List.of(
          ".pem", ".key", ".p8", ".p12", ".pfx", ".ppk", ".der", ".jwk", ".json", ".txt", ".pub",
          ".crt", ".cer", ".csr", ".pk");

  private PathText() {}

  static Optional<String> in(byte[] text) {
    int start = AsciiSearch.skipBlanks(text);
    int end = text.length;
    while (end > start && text[end - 1] >= 0 && text[end - 1] <= ' ') {
      end--;
    }
    int last = end;
    boolean hasEnding =
        ENDINGS.stream().anyMatch(ending -> AsciiSearch.isAt(text, last - ending.length(), ending));
    if (!hasEnding || end - start > LONGEST || hasLineBreak(text, start, end)) {
      return Optional.empty();
    }
    return Optional.of(new String(text, start, end - start, StandardCharsets.UTF_8));
  }

  private static boolean hasLineBreak(byte[] text, int start, int end) {
    return AsciiSearch.indexOf(text, "\n", start, end) >= 0
        || AsciiSearch.indexOf(text, "\r", start, end) >= 0;
  }
}
