package io.github.latchkey.app;

import io.github.latchkey.engine.inspect.Finding;
import java.util.List;

/// What is to be said about a pasted text.
///
/// @param tokens those found in it, in order; never empty without findings
/// @param findings about the text itself where no token was found in it
public record Inspection(List<InspectedToken> tokens, List<Finding> findings) {

  public Inspection {
    tokens = List.copyOf(tokens);
    findings = List.copyOf(findings);
  }

  /// The verdict over the first token; a text without one is refused.
  public Verdict verdict() {
    return tokens.isEmpty() ? Verdict.REFUSED : tokens.getFirst().verdict();
  }
}
