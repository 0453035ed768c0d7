package io.github.latchkey.desktop.control;

import java.util.Objects;

/// One line of a [SignedPreview].
///
/// @param header whether it belongs to the header
/// @param text the line
/// @param note what it means, possibly empty
public record PreviewLine(boolean header, String text, String note) {

  public PreviewLine {
    Objects.requireNonNull(text);
    Objects.requireNonNull(note);
  }
}
