package io.github.latchkey.engine.inspect;

import java.util.List;

/// Short forms of findings for tests.
final class Findings {

  private Findings() {}

  /// The ids in their order.
  static List<FindingId> ids(List<Finding> findings) {
    return findings.stream().map(Finding::id).toList();
  }

  /// The only finding of an id.
  static Finding only(List<Finding> findings, FindingId id) {
    List<Finding> matching = findings.stream().filter(f -> f.id() == id).toList();
    if (matching.size() != 1) {
      throw new AssertionError(matching.size() + " of " + id + " in " + ids(findings));
    }
    return matching.getFirst();
  }

  /// The lists under `what` of all findings of an id.
  static List<?> what(List<Finding> findings, FindingId id) {
    return (List<?>) only(findings, id).facts().get("what");
  }
}
