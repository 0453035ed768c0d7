package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.DuplicateNames;
import io.github.latchkey.engine.HmacKey;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.PublicVerifyingKey;
import io.github.latchkey.engine.RsaVerifyingKey;
import io.github.latchkey.engine.TokenVerifier;
import io.github.latchkey.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tries keys on a signature.
public final class SignatureCheck {

  private static final int LEAST_RSA_BITS = 2048;

  private final DecodedToken token;
  private final List<KeyCandidate> candidates;

  private SignatureCheck(DecodedToken token, List<KeyCandidate> candidates) {
    this.token = token;
    this.candidates =
        candidates.stream().sorted(Comparator.comparing(c -> c.expected() ? 0 : 1)).toList();
  }

  /// Tries the candidates whose key is bound to the token's algorithm, expected ones first, until
  /// one fits. The keys stay the caller's; the token's own ones (`jwk`, `jku`, …) are never tried.
  /// Throws nothing, save IllegalStateException for a closed key.
  public static SignatureResult check(DecodedToken token, List<KeyCandidate> candidates) {
    return new SignatureCheck(token, candidates).check();
  }

  private SignatureResult check() {
    long dots = token.compact().chars().filter(c -> c == '.').count();
    if (token.headerJson().isEmpty() || dots > 2) {
      return unchecked(List.of());
    }
    if (dots < 2) {
      // The reader has said that the part is missing.
      return new SignatureResult(SignatureStatus.MISSING, Optional.empty(), List.of());
    }
    if (token.signature().text().isEmpty()) {
      Finding missing = Finding.of(FindingId.SIGNATURE_MISSING, "", Map.of());
      return new SignatureResult(SignatureStatus.MISSING, Optional.empty(), List.of(missing));
    }
    Optional<JwsAlgorithm> algorithm =
        token
            .headerJson()
            .filter(this::isPlain)
            .flatMap(h -> h.text("alg"))
            .flatMap(JwsAlgorithm::named);
    if (algorithm.isEmpty()) {
      return unchecked(List.of());
    }
    Optional<SignatureResult> fitting = fitting(algorithm.get());
    if (fitting.isEmpty() && CutParts.isCutSignature(token)) {
      return unchecked(List.of());
    }
    return fitting.orElseGet(() -> unmatched(algorithm.get()));
  }

  /// Whether the verifier would look at the token at all; if not, a mismatch says nothing about
  /// keys.
  private boolean isPlain(JsonObject header) {
    return DuplicateNames.in(header).isEmpty()
        && TokenVerifier.REFUSED_HEADERS.stream().noneMatch(header::has)
        && token.header().defect().isEmpty()
        && token.payload().defect().isEmpty()
        && token.signature().defect().isEmpty();
  }

  private Optional<SignatureResult> fitting(JwsAlgorithm algorithm) {
    return candidates.stream()
        .filter(candidate -> TokenVerifier.verify(token, candidate.key()).isPresent())
        .findFirst()
        .map(candidate -> valid(candidate, algorithm));
  }

  private SignatureResult valid(KeyCandidate candidate, JwsAlgorithm algorithm) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.of(
            FindingId.SIGNATURE_VALID,
            "",
            Map.of("credential", candidate.name(), "alg", algorithm.name())));
    weakness(candidate, algorithm).ifPresent(findings::add);
    return new SignatureResult(
        SignatureStatus.VALID, Optional.of(candidate.name()), List.copyOf(findings));
  }

  /// The curves have no weak keys; RFC 7518 sections 3.2 and 3.3 say what the others need.
  private static Optional<Finding> weakness(KeyCandidate candidate, JwsAlgorithm algorithm) {
    return switch (candidate.key()) {
      case HmacKey key -> weakness(candidate, 8 * key.length(), algorithm.hashBits());
      case RsaVerifyingKey key -> weakness(candidate, key.bits(), LEAST_RSA_BITS);
      default -> Optional.empty();
    };
  }

  private static Optional<Finding> weakness(KeyCandidate candidate, long bits, long least) {
    return bits < least
        ? Optional.of(
            Finding.of(
                FindingId.WEAK_KEY,
                "",
                Map.of("credential", candidate.name(), "bits", bits, "least", least)))
        : Optional.empty();
  }

  private SignatureResult unmatched(JwsAlgorithm algorithm) {
    List<Finding> findings = new ArrayList<>();
    if (algorithm.isSymmetric()) {
      forgery().or(this::contradiction).ifPresent(findings::add);
    }
    List<String> expected =
        candidates.stream().filter(KeyCandidate::expected).map(KeyCandidate::name).toList();
    if (!expected.isEmpty()) {
      findings.add(Finding.of(FindingId.SIGNATURE_MISMATCH, "", Map.of("credentials", expected)));
      return new SignatureResult(SignatureStatus.MISMATCH, Optional.empty(), findings);
    }
    long tried = candidates.stream().filter(c -> c.key().algorithms().contains(algorithm)).count();
    findings.add(Finding.of(FindingId.NO_MATCHING_KEY, "", Map.of("tried", tried)));
    return unchecked(findings);
  }

  /// A signature that was made with the text of one of the public keys.
  private Optional<Finding> forgery() {
    return candidates.stream().flatMap(c -> forgery(c).stream()).findFirst();
  }

  private Optional<Finding> forgery(KeyCandidate candidate) {
    return candidate.key() instanceof PublicVerifyingKey key
        ? KeyConfusion.form(token, key).map(form -> confusion(candidate, form))
        : Optional.empty();
  }

  /// A shared-secret token where a public key should check it.
  private Optional<Finding> contradiction() {
    return candidates.stream()
        .filter(c -> c.expected() && c.key() instanceof PublicVerifyingKey)
        .findFirst()
        .map(candidate -> confusion(candidate, "none"));
  }

  private static Finding confusion(KeyCandidate candidate, String form) {
    return Finding.of(
        FindingId.KEY_CONFUSION, "alg", Map.of("credential", candidate.name(), "form", form));
  }

  private static SignatureResult unchecked(List<Finding> findings) {
    return new SignatureResult(SignatureStatus.UNCHECKED, Optional.empty(), findings);
  }
}
