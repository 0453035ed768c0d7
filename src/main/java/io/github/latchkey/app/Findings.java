package io.github.latchkey.app;

import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

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

  /// What the JWT rules and a platform's rules may both say; the graver one is told, and of two
  /// equal ones the one with more facts.
  private static final Set<FindingId> TOLD_TWICE =
      Set.of(
          FindingId.NO_EXPIRY,
          FindingId.TYP_MISSING,
          FindingId.KID_MISSING,
          FindingId.EXPIRES_BEFORE_VALID);

  private Findings() {}

  /// Errors (what explains the others first), then warnings, then notes, each in the order found;
  /// what two rooms say of one claim once.
  static List<Finding> worstFirst(List<Finding> findings) {
    List<Finding> distinct = findings.stream().distinct().toList();
    return distinct.stream()
        .filter(finding -> distinct.stream().noneMatch(other -> outdoes(other, finding, distinct)))
        .sorted(Comparator.comparing(Finding::severity).thenComparing(Findings::rank))
        .toList();
  }

  private static int rank(Finding finding) {
    int cause = CAUSES.indexOf(finding.id());
    return cause < 0 ? CAUSES.size() : cause;
  }

  private static boolean outdoes(Finding other, Finding finding, List<Finding> all) {
    if (other == finding
        || other.id() != finding.id()
        || !TOLD_TWICE.contains(finding.id())
        || !other.about().equals(finding.about())) {
      return false;
    }
    int graver = finding.severity().compareTo(other.severity());
    int fuller = Integer.compare(other.facts().size(), finding.facts().size());
    int earlier = Integer.compare(all.indexOf(finding), all.indexOf(other));
    return graver > 0 || (graver == 0 && (fuller > 0 || (fuller == 0 && earlier > 0)));
  }
}
