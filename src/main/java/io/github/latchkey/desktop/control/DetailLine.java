package io.github.latchkey.desktop.control;

import java.util.Objects;
import java.util.Optional;

/// One line of a [DetailCard].
///
/// @param label what it is
/// @param value what it says
/// @param aside said more quietly behind it, possibly empty
/// @param code whether the value is drawn monospaced
/// @param copy what a button beside it copies, and the button's label
public record DetailLine(
    String label, String value, String aside, boolean code, Optional<Copy> copy) {

  /// What a button copies, and how that is called.
  public record Copy(String button, String label, String text) {}

  public DetailLine {
    Objects.requireNonNull(label);
    Objects.requireNonNull(value);
    Objects.requireNonNull(aside);
    Objects.requireNonNull(copy);
  }
}
