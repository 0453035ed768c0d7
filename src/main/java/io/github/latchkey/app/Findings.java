package io.github.latchkey.app;

import io.github.latchkey.engine.inspect.Finding;
import java.util.Comparator;
import java.util.List;

/// Lists of findings as people read them.
final class Findings {

  private Findings() {}

  /// Errors, then warnings, then notes, each in the order found; the second of two with one id
  /// about one claim falls away (a platform's words about a missing expiry go before the general
  /// ones), unless its words are its own.
  static List<Finding> worstFirst(List<Finding> findings) {
    return findings.stream()
        .distinct()
        .filter(
            finding ->
                findings.stream()
                    .filter(
                        other ->
                            other.id() == finding.id() && other.about().equals(finding.about()))
                    .findFirst()
                    .map(first -> first == finding || finding.facts().containsKey("message"))
                    .orElse(true))
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }
}
