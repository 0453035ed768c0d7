package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.AsciiSearch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Recognises the path of a key file where its content was wanted, the commonest mistake of all.
///
/// A secret may begin with a slash or end in `.key`, so a path needs all of it: a folder or a
/// drive, an ending that a key file has, no blank, at most 255 bytes. Where the text may still be a
/// secret, only its ending is told: a refusal is shown, logged and copied. Whether such a file
/// exists is not asked, since a pasted text must not reach for files.
final class PathText {

  private static final int LONGEST = 255;
  private static final List<String> ENDINGS =
      List.of(
          ".pem", ".key", ".p8", ".p12", ".pfx", ".ppk", ".der", ".jwk", ".json", ".txt", ".pub",
          ".crt", ".cer", ".csr", ".pk");

  private PathText() {}

  /// The path that a text is, as it may be told: whole where a key was asked for, else `….key`.
  static Optional<String> in(byte[] text, ExpectedKey expected) {
    int start = AsciiSearch.skipBlanks(text);
    int end = text.length;
    while (end > start && isBlank(text[end - 1])) {
      end--;
    }
    int last = end;
    return ENDINGS.stream()
        .filter(ending -> AsciiSearch.isAt(text, last - ending.length(), ending))
        .filter(ending -> isPath(text, start, last))
        .findFirst()
        .map(
            ending ->
                switch (expected) {
                  case ANYTHING, SECRET -> "\u2026" + ending;
                  case PRIVATE_KEY, PUBLIC_KEY ->
                      new String(text, start, last - start, StandardCharsets.UTF_8);
                });
  }

  private static boolean isPath(byte[] text, int start, int end) {
    if (end - start > LONGEST) {
      return false;
    }
    boolean hasFolder = end - start > 2 && isLetter(text[start]) && text[start + 1] == ':';
    for (int i = start; i < end; i++) {
      if (isBlank(text[i])) {
        return false;
      }
      hasFolder |= text[i] == '/' || text[i] == '\\';
    }
    return hasFolder;
  }

  private static boolean isBlank(byte c) {
    return c >= 0 && c <= ' ';
  }

  private static boolean isLetter(byte c) {
    return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }
}
