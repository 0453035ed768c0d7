package io.github.latchkey.engine.inspect;

import java.util.List;
import java.util.Optional;

/// What trying the keys came to.
///
/// @param credential the name of the candidate that made the signature
public record SignatureResult(
    SignatureStatus status, Optional<String> credential, List<Finding> findings) {

  public SignatureResult {
    findings = List.copyOf(findings);
  }
}
