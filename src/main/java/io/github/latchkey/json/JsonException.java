package io.github.latchkey.json;

import io.github.latchkey.fault.FaultException;
import java.util.Map;

/// Text that is not JSON, or asks for too much. Facts: `line`, `column` (both from 1), `name` for a
/// duplicate.
public final class JsonException extends FaultException {

  private static final long serialVersionUID = 1L;

  /// Why it is refused.
  public enum Kind {
    /// The text breaks off or has a character where JSON allows none.
    JSON_MALFORMED,
    /// Something follows the value.
    JSON_TRAILING,
    /// The bytes are not UTF-8.
    JSON_NOT_UTF8,
    /// Longer, deeper or with longer numbers than the limits allow.
    JSON_TOO_LARGE,
    /// A name stands twice in one object.
    JSON_DUPLICATE
  }

  private final Kind kind;

  JsonException(Kind kind, Map<String, ?> facts) {
    super(kind, facts, null);
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
