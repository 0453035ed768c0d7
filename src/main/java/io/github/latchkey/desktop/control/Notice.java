package io.github.latchkey.desktop.control;

import java.util.List;
import java.util.Objects;

/// Something that a person is told in a panel above the work, until they have dealt with it.
///
/// @param tone the panel's colour
/// @param text what it is, in a sentence or two
/// @param more a line for each of its parts, possibly none
/// @param choices what can be done about it
public record Notice(Tone tone, String text, List<String> more, List<Choice> choices) {

  /// A button: its word, and what it does.
  public record Choice(String word, Runnable act) {}

  public Notice {
    Objects.requireNonNull(tone);
    Objects.requireNonNull(text);
    more = List.copyOf(more);
    choices = List.copyOf(choices);
  }
}
