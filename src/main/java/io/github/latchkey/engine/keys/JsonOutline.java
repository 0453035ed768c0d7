package io.github.latchkey.engine.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// JSON (RFC 8259) as places in its bytes: a parser would make Strings of a key, which nobody can
/// wipe. Names become Strings, values do not.
final class JsonOutline {

  private static final int DEEPEST = 16;
  private static final int MOST_VALUES = 20_000;
  private static final int LONGEST_NAME = 200;

  /// A value, from its first byte to behind its last.
  sealed interface Value {}

  /// A string, between its quotes.
  record Text(int start, int end) implements Value {}

  /// A number, `true`, `false` or `null`.
  record Other(int start, int end) implements Value {}

  /// A list.
  record Items(List<Value> values) implements Value {}

  /// An object; a name may stand twice.
  record Members(List<Member> members) implements Value {

    /// The only value of this name; empty where there is none or more than one.
    Optional<Value> get(String name) {
      List<Value> found =
          members.stream().filter(m -> m.name().equals(name)).map(Member::value).toList();
      return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    boolean has(String name) {
      return members.stream().anyMatch(member -> member.name().equals(name));
    }

    /// Whether a name stands twice.
    boolean repeatsAName() {
      return members.stream().map(Member::name).distinct().count() < members.size();
    }
  }

  /// A member of an object.
  record Member(String name, Value value) {}

  private final byte[] text;
  private int at;
  private int values;

  private JsonOutline(byte[] text) {
    this.text = text;
  }

  /// The outline of a text that is one JSON value; empty where it is not, or nests too deep.
  static Optional<Value> of(byte[] text) {
    var outline = new JsonOutline(text);
    try {
      Value value = outline.value(0);
      outline.skipBlanks();
      return outline.at == text.length ? Optional.of(value) : Optional.empty();
    } catch (NotJson | ArrayIndexOutOfBoundsException brokenOff) {
      return Optional.empty();
    }
  }

  /// Where the grammar is left.
  private static final class NotJson extends Exception {
    private static final long serialVersionUID = 1L;

    NotJson() {
      super("", null, false, false);
    }
  }

  private Value value(int depth) throws NotJson {
    if (depth > DEEPEST || ++values > MOST_VALUES) {
      throw new NotJson();
    }
    skipBlanks();
    return switch (text[at]) {
      case '{' -> object(depth);
      case '[' -> list(depth);
      case '"' -> string();
      default -> other();
    };
  }

  private Value object(int depth) throws NotJson {
    List<Member> members = new ArrayList<>();
    for (at++; !closes('}', members.isEmpty()); ) {
      skipBlanks();
      Text name = string();
      skipBlanks();
      take(':');
      members.add(new Member(name(name), value(depth + 1)));
    }
    return new Members(List.copyOf(members));
  }

  private Value list(int depth) throws NotJson {
    List<Value> items = new ArrayList<>();
    for (at++; !closes(']', items.isEmpty()); ) {
      items.add(value(depth + 1));
    }
    return new Items(List.copyOf(items));
  }

  /// Whether the list or object ends here; else takes the comma that has to follow a value.
  private boolean closes(char end, boolean first) throws NotJson {
    skipBlanks();
    if (text[at] == end) {
      at++;
      return true;
    }
    if (!first) {
      take(',');
    }
    return false;
  }

  private void take(char wanted) throws NotJson {
    if (text[at++] != wanted) {
      throw new NotJson();
    }
  }

  private Text string() throws NotJson {
    take('"');
    int start = at;
    while (text[at] != '"') {
      if (text[at] >= 0 && text[at] < 0x20) {
        throw new NotJson();
      }
      at += text[at] == '\\' ? 2 : 1;
    }
    return new Text(start, at++);
  }

  private Value other() throws NotJson {
    int start = at;
    while (at < text.length
        && (Character.isLetterOrDigit(text[at]) || "+-.".indexOf(text[at]) >= 0)) {
      at++;
    }
    if (at == start) {
      throw new NotJson();
    }
    return new Other(start, at);
  }

  private void skipBlanks() {
    while (at < text.length && " \t\r\n".indexOf(text[at]) >= 0) {
      at++;
    }
  }

  /// A name is compared with others, so a long one may be cut.
  private String name(Text name) throws NotJson {
    byte[] bytes = unescaped(text, name).orElseThrow(NotJson::new);
    return new String(
        bytes, 0, Math.min(bytes.length, LONGEST_NAME), java.nio.charset.StandardCharsets.UTF_8);
  }

  /// The bytes that a string stands for, which the caller wipes; empty where an escape is none or
  /// means a character outside ASCII, which no key has.
  static Optional<byte[]> unescaped(byte[] text, Text string) {
    byte[] out = new byte[string.end() - string.start()];
    int length = 0;
    for (int i = string.start(); i < string.end(); i++) {
      int c = text[i];
      if (c == '\\') {
        c = escaped(text, ++i, string.end());
        i += c >= 0 && text[i] == 'u' ? 4 : 0;
        if (c < 0) {
          Arrays.fill(out, (byte) 0);
          return Optional.empty();
        }
      }
      out[length++] = (byte) c;
    }
    byte[] exact = Arrays.copyOf(out, length);
    Arrays.fill(out, (byte) 0);
    return Optional.of(exact);
  }

  /// The character of the escape whose letter stands here; -1 where there is none.
  private static int escaped(byte[] text, int at, int end) {
    if (at >= end) {
      return -1;
    }
    if (text[at] == 'u') {
      int code = 0;
      for (int i = at + 1; i <= at + 4; i++) {
        int digit = i < end ? Character.digit(text[i], 16) : -1;
        if (digit < 0) {
          return -1;
        }
        code = code << 4 | digit;
      }
      return code < 0x80 ? code : -1;
    }
    int known = "\"\\/bfnrt".indexOf(text[at]);
    return known < 0 ? -1 : "\"\\/\b\f\n\r\t".charAt(known);
  }

  /// All objects in a value, the outermost first.
  static Stream<Members> objects(Value value) {
    return switch (value) {
      case Members object ->
          Stream.concat(
              Stream.of(object), object.members().stream().flatMap(m -> objects(m.value())));
      case Items(var items) -> items.stream().flatMap(JsonOutline::objects);
      case Text text -> Stream.empty();
      case Other other -> Stream.empty();
    };
  }
}
