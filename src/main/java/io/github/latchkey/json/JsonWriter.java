package io.github.latchkey.json;

import java.util.Iterator;

/// Writes JSON as ECMAScript's `JSON.stringify` does: no white space, only what must be escaped is
/// escaped.
final class JsonWriter {

  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  static String compact(Json value) {
    var writer = new JsonWriter();
    writer.write(value);
    return writer.out.toString();
  }

  private void write(Json value) {
    switch (value) {
      case JsonObject(var members) -> {
        out.append('{');
        for (Iterator<JsonMember> i = members.iterator(); i.hasNext(); ) {
          JsonMember member = i.next();
          quote(member.name());
          out.append(':');
          write(member.value());
          out.append(i.hasNext() ? "," : "");
        }
        out.append('}');
      }
      case JsonArray(var elements) -> {
        out.append('[');
        for (Iterator<Json> i = elements.iterator(); i.hasNext(); ) {
          write(i.next());
          out.append(i.hasNext() ? "," : "");
        }
        out.append(']');
      }
      case JsonString(var text) -> quote(text);
      case JsonNumber(var text) -> out.append(text);
      case JsonBoolean(var truth) -> out.append(truth);
      case JsonNull() -> out.append("null");
    }
  }

  /// Copies runs of what needs no escape as a whole.
  private void quote(String text) {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isEscaped(text, i)) {
        out.append(text, written, i);
        escape(text.charAt(i));
        written = i + 1;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  private static boolean isEscaped(String text, int index) {
    char c = text.charAt(index);
    return c < 0x20 || c == '"' || c == '\\' || isLoneSurrogate(text, index);
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> out.append(String.format("\\u%04x", (int) c));
    }
  }

  private static boolean isLoneSurrogate(String text, int index) {
    char c = text.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }
}
