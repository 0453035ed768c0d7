package io.github.latchkey.engine.keys;

import java.util.Map;

/// A problem with the facts that [KeyProblemId] names for it; the map is copied.
public record KeyProblem(KeyProblemId id, Map<String, Object> facts) {

  public KeyProblem {
    facts = Map.copyOf(facts);
  }

  static KeyProblem of(KeyProblemId id) {
    return new KeyProblem(id, Map.of());
  }

  static KeyProblem of(KeyProblemId id, Map<String, ?> facts) {
    return new KeyProblem(id, Map.copyOf(facts));
  }
}
