package io.github.latchkey.app;

import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import java.util.Comparator;
import java.util.List;

/// Lists of findings as people read them.
final class Findings {

  /// What explains the others comes first among the errors, and so becomes the headline.
  private static final List<FindingId> CAUSES =
      List.of(
          FindingId.NOT_A_TOKEN,
          FindingId.NOT_A_JWT,
          FindingId.ENCRYPTED_TOKEN,
          FindingId.DAMAGED_SEGMENT,
          FindingId.ALG_NONE,
          FindingId.KEY_CONFUSION,
          FindingId.BAD_JSON,
          FindingId.DUPLICATE_KEY,
          FindingId.SIGNATURE_MISSING,
          FindingId.SIGNATURE_MISMATCH);

  private Findings() {}

  /// Errors (what explains the others first), then warnings, then notes, each in the order found;
  /// the second of two with one id about one claim falls away (a platform's words about a missing
  /// expiry go before the general ones), unless its words are its own.
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
        .sorted(Comparator.comparing(Finding::severity).thenComparing(Findings::rank))
        .toList();
  }

  private static int rank(Finding finding) {
    int cause = CAUSES.indexOf(finding.id());
    return cause < 0 ? CAUSES.size() : cause;
  }
}
