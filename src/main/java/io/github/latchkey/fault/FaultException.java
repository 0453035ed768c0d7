package io.github.latchkey.fault;

import java.util.Map;

/// Something went wrong that a person has to be told: a kind, and the facts that its sentence
/// needs.
///
/// Each room has a subclass with an enum of its own. The faces turn the kind into text
/// (`error.<kind>` in the bundle); the message here is the kind's name only, so that nothing secret
/// can travel in it. Facts are numbers, instants, paths and short texts, never key material and
/// never a library's message.
public abstract class FaultException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, Object> facts;

  /// Takes the facts as they are; the cause is kept for a debugger and never shown.
  protected FaultException(Enum<?> kind, Map<String, ?> facts, Throwable cause) {
    super(kind.name(), cause);
    this.facts = Map.copyOf(facts);
  }

  /// What went wrong, as a value of the room's own enum.
  public abstract Enum<?> kind();

  /// The amounts and names that belong into the sentence, by the placeholder's name.
  public final Map<String, Object> facts() {
    return facts;
  }
}
