package io.github.latchkey.desktop.control;

import java.util.Objects;

/// One claim or header member of a [ClaimsView].
///
/// @param header whether it stands in the header
/// @param name its name
/// @param value its value, as a person reads it
/// @param meaning what that means, possibly empty
public record ClaimLine(boolean header, String name, String value, String meaning) {

  public ClaimLine {
    Objects.requireNonNull(name);
    Objects.requireNonNull(value);
    Objects.requireNonNull(meaning);
  }
}
