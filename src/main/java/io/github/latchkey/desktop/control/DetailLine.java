package io.github.latchkey.desktop.control;

import java.util.Objects;
import java.util.Optional;

/// One line of a [DetailCard].
///
/// @param label what it is
/// @param value what it says
/// @param aside said more quietly behind it, possibly empty
/// @param code whether the value is drawn monospaced
/// @param action what a button beside it does
public record DetailLine(
    String label, String value, String aside, boolean code, Optional<Action> action) {

  /// A button's word, what it is about, and the text that it does something with: that it copies,
  /// or the id of a value that it brings back.
  public record Action(String button, String label, String text) {}

  public DetailLine {
    Objects.requireNonNull(label);
    Objects.requireNonNull(value);
    Objects.requireNonNull(aside);
    Objects.requireNonNull(action);
  }
}
