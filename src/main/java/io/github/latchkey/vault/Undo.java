package io.github.latchkey.vault;

import java.util.List;

/// What one change of an item wrote, so that it can be countered. Holds no values. Nothing is ever
/// taken out of a vault to undo: a newer value is written over what the change wrote, and only
/// where that still counts.
public record Undo(String item, List<Step> steps) {

  /// One value that the change wrote.
  ///
  /// @param replaced whether the field had a value before
  public record Step(String field, Stamp written, boolean replaced) {}

  public Undo {
    steps = List.copyOf(steps);
  }

  /// Whether there is nothing to undo.
  public boolean isEmpty() {
    return steps.isEmpty();
  }
}
