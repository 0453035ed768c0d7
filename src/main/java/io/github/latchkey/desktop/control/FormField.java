package io.github.latchkey.desktop.control;

import java.util.List;

/// One field of a [FieldForm].
///
/// @param id its name in the form's values
/// @param label its name on the screen
/// @param help a line below it, possibly empty
/// @param example shown while the field is empty, possibly empty
/// @param required whether it must be filled in
/// @param choices the only values there are; empty where anything may be typed
public record FormField(
    String id, String label, String help, String example, boolean required, List<String> choices) {

  public FormField {
    choices = List.copyOf(choices);
  }
}
