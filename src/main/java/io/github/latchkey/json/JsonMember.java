package io.github.latchkey.json;

import java.util.Objects;

/// One name and value of an object.
public record JsonMember(String name, Json value) {

  public JsonMember {
    Objects.requireNonNull(name);
    Objects.requireNonNull(value);
  }
}
