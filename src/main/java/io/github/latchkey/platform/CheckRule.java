package io.github.latchkey.platform;

import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.Severity;
import java.util.List;

/// A rule that only this platform has: when all conditions hold, the finding is told with these
/// words.
///
/// @param message one sentence what is so
/// @param advice one sentence what to do; may be empty
public record CheckRule(
    FindingId finding,
    Severity severity,
    List<Condition> conditions,
    String message,
    String advice) {

  public CheckRule {
    conditions = List.copyOf(conditions);
  }
}
