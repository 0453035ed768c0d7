package io.github.latchkey.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/// Finds the line of a value in JSON text, for errors about what a value means.
public final class JsonLines {

  private JsonLines() {}

  /// The line (from 1) of the value at this JSON Pointer (RFC 6901), or of the innermost value on
  /// the way to it.
  public static int lineOf(String text, String pointer) {
    int line = 1;
    int known = -1;
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        String here = parser.getParsingContext().pathAsPointer().toString();
        if (here.length() > known && (pointer.equals(here) || pointer.startsWith(here + "/"))) {
          known = here.length();
          line = parser.currentTokenLocation().getLineNr();
        }
      }
      return line;
    } catch (IOException brokenFurtherDown) {
      return line;
    }
  }
}
