package io.github.latchkey.platform;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonBoolean;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A value of a platform file that knows where it lies, so that whatever is wrong with it can be
/// pointed at.
record FileNode(Json value, String pointer) {

  /// What is wrong with a value and where; becomes a [PlatformException] once the line is known.
  static final class Broken extends Exception {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String why;

    Broken(String pointer, String why) {
      super(why);
      this.pointer = pointer;
      this.why = why;
    }

    String pointer() {
      return pointer;
    }

    String why() {
      return why;
    }
  }

  /// Reads one value or says what is wrong with it.
  @FunctionalInterface
  interface Reading<T> {
    T read(FileNode node) throws Broken;
  }

  Broken broken(String why) {
    return new Broken(pointer, why);
  }

  /// Refuses members that this version does not know: they would be rules that silently do nothing.
  FileNode allowing(String... names) throws Broken {
    Set<String> known = Set.of(names);
    for (JsonMember member : object().members()) {
      if (!known.contains(member.name())) {
        throw new Broken(pointer + "/" + member.name(), "unknown-member");
      }
    }
    return this;
  }

  <T> T member(String name, Reading<T> reading) throws Broken {
    Optional<Json> inner = object().get(name);
    if (inner.isEmpty()) {
      throw new Broken(pointer, "missing-" + name);
    }
    return reading.read(new FileNode(inner.get(), pointer + "/" + name));
  }

  <T> Optional<T> optional(String name, Reading<T> reading) throws Broken {
    return object().has(name) ? Optional.of(member(name, reading)) : Optional.empty();
  }

  <T> List<T> list(String name, Reading<T> reading) throws Broken {
    return object().has(name) ? member(name, node -> node.list(reading)) : List.of();
  }

  <T> List<T> list(Reading<T> reading) throws Broken {
    if (!(value instanceof JsonArray(var elements))) {
      throw broken("not-a-list");
    }
    List<T> read = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      read.add(reading.read(new FileNode(elements.get(i), pointer + "/" + i)));
    }
    return read;
  }

  String text() throws Broken {
    if (value instanceof JsonString(var text)) {
      return text;
    }
    throw broken("not-a-text");
  }

  boolean truth() throws Broken {
    if (value instanceof JsonBoolean(var truth)) {
      return truth;
    }
    throw broken("not-a-boolean");
  }

  int count() throws Broken {
    if (value instanceof JsonNumber number && number.wholeValue().isPresent()) {
      long count = number.wholeValue().getAsLong();
      if (count >= 0 && count <= Integer.MAX_VALUE) {
        return (int) count;
      }
    }
    throw broken("not-a-count");
  }

  /// A text that stands for something else: an enum's name, a path, a pattern.
  <T> T meaning(String why, Function<String, Optional<T>> meaning) throws Broken {
    String text = text();
    try {
      Optional<T> found = meaning.apply(text);
      if (found.isPresent()) {
        return found.get();
      }
    } catch (IllegalArgumentException | java.time.DateTimeException wrongForm) {
      throw broken(why);
    }
    throw broken(why);
  }

  private JsonObject object() throws Broken {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw broken("not-an-object");
  }
}
