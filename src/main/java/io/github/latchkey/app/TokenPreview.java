package io.github.latchkey.app;

import io.github.latchkey.engine.TokenBatch;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.Severity;
import io.github.latchkey.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What would be signed now, and what is to be said about it, worst first.
public record TokenPreview(
    JsonObject header,
    JsonObject payload,
    Instant start,
    Optional<Instant> end,
    List<Finding> findings)
    implements TokenBatch.Unsigned {

  /// Whether there is neither an error nor a warning.
  public boolean isClean() {
    return findings.stream().allMatch(finding -> finding.severity() == Severity.INFO);
  }
}
