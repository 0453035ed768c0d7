package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.DecodedToken;
import java.util.List;

/// A token as far as it could be decoded, and what its form says about it.
public record TokenReading(DecodedToken token, List<Finding> findings) {

  public TokenReading {
    findings = List.copyOf(findings);
  }
}
